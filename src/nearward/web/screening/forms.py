"""Forms of screening: a published form as fields, and someone to call."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nearward.domain.screening.instrument import Instrument
from nearward.domain.trusted import NAME_LONGEST, PHONE_LONGEST, Trusted
from nearward.web.ui.forms import SentForm, clean_text

CHOOSE = gettext_lazy("Choose the answer that comes closest.")


@dataclass(frozen=True)
class Asked:
    """One question as it is shown: its options with what is chosen, and which of them bring help at once."""

    number: int
    text: str
    field: Any
    options: list[tuple[int, str, bool, bool]]


class AnswersForm(SentForm):
    """One choice for each item; what is chosen is its place on the printed form."""

    # A value of digits: what waits behind the lock shows only what was written in words.
    keep = forms.BooleanField(
        label=gettext_lazy("Keep this in Mine, for me alone"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": "1"}),
    )

    def __init__(self, instrument: Instrument, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for place, item in enumerate(instrument.items):
            choices = [(str(at), option.text) for at, option in enumerate(item.options)]
            errors = dict.fromkeys(("required", "invalid_choice"), CHOOSE)
            self.fields[f"a{place}"] = forms.ChoiceField(label=item.text, choices=choices, error_messages=errors)

    @property
    def asked(self) -> Iterator[Asked]:
        """Return the questions in the order of the form."""
        for place, item in enumerate(self.instrument.items):
            field = self[f"a{place}"]
            options = [
                (at, option.text, field.value() == str(at), self.instrument.hurts(place, at))
                for at, option in enumerate(item.options)
            ]
            yield Asked(place + 1, item.text, field, options)

    def chosen(self) -> list[int]:
        """Return the place of each chosen option."""
        return [int(self.cleaned_data[f"a{place}"]) for place in range(len(self.instrument.items))]


def hurts(instrument: Instrument, sent: Any) -> bool:
    """Tell from what was sent, complete or not, whether thoughts of harming oneself have been there."""
    if instrument.self_harm is None:
        return False
    place = instrument.self_harm - 1
    said = str(sent.get(f"a{place}", ""))
    known = {str(at): at for at in range(len(instrument.items[place].options))}
    return said in known and instrument.hurts(place, known[said])


class TrustedForm(forms.Form):
    """Whom one would call, and where."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LONGEST)
    phone = forms.CharField(
        label=gettext_lazy("Telephone"), max_length=PHONE_LONGEST, widget=forms.TextInput(attrs={"type": "tel"})
    )

    def trusted(self) -> Trusted:
        """Return what was said."""
        return Trusted(clean_text(self.cleaned_data["name"]), clean_text(self.cleaned_data["phone"]))
