"""What a browser reads to put Nearward on a home screen: the same for everyone, with nothing of whoever asks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nearward.web.people.access import open_to_all

A_DAY = 86_400
DAY_GROUND, NIGHT_GROUND = "#eef2f5", "#131219"  # --ground of the style sheet
ICONS = (
    ("nearward-192.png", 192, "any"),
    ("nearward-512.png", 512, "any"),
    ("nearward-512-maskable.png", 512, "maskable"),
)


@open_to_all
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the app, in the browser's language."""
    shortcuts = {"ask": _("Ask"), "check_in": _("Check in"), "help": _("Help")}
    facts = {
        "id": "/",
        "name": "Nearward",
        "short_name": "Nearward",
        "lang": get_language() or "en",
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "theme_color": DAY_GROUND,
        "background_color": DAY_GROUND,
        "icons": [_icon(*icon) for icon in ICONS],
        "shortcuts": [{"name": name, "url": reverse(route)} for route, name in shortcuts.items()],
    }
    response = JsonResponse(facts, content_type="application/manifest+json")
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def _icon(file: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"icons/{file}"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


@open_to_all
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Ask every crawler to stay out."""
    response = HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
