"""One way a form carries its key, and one way a refusal meets a form."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core.once import Conflict
from nearward.web.ui.words import translated

OUT_OF_DATE = N_("This page is out of date. Please open it again.")


class SentForm(forms.Form):
    """A form that may be sent twice and is taken once."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy(OUT_OF_DATE),
            "invalid": gettext_lazy(OUT_OF_DATE),
        },
    )

    def sent_key(self) -> UUID:
        """Return the submission's key."""
        key: UUID = self.cleaned_data["key"]
        return key


def refuse(form: forms.Form, refusal: Refused, field: str | None = None) -> None:
    """Put a refusal beside the field it concerns, in the person's language."""
    named = field or refusal.field
    form.add_error(named if named in form.fields else None, translated(refusal.args[0]))
    form.conflict = isinstance(refusal, Conflict)  # type: ignore[attr-defined]


def status_of(form: forms.Form | None) -> int:
    """Return the status of a form's page: 422 when it was refused, 409 when its key was used for something else."""
    if form is None or not form.errors:
        return 200
    return 409 if getattr(form, "conflict", False) else 422


def clean_text(text: str) -> str:
    """Return typed words as they are kept: one kind of line end, no NUL, no stray edges."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
