"""A form that keeps itself while it is written: the script's quiet saves and a person's own, on one address."""

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from nearward.web.core.drafts import HEADER, NUMBER, Newer
from nearward.web.ui.forms import SentForm, refuse, status_of

F = TypeVar("F", bound=SentForm)


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
