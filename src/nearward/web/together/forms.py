"""Forms of time together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.domain import together as rules
from nearward.domain.words import N_
from nearward.web.ui.forms import OUT_OF_DATE, SentForm, clean_text

A_TIME = N_("Give the time as hours and minutes, such as 18:30.")
A_DAY = N_("Choose today or one of the six days after it.")


def _day() -> forms.DateField:
    return forms.DateField(error_messages=dict.fromkeys(("required", "invalid"), _(A_DAY)))


def _time() -> forms.TimeField:
    return forms.TimeField(
        label=_("At a time, if you like"), required=False, error_messages={"invalid": _(A_TIME)},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip


class SuggestForm(SentForm):
    """One small thing and when."""

    thing = forms.CharField(required=False)
    words = forms.CharField(
        label=_("In your own words"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    day = _day()
    at = _time()

    def what(self) -> rules.What:
        """Return it as the domain knows it; own words go before the list."""
        said = self.cleaned_data
        return rules.What(said["day"], said["at"], said["thing"], " ".join(clean_text(said["words"]).split()))


class AnswerForm(forms.Form):
    """Yes, another time, not this week, or that taken back; and which suggestion one read."""

    do = forms.ChoiceField(
        choices=[(how, how) for how in ("yes", "another", "rest", "back")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the answers.")),
    )
    seen = forms.IntegerField(error_messages=dict.fromkeys(("required", "invalid"), _(OUT_OF_DATE)))
    day = _day()
    at = _time()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["day"].required = self.data.get("do") == "another"

    def when(self) -> rules.What:
        """Return the other time."""
        return rules.What(self.cleaned_data["day"], self.cleaned_data["at"])
