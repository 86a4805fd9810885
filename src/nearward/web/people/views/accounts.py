"""The sign-in library's pages, at home here: they know who is looking, and refuse with 422 as ours do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from nearward.web.people import lock
from nearward.web.people.access import find_place


def at_home(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap one page of the sign-in library."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            find_place(request)
            lock.forget_what_lies_ahead(request)
        response = view(request, *args, **kwargs)
        shown = getattr(response, "context_data", None) or {}
        if any(form.errors for name in ("form", "webauthn_form") if (form := shown.get(name)) is not None):
            response.status_code = 422
        return response

    return answer
