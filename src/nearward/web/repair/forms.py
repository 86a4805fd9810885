"""Forms of a repair."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.domain import repair as rules
from nearward.web.repair.selectors import Said
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, clean_text


def _number(most: int) -> forms.IntegerField:
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), gettext_lazy(OUT_OF_DATE))
    return forms.IntegerField(min_value=0, max_value=most, widget=forms.HiddenInput, error_messages=wrong)


class StartForm(SentForm):
    """What a repair is about."""

    about = forms.CharField(
        label=gettext_lazy("What it is about, in a few words"), required=False, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_about(self) -> str:
        """Keep it on one line."""
        return " ".join(clean_text(self.cleaned_data["about"]).split())


class StepForm(SentForm):
    """The words of one step, and what one felt where the step asks for it."""

    number = _number(2**31 - 1)
    words = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 5}))
    feelings = forms.MultipleChoiceField(
        required=False, choices=[(name, name) for name in rules.FEELINGS],
        error_messages={"invalid_choice": gettext_lazy("Choose feelings from the list, or use your own words.")},
    )  # fmt: skip

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields["words"].label = _(rules.STEPS[step])

    def said(self) -> Said:
        """Return the words of the step."""
        feelings = self.cleaned_data["feelings"] if self.step == "inside" else ()
        return Said(clean_text(self.cleaned_data["words"]), tuple(feelings))

    @property
    def offered(self) -> list[tuple[str, str, bool]]:
        """Return the feelings to choose from: name, words, and whether it is chosen."""
        chosen = self["feelings"].value() or ()
        return (
            [(name, said, name in chosen) for name, said in rules.FEELINGS.items()] if self.step == "inside" else []
        )


class AgreeForm(forms.Form):
    """Words for one agreement, and which proposal one read."""

    seen = _number(2**15 - 2)
    words = forms.CharField(
        label=gettext_lazy("One thing we agree on"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_words(self) -> str:
        """Keep the words as typed."""
        return clean_text(self.cleaned_data["words"])
