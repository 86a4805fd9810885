"""Help in the same answer, whatever else that answer is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nearward.data.instruments import instruments
from nearward.domain.screening.routing import help_words
from nearward.web.grants.selectors import own_desks
from nearward.web.help.lines import urgent_for
from nearward.web.help.views import country_of
from nearward.web.people.access import FamilyRequest
from nearward.web.screening import selectors
from nearward.web.screening.forms import hurts

Views = Callable[..., HttpResponse]


def help_context(request: FamilyRequest) -> dict[str, Any]:
    """Return what the help block says: the same for everyone, the lines of the place, whom to call."""
    country = request.user.country or country_of(request)
    words = help_words(with_baby=selectors.with_baby(request.circle))
    return {
        "urgent": urgent_for(country), "words": words,
        "trusted": selectors.trusted_by(request.me), "desks": own_desks(request.me),
    }  # fmt: skip


def help_first(view: Views) -> Views:
    """Show help in place of a redirect where a form says that thoughts of harming oneself have been there.

    Mine may have closed, or the session ended, before the form was sent: help does not wait for either. The form
    waits, sealed, behind the lock as every form does.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        form = instruments().get(kwargs.get("form", ""))
        if request.method != "POST" or response.status_code != 302 or form is None or not hurts(form, request.POST):
            return response
        words = help_words(with_baby=False)
        shown = {"urgent": urgent_for(country_of(request)), "words": words, "onward": response.headers["Location"]}
        return render(request, "screening/help_first.html", shown)

    return answered
