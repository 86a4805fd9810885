"""Help and Safety at home: no database, no session, no log, one tap from everywhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nearward.data.helplines import countries, lines_for
from nearward.web.people.access import open_to_all
from nearward.web.people.middleware import COUNTRY_COOKIE


def country_of(request: HttpRequest) -> str:
    """Return the country to show lines for: asked for, else the device's, else the browser's language's."""
    asked = request.GET.get("country") or request.COOKIES.get(COUNTRY_COOKIE, "")
    if asked in countries():
        return asked
    for tag in request.headers.get("Accept-Language", "").split(","):
        region = tag.split(";")[0].strip()[-2:]
        if "-" in tag and region in countries():
            return region
    return ""


@open_to_all
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show verified lines for the country, who is watching (nobody), and red flags after birth."""
    country = country_of(request)
    context = {
        "country": country,
        "countries": countries(),
        "lines": lines_for(country),
        "today": timezone.now(),
    }
    return render(request, "help/help.html", context)


@open_to_all
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show Safety at home: one static page, the same for all."""
    return render(request, "help/safety.html")
