"""Pages for requests that no view sees: the same bytes for everyone who reads their language."""

from functools import cache
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

PAGES = {
    HTTPStatus.BAD_REQUEST: (
        _("This did not arrive as it should"),
        _("Nothing was changed. Open Nearward at the address you were given, and try once more."),
    ),
    HTTPStatus.REQUEST_TIMEOUT: (
        _("It took too long to arrive"),
        _(
            "The connection was too slow, and nothing of what you sent was kept. Go back, where what "
            "you typed is still there, and send it again when the connection is better."
        ),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _("This is too large to send"),
        _("Nothing of it was kept. Go back and send less at a time: a smaller file, or fewer words."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _("Too much is arriving at once"),
        _(
            "This server cannot take more right now, and nothing of what you sent was kept. Go back, "
            "where what you typed is still there, and send it again in a minute."
        ),
    ),
    HTTPStatus.INSUFFICIENT_STORAGE: (
        _("There is no room left to save"),
        _(
            "The disk of this server is full. What you just sent was not saved; everything saved "
            "before is safe. Tell whoever runs this server. Then go back, where what you typed is "
            "still there, and send it again."
        ),
    ),
}


def plain_page(status: HTTPStatus, accepted: str) -> bytes:
    """Return the page for a status, in the language a browser's `Accept-Language` asks for."""
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    return _page(status, translation.get_language_from_request(request))


@cache
def _page(status: HTTPStatus, language: str) -> bytes:
    title, sentence = PAGES[status]
    with translation.override(language):
        page = {"language": language, "direction": "ltr", "theme": "auto"}
        return render_to_string("ui/plain.html", {"page": page, "title": title, "sentence": sentence}).encode()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refuse what is not a request of this house, such as one for another host name."""
    page = plain_page(HTTPStatus.BAD_REQUEST, request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    return HttpResponse(page, status=HTTPStatus.BAD_REQUEST)
