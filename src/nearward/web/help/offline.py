"""Help without a connection: a page and a small script that keeps it on the device, the same bytes for everyone."""

import hashlib
import json
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nearward.data.helplines import ABUSE, EMERGENCY, SUICIDE
from nearward.web.core.help_lines import countries, lines_for
from nearward.web.people.access import open_to_all
from nearward.web.people.places_on_earth import COUNTRY_NAMES

A_DAY = 86_400
PARTS = ("css/nearward.css", "js/nearward.js", "icons/nearward.svg")
ELSEWHERE = "https://www.wikipedia.org/"


@open_to_all
@require_safe
def help_offline(request: HttpRequest) -> HttpResponse:
    """Show every country's lines on one page: the Help that stays on a device, the same for all."""
    return kept_by_all(_help_page(get_language() or "en"))


@open_to_all
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps two pages on the device and shows a signal: the same bytes for everyone."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


def kept_by_all(page: str) -> HttpResponse:
    """Answer with a page that every cache may keep: it holds nothing of whoever asks."""
    response = HttpResponse(page)
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def _made_without_a_request(template: str, language: str, kinds: tuple[str, ...]) -> str:
    """Return a page made without a request, so that nothing of who asks can reach it."""
    named = sorted((str(COUNTRY_NAMES.get(code, code)), lines_for(code)) for code in countries())
    listed = [(name, [[line for line in lines if line.kind == kind] for kind in kinds]) for name, lines in named]
    page = {"language": language, "direction": "ltr", "theme": "auto"}
    return render_to_string(template, {"page": page, "listed": listed, "elsewhere": ELSEWHERE})


@cache
def safety_page(language: str) -> str:
    """Return Safety at home."""
    return _made_without_a_request("help/safety.html", language, (EMERGENCY, ABUSE))


@cache
def _help_page(language: str) -> str:
    return _made_without_a_request("help/offline.html", language, (EMERGENCY, SUICIDE, "perinatal"))


@cache
def _worker() -> str:
    """Return the script; its shelf is named after what lies on it, so that any change is fetched anew."""
    pages = {"/help/": reverse("help_offline"), reverse("safety"): reverse("safety")}
    kept = [*dict.fromkeys(pages.values()), *(static(part) for part in PARTS)]
    whole = "".join(kept)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            whole += _help_page(language) + safety_page(language)
    shelf = f"help-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"
    named = {"shelf": json.dumps(shelf), "kept": json.dumps(kept), "pages": json.dumps(pages)}
    return render_to_string("help/sw.js", named)
