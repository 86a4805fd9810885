"""Forms of nights: usual hours, feeding, a helper's hours."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nearward.domain.daytime import WEEKDAYS
from nearward.domain.nights import family as rules
from nearward.domain.nights.saying import length
from nearward.web.nights.models import Hours
from nearward.web.people.models import Caregiver
from nearward.web.ui.forms import SentForm

DAYS = tuple(_(day) for day in WEEKDAYS)
A_TIME = _("Give the time as hours and minutes, such as 22:30.")
FLOORS = (0, 120, 180, 240, 300, 360)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages={"required": A_TIME, "invalid": A_TIME})


def _days(label: Any) -> forms.TypedMultipleChoiceField:
    wrong = _("Choose among the days of the week.")
    return forms.TypedMultipleChoiceField(
        label=label, required=False, coerce=int, choices=[(at, day) for at, day in enumerate(DAYS)],
        error_messages={"invalid_choice": wrong, "invalid_list": wrong},
    )  # fmt: skip


class HoursForm(forms.Form):
    """One's own usual night."""

    bed = _time(_("I can sleep from"))
    up = _time(_("I get up at"))
    leaves = _days(_("Mornings I have to leave"))
    leaves_at = _time(_("I leave at"))
    floor = forms.TypedChoiceField(
        label=_("The least sleep in one piece I need"), coerce=int,
        choices=[(minutes, length(minutes) if minutes else _("none")) for minutes in FLOORS],
        error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip

    @staticmethod
    def start(row: Hours) -> dict[str, Any]:
        """Return what the form starts from."""
        return {
            "bed": row.bed, "up": row.up, "leaves": row.leaves, "leaves_at": row.leaves_at,
            "floor": row.floor_minutes,
        }  # fmt: skip

    def sleeper(self, person: Caregiver) -> rules.Sleeper:
        """Return the usual night as the domain knows it."""
        said = self.cleaned_data
        return rules.Sleeper(
            person.name, bed=said["bed"], up=said["up"], leaves=frozenset(said["leaves"]),
            leaves_at=said["leaves_at"], floor_minutes=said["floor"],
        )  # fmt: skip


class HelperForm(forms.Form):
    """When a helper is there, as said with them."""

    evenings = _days(_("Evenings"))
    start = _time(_("From"))
    end = _time(_("Until"))

    def sleeper(self, person: Caregiver) -> rules.Sleeper:
        """Return the helper's hours as the domain knows them."""
        said = self.cleaned_data
        hours: tuple[time, time] = (said["start"], said["end"])
        return rules.Sleeper(
            person.name, partner=False, bed=hours[0], up=hours[1], hours=hours, evenings=frozenset(said["evenings"])
        )


class FeedingForm(forms.Form):
    """How the baby is fed at night, and who breastfeeds; nobody is chosen until someone says so."""

    way = forms.ChoiceField(
        label=_("How the baby is fed at night"),
        choices=[
            ("formula", _("Formula, or enough bottles: either of you can feed")),
            ("bottles", _("Breast, and some prepared bottles")),
            ("breast", _("Breast only")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one of the three.")},
    )
    breast = forms.MultipleChoiceField(
        label=_("Who breastfeeds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the two of you.")},
    )
    bottles = forms.IntegerField(
        label=_("Prepared bottles a night"), required=False, min_value=1, max_value=12,
        error_messages={
            "invalid": _("Give the number of bottles."), "min_value": _("At least one, or choose breast only."),
            "max_value": _("Twelve at most."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, partners: Sequence[Caregiver] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        breast: Any = self.fields["breast"]
        breast.choices = [(str(person.pk), person.name) for person in partners]

    @staticmethod
    def begin(feeding: rules.Feeding, hours: Mapping[UUID, Hours]) -> dict[str, Any]:
        """Return what the form starts from."""
        bottles = feeding.bottles
        return {
            "way": "formula" if bottles is None else "bottles" if bottles else "breast",
            "bottles": bottles or None,
            "breast": [str(pk) for pk, row in hours.items() if row.breastfeeds],
        }

    def clean(self) -> None:
        """Ask for a number where bottles are meant, and for a name where the breast is."""
        at_breast = self.cleaned_data.get("way") in {"breast", "bottles"}
        if at_breast and not self.cleaned_data.get("breast") and "breast" not in self.errors:
            self.add_error("breast", _("Who breastfeeds?"))
        if "breast" in self.errors:  # a fieldset's sentence is not read out with its boxes unless they name it
            self.fields["breast"].widget.attrs["aria-describedby"] = f"{self['breast'].auto_id}_error"
        missing = self.cleaned_data.get("way") == "bottles" and not self.cleaned_data.get("bottles")
        if missing and "bottles" not in self.errors:
            self.add_error("bottles", _("How many bottles are prepared for a night?"))

    def count(self) -> int | None:
        """Return None for formula, 0 for breast only, else the bottles."""
        ways = {"formula": None, "breast": 0}
        way = self.cleaned_data["way"]
        return ways[way] if way in ways else self.cleaned_data["bottles"]

    def feeders(self) -> set[UUID]:
        """Return who breastfeeds."""
        return {UUID(pk) for pk in self.cleaned_data["breast"]}


class FirstPlanForm(HoursForm, FeedingForm):
    """What a family's first plan rests on, on one screen: my own usual night, and how the baby is fed."""

    field_order = ("bed", "up", "floor", "leaves", "leaves_at", "way", "breast", "bottles")


class GivenSleepForm(forms.Form):
    """The sleep one wants the plan to know, in hours; the domain says how far it goes."""

    hours = forms.DecimalField(
        decimal_places=2, max_digits=5,
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_decimal_places", "max_digits", "max_whole_digits"),
            _("Choose how many hours."),
        ),
    )  # fmt: skip

    def minutes(self) -> int:
        """Return the hours as minutes."""
        minutes: int = round(self.cleaned_data["hours"] * 60)
        return minutes


class SleptForm(SentForm):
    """One tap: how long the longest stretch was, in minutes; the domain says how far it goes."""

    minutes = forms.IntegerField(
        error_messages={"required": _("Choose one of the four."), "invalid": _("Choose one of the four.")}
    )
