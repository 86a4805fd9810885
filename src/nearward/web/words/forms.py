"""The form of Words. What is typed into it lives for one answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.domain.wording.cards import SAYING, SIDES
from nearward.domain.wording.hearing import EMPTY, LONGEST

A_SIDE = _("Choose one of the two.")


class WordsForm(forms.Form):
    """A sentence, and whose it is."""

    side = forms.ChoiceField(
        label=_("Whose words"), choices=list(SIDES.items()), initial=SAYING,
        error_messages={"required": A_SIDE, "invalid_choice": A_SIDE},
    )  # fmt: skip
    text = forms.CharField(
        label=_("The words"), strip=False, error_messages={"required": _(EMPTY)},
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST, "autocomplete": "off"}),
    )  # fmt: skip
