"""One way a form carries its key, and one way a refusal meets a form."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from nearward.domain.refused import Refused
from nearward.web.ui.words import translated


class SentForm(forms.Form):
    """A form that may be sent twice and is taken once."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("This page is out of date. Please open it again."),
            "invalid": gettext_lazy("This page is out of date. Please open it again."),
        },
    )

    def sent_key(self) -> UUID:
        """Return the submission's key."""
        key: UUID = self.cleaned_data["key"]
        return key


def refuse(form: forms.Form, refusal: Refused, field: str | None = None) -> None:
    """Put a refusal beside the field it concerns, in the person's language."""
    form.add_error(field, translated(refusal.args[0]))


def clean_text(text: str) -> str:
    """Return typed words as they are kept: one kind of line end, no NUL, no stray edges."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
