"""Forms of the reflection."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nearward.data.reflection import learned
from nearward.domain import reflection as rules
from nearward.web.reflection.selectors import Learned
from nearward.web.ui.forms import clean_text
from nearward.web.ui.keeping import KeptForm

FROM_THE_LIST = gettext_lazy("Choose from what is offered, or skip it.")


def _any_of(keys: Any) -> forms.MultipleChoiceField:
    choices, wrong = [(key, key) for key in keys], {"invalid_choice": FROM_THE_LIST, "invalid_list": FROM_THE_LIST}
    return forms.MultipleChoiceField(required=False, choices=choices, error_messages=wrong)


@dataclass(frozen=True)
class Asked:
    """One situation as the form shows it: its name, its words, and each answer with whether it is chosen."""

    name: str
    said: str
    answers: list[tuple[str, str, bool]]


class SituationsForm(KeptForm):
    """What one does in each situation; any number of answers, or none."""

    def __init__(self, *args: Any, situations: tuple[rules.Situation, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.situations = situations
        for one in situations:
            self.fields[one.key] = _any_of(rules.HERE)

    @property
    def asked(self) -> list[Asked]:
        """Return the situations to show."""
        return [
            Asked(one.key, one.said, [(way, said, way in (self[one.key].value() or ())) for way, said in offered])
            for turn, one in enumerate(self.situations)
            for offered in (one.offered(turn),)
        ]

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Return what was chosen."""
        return {one.key: tuple(self.cleaned_data[one.key]) for one in self.situations}


class LearnedForm(KeptForm):
    """Where one may have learned it, and free words."""

    places = _any_of(learned())
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @property
    def offered(self) -> list[tuple[str, str, bool]]:
        """Return the places to choose from."""
        return [(key, said, key in (self["places"].value() or ())) for key, said in learned().items()]

    def learned(self) -> Learned:
        """Return what was written."""
        return Learned(tuple(self.cleaned_data["places"]), clean_text(self.cleaned_data["words"]))


class SentenceForm(forms.Form):
    """The one sentence to be shown."""

    words = forms.CharField(
        label=gettext_lazy("One sentence, as you would say it"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep it on one line."""
        return " ".join(clean_text(self.cleaned_data["words"]).split())
