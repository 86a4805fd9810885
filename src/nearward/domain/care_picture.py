"""The picture of care demand: longest sleep by age with its spread, and the family's own nights over it.

Units are those of a 360 × 150 drawing; x is weeks of age, y is hours. Sixteen weeks are drawn, so that two
weeks of nights are wide enough to see.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nearward.domain.care_demand import CURVE_ENDS_WEEKS, Band, Demand, in_quarters, stretch_at_age
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

WIDTH, HEIGHT = 360.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 36.0, 350.0, 10.0, 122.0
WEEKS_DRAWN, WEEKS_BEHIND, TICK_WEEKS = 16.0, 9.0, 4
STEPS = 32
LEAST_HOURS = 8.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis, and the number beside it."""

    at: float
    number: int


@dataclass(frozen=True, slots=True)
class Span:
    """What to expect tonight from the own log, drawn at today's age: low and high end, and the middle."""

    x: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class CarePicture:
    """The drawing: a shaded spread, the curve, dots for nights, today's age, and the axes."""

    spread: str
    curve: str
    nights: tuple[tuple[float, float], ...]
    now: float | None
    own: Span | None
    hours: tuple[Tick, ...]
    weeks: tuple[Tick, ...]


def draw_care(curve: Sequence[Band], demand: Demand, nights: Sequence[tuple[float, float]] = ()) -> CarePicture:
    """Draw the curve around today's age; `nights` are weeks of age and hours of the longest sleep."""
    first = weeks_from(demand.weeks)
    last = first + WEEKS_DRAWN
    ages = [float(age) for age in np.linspace(first, last, STEPS + 1)]
    expected = [stretch_at_age(curve, age) for age in ages]
    inside = [(age, hours) for age, hours in nights if first <= age <= last]
    own = demand.stretch if demand.stretch.nights else None
    most = max([band.high for band in expected] + [hours for _, hours in inside] + [own.high if own else 0.0])
    top = max(LEAST_HOURS, 2.0 * math.ceil(most / 2))

    def x(age: float) -> float:
        return round(LEFT + (age - first) / WEEKS_DRAWN * (RIGHT - LEFT), 1)

    def y(hours: float) -> float:
        return round(BOTTOM - hours / top * (BOTTOM - TOP), 1)

    upper = [(x(age), y(band.high)) for age, band in zip(ages, expected, strict=True)]
    lower = [(x(age), y(band.low)) for age, band in zip(ages, expected, strict=True)]
    middle = [(x(age), y(band.mean)) for age, band in zip(ages, expected, strict=True)]
    seen = demand.weeks <= CURVE_ENDS_WEEKS
    return CarePicture(
        spread=f"{path_of([*upper, *reversed(lower)])}Z",
        curve=path_of(middle),
        nights=tuple((x(age), y(hours)) for age, hours in inside),
        now=x(demand.weeks) if seen else None,
        own=Span(x(demand.weeks), y(own.low), y(own.mean), y(own.high)) if own and seen else None,
        hours=tuple(Tick(y(hours), hours) for hours in range(0, int(top) + 1, 4 if top > LEAST_HOURS else 2)),
        weeks=tuple(Tick(x(week), week) for week in range(int(last) + 1) if week >= first and _ticked(week)),
    )


def said_of(
    curve: Sequence[Band], demand: Demand, nights: Sequence[tuple[float, float]], child: str
) -> tuple[Sentence, ...]:
    """Say the picture in words, for those who do not see it."""
    expected = stretch_at_age(curve, demand.weeks)
    by_age = say(
        N_(
            "Longest sleep of a night by age. At %(weeks)s weeks about %(about)s, "
            "%(low)s to %(high)s on most nights."
        ),
        weeks=int(demand.weeks),
        about=in_quarters(expected.mean),
        low=in_quarters(expected.low),
        high=in_quarters(expected.high),
    )
    hours = [slept for _, slept in nights]
    if not hours or demand.stale:
        return (by_age,)
    own = say(
        N_("%(child)s’s last %(nights)s nights lie between %(least)s and %(most)s."),
        child=child,
        nights=len(hours),
        least=in_quarters(min(hours)),
        most=in_quarters(max(hours)),
    )
    return by_age, own


def weeks_from(weeks: float) -> float:
    """The first week drawn for a baby of this age: whole, and never past the end of the curve."""
    return float(min(max(0, math.floor(weeks - WEEKS_BEHIND)), int(CURVE_ENDS_WEEKS - WEEKS_DRAWN)))


def _ticked(week: int) -> bool:
    return week % TICK_WEEKS == 0


def path_of(points: Sequence[tuple[float, float]]) -> str:
    """The points joined by straight lines, as SVG."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
