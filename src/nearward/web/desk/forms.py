"""What a counselor writes: an offer, and notes of their own."""

from django import forms
from django.utils.translation import gettext_lazy

from nearward.domain.consent import HOMEWORK_LONGEST, NOTE_LONGEST, WHO_LONGEST
from nearward.web.ui.forms import clean_text
from nearward.web.ui.keeping import KeptForm


class HomeworkForm(forms.Form):
    """Something for the days between two sessions."""

    words = forms.CharField(
        label=gettext_lazy("What you offer"), max_length=HOMEWORK_LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Write what you would like to offer."),
            "max_length": gettext_lazy("That is too long for a phone at night. Keep it under 600 characters."),
        },
    )  # fmt: skip

    def clean_words(self) -> str:
        """Return the words as they are kept."""
        return clean_text(self.cleaned_data["words"])


class NoteForm(KeptForm):
    """A note of one's own, kept as it is written."""

    who = forms.CharField(
        label=gettext_lazy("About whom, as you call them"), max_length=WHO_LONGEST, required=False,
        error_messages={"max_length": gettext_lazy("Keep this under 120 characters.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Note"), max_length=NOTE_LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"max_length": gettext_lazy("Keep a note under 20,000 characters.")},
    )  # fmt: skip

    def said(self) -> tuple[str, str]:
        """Return about whom, and what."""
        return clean_text(self.cleaned_data["who"]), clean_text(self.cleaned_data["words"])
