"""Help and Safety at home: no database, no session, no log, one tap from everywhere."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nearward.data.counselors import places_for
from nearward.data.helplines import ABUSE, EMERGENCY, PERINATAL, SUICIDE
from nearward.web.core.help_lines import countries, lines_for
from nearward.web.help.offline import kept_by_all, safety_page
from nearward.web.people.access import open_to_all
from nearward.web.people.middleware import COUNTRY_COOKIE, PARTNER_COOKIE
from nearward.web.people.places_on_earth import COUNTRY_NAMES, country_choices, country_from

AN_HOUR = 3_600


def country_asked(request: HttpRequest) -> str:
    """Return the country asked for, else this device's, else the browser's languages'."""
    if "country" in request.GET:
        return request.GET["country"]
    return request.COOKIES.get(COUNTRY_COOKIE, "") or country_from(request.headers.get("Accept-Language", ""))


def country_of(request: HttpRequest) -> str:
    """Return that country where there are lines to show for it, else ""."""
    asked = country_asked(request)
    return asked if asked in countries() else ""


def lines_here(request: HttpRequest) -> dict[str, Any]:
    """Return the verified lines for where this person is, by what they are for."""
    country = country_of(request)
    lines = lines_for(country)
    return {
        "country": country,
        "name": COUNTRY_NAMES.get(country, country),
        "emergency": [line for line in lines if line.kind == EMERGENCY],
        "crisis": [line for line in lines if line.kind == SUICIDE],
        "abuse": [line for line in lines if line.kind == ABUSE],
        "talk": [line for line in lines if line.kind not in {EMERGENCY, SUICIDE, ABUSE}],
    }


@open_to_all
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show verified lines for the country, who is watching (nobody), and red flags after birth."""
    partner = bool(request.COOKIES.get(PARTNER_COOKIE))
    context = {**lines_here(request), "choices": country_choices(), "partner": partner}
    response = render(request, "help/help.html", context)
    response.headers["Cache-Control"] = f"private, max-age={AN_HOUR}"
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response


@open_to_all
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show Safety at home: one static page, the same bytes for all who read its language."""
    response = kept_by_all(safety_page(get_language() or "en"))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@open_to_all
@require_safe
def find_counselor(request: HttpRequest) -> HttpResponse:
    """Say how to find a perinatal couples counselor: whom to ask, what to ask, and places this host named."""
    lines = [line for line in lines_for(country_of(request)) if line.kind == PERINATAL]
    context = {"lines": lines, "places": places_for(country_asked(request), settings.COUNSELORS)}
    response = render(request, "help/find_counselor.html", context)
    response.headers["Cache-Control"] = f"private, max-age={AN_HOUR}"
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response
