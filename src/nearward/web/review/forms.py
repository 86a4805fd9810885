"""Forms of the review."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearward.domain import review
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, clean_text


class WordsForm(SentForm):
    """Five parts, each may stay empty, and the save the page was opened on."""

    number = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), gettext_lazy(OUT_OF_DATE)),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, title in review.PARTS.items():
            self.fields[part] = forms.CharField(
                label=_(title), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
            )

    def words(self) -> review.Words:
        """Return the five parts."""
        return {part: clean_text(self.cleaned_data[part]) for part in review.PARTS}

    @property
    def parts(self) -> list[Any]:
        """Return the fields a person writes in."""
        return [self[part] for part in review.PARTS]


class DayForm(forms.Form):
    """The day on which the two would look at a week together."""

    day = forms.DateField(
        label=gettext_lazy("We look at it together on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(
            ("required", "invalid"), gettext_lazy("Give the day as year-month-day, such as 2026-03-14.")
        ),
    )  # fmt: skip
