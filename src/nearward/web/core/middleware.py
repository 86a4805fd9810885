"""Headers every answer carries, and the three methods this house knows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
METHODS = ("GET", "HEAD", "POST")
Respond = Callable[[HttpRequest], HttpResponse]


def private_pages(get_response: Respond) -> Respond:
    """Keep pages out of every cache unless a view said otherwise."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Permissions-Policy"] = POLICY
        return response

    return respond


def known_methods(get_response: Respond) -> Respond:
    """Refuse every method but reading and sending a form, alike for all and for every address."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return respond
