"""The page for a refusal that no form caught: its sentence, and the words that were sent with it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from nearward.domain.refused import Refused
from nearward.web.core.once import Conflict
from nearward.web.ui.words import translated

TEXT_FIELDS = {
    "about", "line0", "line1", "line2", "line3", "name", "note", "not_worked", "sleep_hours", "standard", "text",
    "title", "to_change", "to_repair", "words", "worked", "phone",
    "zone", "at", "bed", "born_on", "bottles", "day", "due_on", "end", "leaves_at", "start", "time", "until", "up",
}  # fmt: skip
SECRET_FIELDS = {"passphrase", "password", "oldpassword", "password1", "password2", "pin", "pin_now", "code"}


def typed_words(request: HttpRequest) -> list[str]:
    """Return the words a form was sent with, without its choices, numbers and secrets."""
    sent = [(name, value.strip()) for name, values in request.POST.lists() for value in values]
    return [
        value
        for name, value in sent
        if value and name not in SECRET_FIELDS and (name in TEXT_FIELDS or " " in value)
    ]


def page_before(request: HttpRequest) -> str:
    """Return the page a form came from where it is one of ours, else Today."""
    came = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()})
    return urlsplit(came).path if ours else reverse("today")


class RefusalMiddleware:
    """Answer a `Refused` that reaches the top with a page, 422 (409 where a key was used twice), not with 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the refusal; anything else stays an error."""
        if not isinstance(error, Refused):
            return None
        context = {
            "refusal": translated(error.args[0]),
            "typed": typed_words(request),
            "back": page_before(request),
        }
        return render(request, "ui/refused.html", context, status=409 if isinstance(error, Conflict) else 422)
