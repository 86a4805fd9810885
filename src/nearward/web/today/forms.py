"""Forms of the night screen."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.domain.night_taps import LONGEST_LINE, METHODS, Act
from nearward.web.ui.forms import OUT_OF_DATE

TAPS = [act.value for act in Act]
CHANGES = [*METHODS, "undo"]


class TapForm(forms.Form):
    """One tap, with the key that lets it be sent twice and taken once; or a change of the last tap, by its key."""

    do = forms.ChoiceField(
        choices=[(value, "") for value in (*TAPS, *CHANGES)],
        error_messages={"required": _(OUT_OF_DATE), "invalid_choice": _(OUT_OF_DATE)},
    )
    key = forms.UUIDField(required=False, error_messages={"invalid": _(OUT_OF_DATE)})
    tap = forms.CharField(required=False, max_length=36, error_messages={"max_length": _(OUT_OF_DATE)})

    def clean(self) -> None:
        """Ask for the key of a tap; a change needs none, since doing it twice changes nothing more."""
        if self.cleaned_data.get("do") in TAPS and not self.cleaned_data.get("key") and "key" not in self.errors:
            self.add_error(None, _(OUT_OF_DATE))


class LineForm(forms.Form):
    """One line about the baby, for whoever takes over."""

    text = forms.CharField(
        required=False, max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 1}),
        error_messages={"max_length": _("Keep it to %(limit_value)d characters.")},
    )  # fmt: skip

    def __init__(self, *, about: str, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.fields["text"].label = _("About %(name)s") % {"name": about}

    def clean_text(self) -> str:
        """Return it as one line."""
        return " ".join(self.cleaned_data["text"].split())
