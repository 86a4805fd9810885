"""The person's language and zone, for everything the request says."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from nearward.web.people.known_browsers import send_cookie
from nearward.web.people.models import Caregiver, Person

COUNTRY_COOKIE = "country"
PARTNER_COOKIE = "partner"  # Help reads no session, and names a page of the partners' own only with this
NO_SESSION = ("/help/", "/static/", "/calendar/", "/sw.js", "/manifest.webmanifest", "/robots.txt")
YEAR = 31_536_000


def without_a_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Take the session's cookie off a request for Help or a calendar: nothing on the way asks whose it is."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(NO_SESSION):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
            request.COOKIES.pop(settings.KNOWN_COOKIE_NAME, None)
        return get_response(request)

    return respond


def remember_the_browser(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send the cookie of a browser that a sign-in made known."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        send_cookie(request, response)
        return response

    return respond


def zone_named(name: str) -> ZoneInfo:
    """Return a zone by name, UTC when it is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def speak_the_persons_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set language and zone from the signed-in person, else from the browser.

    Help asks for neither session nor database, a calendar for no session; the country for the help lines lies in a
    cookie of its own.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        person = _person(request)
        language = person.language if person else translation.get_language_from_request(request)
        with translation.override(language), timezone.override(zone_named(person.zone if person else "UTC")):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        if person and request.COOKIES.get(COUNTRY_COOKIE, "") != person.country:
            _keep_country(request, response, person.country)
        _keep_partner(request, response)
        return response

    return respond


def _person(request: HttpRequest) -> Person | None:
    if request.path.startswith(NO_SESSION) or not request.user.is_authenticated:
        return None
    return request.user


def _keep_country(request: HttpRequest, response: HttpResponse, country: str) -> None:
    _keep(request, response, COUNTRY_COOKIE, country)


def _keep_partner(request: HttpRequest, response: HttpResponse) -> None:
    """Keep on the device whether a partner of a family uses it; a page of a helper takes that away again."""
    me, kept = getattr(request, "me", None), bool(request.COOKIES.get(PARTNER_COOKIE))
    if me is None or (me.role == Caregiver.Role.PARTNER) == kept:
        return
    if kept:
        response.delete_cookie(PARTNER_COOKIE, samesite="Lax")
    else:
        _keep(request, response, PARTNER_COOKIE, "yes")


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
