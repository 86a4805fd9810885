"""Forms of Us."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.web.ui.forms import clean_text


class InsideForm(forms.Form):
    """What happens inside, in one's own words."""

    words = forms.CharField(
        label=_("What happens inside you, in one sentence"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Keep them as typed, on one line."""
        return " ".join(clean_text(self.cleaned_data["words"]).split())
