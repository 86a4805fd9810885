"""The picture of "Normal, not broken": a baby's hands-on hours by week, and one's own said need over them.

Units are those of a 340 × 190 drawing; x is weeks of age. Hours stand on the left, need 0–10 on the right: two
scales whose lines fall together, so that one grid serves both.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nearward.domain.care_demand import CURVE_ENDS_WEEKS, Band, between_babies, hands_on_hours
from nearward.domain.care_picture import Tick, path_of
from nearward.domain.normal import OwnWeek
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

WIDTH, HEIGHT = 340.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 36.0, 318.0, 12.0, 160.0
SPANS, AHEAD = (16, 28, 52), 3.0  # weeks drawn: the fewest that hold today and a little beyond
STEPS = 52
MOST_HOURS, MOST_NEED, SHARES = 16, 10, (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """One week of own need: its place, and the ends of the line from the least to the most."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NormalPicture:
    """A shaded spread and a curve (empty where the curve by age does not hold), own dots, today, and three axes."""

    spread: str
    curve: str
    own: tuple[Dot, ...]
    now: float | None
    grid: tuple[float, ...]
    hours: tuple[Tick, ...]
    needs: tuple[Tick, ...]
    weeks: tuple[Tick, ...]


def draw_normal(
    curve: Sequence[Band], own: Sequence[OwnWeek], *, age: float | None, birth: float = 0.0
) -> NormalPicture:
    """Draw from birth on; `age` and `birth` are weeks as the child's age counts, `birth` below 0 when early.

    Without an `age` nobody is here yet, and the first weeks are drawn; without a `curve`, own words alone.
    """
    first, last = weeks_drawn(age, birth)

    def x(week: float) -> float:
        return round(LEFT + (week - first) / (last - first) * (RIGHT - LEFT), 1)

    spread, middle = _band(curve, first, last, x) if curve else ("", "")
    return NormalPicture(
        spread=spread,
        curve=middle,
        own=tuple(_dot(week, x) for week in own if first <= week.at <= last),
        now=x(age) if age is not None and first <= age <= last else None,
        grid=tuple(_y(share) for share in SHARES),
        hours=_ticks(MOST_HOURS) if curve else (),
        needs=_ticks(MOST_NEED) if own or not curve else (),
        weeks=tuple(Tick(x(week), week) for week in range(0, last + 1, 4 if last <= SPANS[1] else 8)),
    )


def weeks_drawn(age: float | None, birth: float) -> tuple[int, int]:
    """The first and the last week drawn: from birth, and as many as today needs."""
    first = min(0, math.floor(birth))
    reach = 0.0 if age is None else age + AHEAD
    return first, next((span for span in SPANS if reach <= span), SPANS[-1])


def said_of(
    curve: Sequence[Band], own: Sequence[OwnWeek], *, age: float | None, birth: float = 0.0
) -> tuple[Sentence, ...]:
    """Say the picture in words, for those who do not see it."""
    by_age = _said_of_curve(curve, age, weeks_drawn(age, birth)[1]) if curve else ()
    if not own:
        return by_age
    needs = say(
        N_("The need you said, 0 to 10, by week: %(least)s to %(most)s. %(when)s: %(now)s."),
        least=round(min(week.least for week in own)),
        most=round(max(week.most for week in own)),
        when=_when(own[-1].number),
        now=round(own[-1].middle),
    )
    return *by_age, needs


def week_sentence(week: OwnWeek) -> Sentence:
    """One week of own need in words."""
    least, middle, most = round(week.least), round(week.middle), round(week.most)
    when = _when(week.number)
    if least == most:
        return say(N_("%(when)s: %(middle)s."), when=when, middle=middle)
    return say(
        N_("%(when)s: %(middle)s, from %(least)s to %(most)s."), when=when, middle=middle, least=least, most=most
    )


def _when(number: int) -> Sentence:
    if number < -1:
        return say(N_("%(weeks)s weeks before the due date"), weeks=-number)
    named = {-1: N_("The week before the due date"), 0: N_("The first week"), 1: N_("At 1 week")}
    return say(named.get(number, N_("At %(weeks)s weeks")), weeks=number)


def _said_of_curve(curve: Sequence[Band], age: float | None, last: int) -> tuple[Sentence, ...]:
    weeks = min(round(age or 0), int(CURVE_ENDS_WEEKS))
    now, later = (between_babies(hands_on_hours(curve, week)) for week in (weeks, last))
    return (
        say(
            N_(
                "Hours of hands-on care a day, by weeks of age. At %(weeks)s weeks %(low)s to %(high)s for "
                "eight babies in ten, at %(later)s weeks %(least)s to %(most)s."
            ),
            weeks=weeks,
            low=round(now.low),
            high=round(now.high),
            later=last,
            least=round(later.low),
            most=round(later.high),
        ),
    )


def _band(curve: Sequence[Band], first: int, last: int, x: Callable[[float], float]) -> tuple[str, str]:
    """The spread and the middle; before a due date the figures are those of week 0."""
    ages = [float(age) for age in np.linspace(first, last, STEPS + 1)]
    expected = [between_babies(hands_on_hours(curve, age)) for age in ages]
    low, middle, high = (
        [(x(age), _y(getattr(hours, end) / MOST_HOURS)) for age, hours in zip(ages, expected, strict=True)]
        for end in ("low", "mean", "high")
    )
    return f"{path_of([*high, *reversed(low)])}Z", path_of(middle)


def _dot(week: OwnWeek, x: Callable[[float], float]) -> Dot:
    low, middle, high = (_y(need / MOST_NEED) for need in (week.least, week.middle, week.most))
    return Dot(x(week.at), middle, low, high)


def _ticks(most: int) -> tuple[Tick, ...]:
    return tuple(Tick(_y(share), round(share * most)) for share in SHARES)


def _y(share: float) -> float:
    return round(BOTTOM - share * (BOTTOM - TOP), 1)
