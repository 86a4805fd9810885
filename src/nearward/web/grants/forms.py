"""What one gives a counselor to read: classes, the days, and the end."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nearward.domain.consent import REFLECTIONS, USUAL, WORDS, Grant, What
from nearward.domain.sentence import say
from nearward.domain.words import N_
from nearward.web.people.forms import a_day
from nearward.web.ui.words import translated

KEPT, FORTNIGHT, NOW, ALL = "kept", "fortnight", "now", "all"
AS_BEFORE = N_("As before, from %(day)s on")
DAYS = {
    FORTNIGHT: N_("The two weeks before I gave it, and what comes"),
    NOW: N_("Only what comes from today on"),
    ALL: N_("All there is"),
}
BACK = {FORTNIGHT: timedelta(days=14), NOW: timedelta()}


def _in_words(said: dict[Any, str]) -> Any:
    return lambda: [(str(key), translated(words)) for key, words in said.items()]


class GiveForm(forms.Form):
    """The classes given, of which days, until when; and whether the other partner may know whom one sees."""

    what = forms.MultipleChoiceField(choices=_in_words(WORDS), widget=forms.CheckboxSelectMultiple, required=False)
    item = forms.ChoiceField(label=gettext_lazy("Which reflection"), choices=_in_words(REFLECTIONS), required=False)
    days = forms.ChoiceField(
        label=gettext_lazy("Of which days"), choices=_in_words(DAYS), widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose of which days.")),
    )  # fmt: skip
    until = a_day(gettext_lazy("Last day it may be read"), required=gettext_lazy("Choose the last day."))
    shown = forms.BooleanField(required=False)

    def __init__(self, *args: Any, since: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since
        if since is not None:
            as_before = translated(say(AS_BEFORE, day=since))
            self.fields["days"].choices = [(KEPT, as_before), *_in_words(DAYS)()]  # type: ignore[attr-defined]

    def grants(self, today: date) -> list[Grant]:
        """Return what was given, the days counted from `today`."""
        said = self.cleaned_data
        back = BACK.get(said["days"])
        since = self.since if said["days"] == KEPT else None if back is None else today - back
        return [
            Grant(What(what), said["until"], since, said["item"] if what == What.REFLECTION else "")
            for what in said["what"]
        ]


def as_given(grants: Iterable[Grant], *, shown: bool, today: date) -> dict[str, Any]:
    """Return what a form starts from: what is given now, or nothing, for about three months."""
    kept = list(grants)
    start: dict[str, Any] = {"shown": shown, "days": FORTNIGHT, "until": today + USUAL}
    if kept:
        start |= {"what": [grant.what.value for grant in kept], "until": kept[0].until}
        start["days"] = ALL if kept[0].since is None else KEPT
        start["item"] = next((grant.item for grant in kept if grant.item), None)
    return start
