"""Forms of the week ahead."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.domain.week.explain import USUAL
from nearward.domain.week.proposal import CHOICES
from nearward.web.ui.forms import SentForm
from nearward.web.ui.words import translated

A_NUMBER = _("Choose how much may change hands.")


class ProposeForm(forms.Form):
    """How much may change hands at most."""

    most = forms.TypedChoiceField(
        coerce=int, initial=USUAL, error_messages=dict.fromkeys(("required", "invalid_choice"), A_NUMBER)
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["most"].choices = [(most, translated(word)) for most, word in CHOICES.items()]  # type: ignore[attr-defined]


class PartForm(SentForm):
    """One answer to one part."""

    how = forms.ChoiceField(
        choices=[("yes", ""), ("not this week", ""), ("back", "")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Say yes, or not this week.")),
    )
