"""Forms of expecting."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.data.expecting import asked
from nearward.domain import expecting as rules
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, clean_text


def _number(most: int = 2**31 - 1) -> forms.IntegerField:
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), gettext_lazy(OUT_OF_DATE))
    return forms.IntegerField(min_value=0, max_value=most, widget=forms.HiddenInput, error_messages=wrong)


class SideForm(SentForm):
    """What one expects: a choice for each kind, and a few lines; each may stay open."""

    number = _number()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in asked().kinds:
            self.fields[kind.key] = forms.CharField(label=_(kind.title), required=False)
        for part in asked().parts:
            self.fields[part.key] = forms.CharField(
                label=_(part.title), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
            )

    def words(self) -> rules.Words:
        """Return one's side."""
        return {key: clean_text(self.cleaned_data[key]) for key in asked().keys}

    @property
    def kinds(self) -> list[tuple[rules.Kind, Any, list[tuple[str, str, bool]]]]:
        """Return each kind with its field and its choices: value, words, and whether it is chosen."""
        return [
            (kind, self[kind.key], [(who, said, self[kind.key].value() == who) for who, said in rules.WHO.items()])
            for kind in asked().kinds
        ]

    @property
    def parts(self) -> list[tuple[rules.Part, Any]]:
        """Return each part with the field one writes in."""
        return [(part, self[part.key]) for part in asked().parts]


class NoteForm(SentForm):
    """A short private note."""

    number = _number()
    words = forms.CharField(
        label=gettext_lazy("For yourself"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class AgreeForm(SentForm):
    """Words for an agreement; which one, and which words one read."""

    thread = forms.UUIDField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": gettext_lazy(OUT_OF_DATE)}
    )
    seen = _number(2**15 - 2)
    words = forms.CharField(
        label=gettext_lazy("One thing we agree on"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep the words as typed."""
        return clean_text(self.cleaned_data["words"])
