"""Forms of Us."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nearward.domain import four
from nearward.domain.words import N_
from nearward.web.ui.forms import OUT_OF_DATE, clean_text


class InsideForm(forms.Form):
    """What happens inside, in one's own words."""

    words = forms.CharField(
        label=_("What happens inside you, in one sentence"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep them as typed, on one line."""
        return " ".join(clean_text(self.cleaned_data["words"]).split())


class FourForm(forms.Form):
    """The four sentences in other words, and which words one read."""

    seen = forms.IntegerField(
        min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _(OUT_OF_DATE)),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, label in enumerate(LABELS):
            self.fields[f"line{number}"] = forms.CharField(
                label=gettext(label), required=False, strip=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    @property
    def lines(self) -> list[Any]:
        """Return the four fields."""
        return [self[f"line{number}"] for number in range(len(LABELS))]

    def said(self) -> four.Lines:
        """Return the four lines; one left empty, or as it usually reads, is the usual one."""
        typed = [clean_text(self.cleaned_data.get(f"line{number}", "")) for number in range(len(LABELS))]
        return four.accept_lines(typed, [gettext(usual) for usual in four.FOUR])


LABELS = (N_("The first"), N_("The second"), N_("The third"), N_("The fourth"))
