"""Care demand of each child as people meet it on Today and on Nights; children of one birth share a card."""

from collections.abc import Callable, Iterable
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
from nearward.domain.nights.saying import listed
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_
from nearward.web.babylog.packing import unpack_nights
from nearward.web.babylog.selectors import recent_log
from nearward.web.people.models import Child

SHOWN_UNTIL_WEEKS = 104
OF_ONE = N_("%(child)s: %(said)s")


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


@dataclass(frozen=True)
class CareCard:
    """What the children of one birth ask for now; most often there is one of them."""

    cares: tuple[CareSeen, ...]

    @property
    def names(self) -> str | Sentence:
        """Return whose card it is: "Ash and Noor"."""
        return listed([care.name for care in self.cares])

    @property
    def several(self) -> bool:
        """Whether there is more than one child on the card."""
        return len(self.cares) > 1

    @property
    def stretches(self) -> list[Sentence]:
        """The longest sleep: once where it is the same for all, from age alone, else child by child."""
        if len({care.demand.stretch for care in self.cares}) == 1:
            return [stretch_sentence(self.cares[0].demand, self.names)]
        return [care.stretch for care in self.cares]

    @property
    def feeds(self) -> list[Sentence]:
        """The feeds of a night."""
        return self._once(lambda care: care.feeds)

    @property
    def hands_on(self) -> list[Sentence]:
        """Hours of hands-on care a day, for each child."""
        return self._once(lambda care: care.hands_on)

    @property
    def basis(self) -> list[Sentence]:
        """The nights behind it; nothing where all of it is from age alone."""
        return self._once(lambda care: care.basis or say(N_("From age alone."))) if self.has_log else []

    @property
    def has_log(self) -> bool:
        """Whether the log of any of the children speaks, or spoke."""
        return any(care.basis for care in self.cares)

    @property
    def beyond(self) -> Sentence | None:
        """That the figures by age have ended, past the first year."""
        return self.cares[0].beyond

    @property
    def corrected(self) -> bool:
        """Whether the age counts from the due date."""
        return self.cares[0].corrected

    @property
    def drawn(self) -> list[CareSeen]:
        """The children whose picture is shown: one for all where no log makes a difference."""
        return [care for care in self.cares if care.basis] or [self.cares[0]]

    def _once(self, said: Callable[[CareSeen], Sentence]) -> list[Sentence]:
        found = [said(care) for care in self.cares]
        if all(one == found[0] for one in found):
            return found[:1]
        return [say(OF_ONE, child=care.name, said=one) for care, one in zip(self.cares, found, strict=True)]


def cards_of(cares: Iterable[CareSeen]) -> tuple[CareCard, ...]:
    """Return one card a birth, in the order in which the first child of each was added."""
    births: dict[date | None, list[CareSeen]] = {}
    for care in cares:
        births.setdefault(care.child.born_on, []).append(care)
    return tuple(CareCard(tuple(of)) for of in births.values())


def cares_now(children: Iterable[Child], *, now: datetime, zone: ZoneInfo) -> tuple[CareSeen, ...]:
    """Return what each child at home asks for, in one query whatever the history.

    Past the first year the curve has ended: then only a child whose own log speaks is told of.
    """
    seen = [CareSeen(child, _name(child), _demand(child, rows, now, zone)) for child, rows in _at_home(children)]
    return tuple(one for one in seen if one.demand.weeks <= CURVE_ENDS_WEEKS or one.demand.stretch.nights)


def cares_drawn(children: Iterable[Child], *, now: datetime, zone: ZoneInfo) -> tuple[CareCard, ...]:
    """Return a card a birth, with the picture by age and the family's nights over it."""
    seen = [_drawn(child, rows, now, zone) for child, rows in _at_home(children)]
    shown = (one for one in seen if one.demand.weeks <= SHOWN_UNTIL_WEEKS or one.demand.stretch.nights)
    return cards_of(shown)


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
