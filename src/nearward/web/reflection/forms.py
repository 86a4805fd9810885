"""Forms of reflection."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.data.practices import kept, learned
from nearward.domain.reflection import CANT_TELL, WAYS, Situation
from nearward.domain.words import N_
from nearward.web.ui.forms import KeptForm, SentForm, clean_text

FROM_THE_PAGE = {"invalid_choice": gettext_lazy(N_("Choose from the answers on the page."))}


class SituationForm(SentForm):
    """What one would do in one situation: any of the answers, none, or “can’t tell”."""

    chosen = forms.MultipleChoiceField(
        required=False, choices=[(way, way) for way in (*WAYS, CANT_TELL)], error_messages=FROM_THE_PAGE
    )

    def offered(self, situation: Situation) -> list[tuple[str, str, bool]]:
        """Return the answers to choose from: name, words, and whether it is chosen."""
        chosen = self["chosen"].value() or ()
        answers = [(answer.way, answer.does) for answer in situation.answers]
        return [(name, words, name in chosen) for name, words in (*answers, (CANT_TELL, N_("I can’t tell.")))]


class LearnedForm(KeptForm):
    """Where one may have learned it, and free writing."""

    chosen = forms.MultipleChoiceField(
        required=False, choices=[(name, name) for name in learned()], error_messages=FROM_THE_PAGE
    )
    words = forms.CharField(
        label=gettext_lazy("In my own words"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """Return what was chosen and written."""
        return {"chosen": self.cleaned_data["chosen"], "words": clean_text(self.cleaned_data["words"])}

    @property
    def offered(self) -> list[tuple[str, str, bool]]:
        """Return what may be chosen: name, words, and whether it is."""
        chosen = self["chosen"].value() or ()
        return [(name, words, name in chosen) for name, words in learned().items()]


class KeepForm(KeptForm):
    """What one keeps for oneself, in four places; each may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, title in kept().items():
            self.fields[name] = forms.CharField(
                label=_(title), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def said(self) -> dict[str, Any]:
        """Return the words of each place."""
        return {name: clean_text(self.cleaned_data[name]) for name in kept()}

    @property
    def parts(self) -> list[Any]:
        """Return the fields a person writes in."""
        return [self[name] for name in kept()]


class SentenceForm(forms.Form):
    """The one sentence to share, in one's own words."""

    words = forms.CharField(
        label=gettext_lazy("My sentence"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep it as typed."""
        return clean_text(self.cleaned_data["words"])
