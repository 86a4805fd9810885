"""A form that keeps itself while it is written: the script's quiet saves and a person's own, on one address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.domain.refused import Refused
from nearward.web.core.drafts import HEADER, NUMBER, Newer, Page
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, refuse, status_of

F = TypeVar("F", bound=SentForm)


class KeptForm(SentForm):
    """A form that keeps itself, and knows which save it was opened on."""

    number = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), gettext_lazy(OUT_OF_DATE)),
    )  # fmt: skip

    def page(self) -> Page:
        """Return which page this is."""
        return Page(self.cleaned_data["number"], self.sent_key())


@dataclass(frozen=True)
class Kept(Generic[F]):
    """A form after it was sent or only opened: the other device's text if there is one, and the answer if any."""

    form: F
    other: str = ""
    answer: HttpResponse | None = None


def keep(request: HttpRequest, form: F, write: Callable[[F], int], *, then: str, **kwargs: Any) -> Kept[F]:
    """Keep what was sent for its author alone, and go on to `then`; a page's own quiet save stays where it is."""
    if request.method != "POST":
        return Kept(form)
    other = ""
    try:
        if form.is_valid():
            number = write(form)
            if is_quiet(request):
                return Kept(form, answer=kept(number))
            messages.success(request, _("Kept. Only you see it."))
            return Kept(form, answer=redirect(then))
    except Newer as newer:
        form, other = with_both(form, newer, **kwargs), newer.text
    except Refused as refusal:
        refuse(form, refusal)
    return Kept(form, other, not_kept(form) if is_quiet(request) else None)


def is_quiet(request: HttpRequest) -> bool:
    """Whether the page's script sent this by itself."""
    return HEADER in request.headers


def kept(number: int) -> HttpResponse:
    """Tell the script that the words are kept, and under which number."""
    said = _("Kept at %(time)s.") % {"time": time_format(timezone.localtime(), "H:i")}
    return HttpResponse(said, content_type="text/plain; charset=utf-8", headers={NUMBER: str(number)})


def not_kept(form: forms.Form) -> HttpResponse:
    """Tell the script in one sentence why not."""
    said = next((error for errors in form.errors.values() for error in errors), "")
    return HttpResponse(said, status=status_of(form), content_type="text/plain; charset=utf-8")


def with_both(form: F, newer: Newer, **kwargs: Any) -> F:
    """Return the form as it was typed, ready to be saved over the other device's words, which its page shows."""
    data: Any = form.data
    data = data.copy()
    data["number"] = str(newer.number)
    again = type(form)(data, **kwargs)
    again.is_valid()
    refuse(again, newer)
    return again
