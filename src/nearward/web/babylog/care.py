"""Care demand of each child as people meet it on Today and on Nights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from nearward.data.care_curve import care_curve
from nearward.domain.care_demand import (
    CURVE_ENDS_WEEKS,
    Demand,
    basis_sentence,
    beyond_curve,
    care_demand,
    corrected_weeks,
    feeds_sentence,
    hands_on_sentence,
    stretch_sentence,
)
from nearward.domain.care_picture import CarePicture, draw_care, said_of
from nearward.domain.daytime import day_of
from nearward.domain.night_log import recent_nights
from nearward.domain.sentence import Sentence
from nearward.web.babylog.packing import unpack_nights
from nearward.web.babylog.selectors import recent_log
from nearward.web.people.models import Child

SHOWN_UNTIL_WEEKS = 104


@dataclass(frozen=True)
class CareSeen:
    """What one child asks for now, in sentences; on Nights also as a picture."""

    child: Child
    name: str
    demand: Demand
    picture: CarePicture | None = None
    said: tuple[Sentence, ...] = ()

    @property
    def stretch(self) -> Sentence:
        """The longest sleep stretch."""
        return stretch_sentence(self.demand, self.name)

    @property
    def feeds(self) -> Sentence:
        """The feeds of a night."""
        return feeds_sentence(self.demand)

    @property
    def hands_on(self) -> Sentence:
        """Hours of hands-on care a day."""
        return hands_on_sentence(self.demand)

    @property
    def basis(self) -> Sentence | None:
        """The nights behind it; None when it is from age alone."""
        return basis_sentence(self.demand)

    @property
    def beyond(self) -> Sentence | None:
        """That the figures by age have ended, past the first year."""
        return beyond_curve(self.demand)

    @property
    def corrected(self) -> bool:
        """Whether the age counts from the due date, for a baby born early."""
        born, last = self.child.born_on, self.child.due_on
        return bool(born and last and corrected_weeks(born, last, last) != corrected_weeks(born, None, last))


def cares_now(children: Iterable[Child], *, now: datetime, zone: ZoneInfo) -> tuple[CareSeen, ...]:
    """Return what each child at home asks for, in one query whatever the history.

    Past the first year the curve has ended: then only a child whose own log speaks is told of.
    """
    seen = [CareSeen(child, _name(child), _demand(child, rows, now, zone)) for child, rows in _at_home(children)]
    return tuple(one for one in seen if one.demand.weeks <= CURVE_ENDS_WEEKS or one.demand.stretch.nights)


def cares_drawn(children: Iterable[Child], *, now: datetime, zone: ZoneInfo) -> tuple[CareSeen, ...]:
    """Return the same with the picture by age and the family's nights over it."""
    seen = [_drawn(child, rows, now, zone) for child, rows in _at_home(children)]
    return tuple(one for one in seen if one.demand.weeks <= SHOWN_UNTIL_WEEKS or one.demand.stretch.nights)


def _at_home(children: Iterable[Child]) -> list[tuple[Child, str]]:
    home = [child for child in children if child.born_on and child.home]
    log = recent_log(home) if home else {}
    return [(child, log.get(child.pk, "")) for child in home]


def in_hospital(children: Iterable[Child]) -> tuple[str, ...]:
    """Return the names of the children who are born and not home yet."""
    return tuple(_name(child) for child in children if child.born_on and not child.home)


def _drawn(child: Child, rows: str, now: datetime, zone: ZoneInfo) -> CareSeen:
    name, demand = _name(child), _demand(child, rows, now, zone)
    assert child.born_on is not None
    nights = [
        (corrected_weeks(child.born_on, child.due_on, night.evening), night.longest_hours)
        for night in recent_nights(unpack_nights(rows), zone)
        if night.longest_hours is not None
    ]
    picture, said = draw_care(care_curve(), demand, nights), said_of(care_curve(), demand, nights, name)
    return CareSeen(child, name, demand, picture, said)


def _demand(child: Child, rows: str, now: datetime, zone: ZoneInfo) -> Demand:
    assert child.born_on is not None
    return demand_of(rows, child.born_on, child.due_on, max(day_of(now, zone), child.born_on), zone)


@lru_cache(maxsize=128)
def demand_of(rows: str, born: date, due: date | None, today: date, zone: ZoneInfo) -> Demand:
    """Return care demand from a packed log; the same log on the same day is worked out once."""
    return care_demand(care_curve(), born=born, due=due, today=today, zone=zone, log=unpack_nights(rows))


def _name(child: Child) -> str:
    return child.name or _("Baby")
