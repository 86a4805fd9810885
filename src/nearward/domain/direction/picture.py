"""A direction as a drawing: a line from away to toward, with the 80 % interval, the middle and the density.

Units are those of a 360 × 104 drawing; the line runs from −REACH to +REACH points of move for each point above
one's usual. All time, or nothing, is drawn as a thinner line below.
"""

from dataclasses import dataclass
from math import exp

from nearward.domain.direction.fit import Slope
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

REACH = 0.7
LEFT, RIGHT, LINE, BELOW = 20.0, 340.0, 62.0, 84.0
TALL, NARROW = (
    46.0,
    0.10,
)  # the density of an SD of NARROW is TALL high; a wider one is lower, a narrower one no higher
STEPS = 72


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval and its middle, in the units of the drawing."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class SlopePicture:
    """The line of the last days with its density, and the line of all time."""

    density: str
    now: Bar
    all_time: Bar | None


def draw_slope(now: Slope, all_time: Slope | None = None) -> SlopePicture:
    """Draw one direction; `all_time` is drawn only where it is another one than `now`."""
    beside = all_time if all_time is not None and all_time != now else None
    return SlopePicture(_density(now), _bar(now), _bar(beside) if beside else None)


def in_words(slope: Slope) -> Sentence:
    """Say the drawing, for those who do not see it: points of move for each point, away below nought."""
    return say(
        N_(
            "A line from away (−0.7) to toward (0.7), with no lean at 0. The middle lies at %(mean)s; "
            "eight chances in ten that it lies between %(low)s and %(high)s."
        ),
        mean=signed(slope.mean), low=signed(slope.low80), high=signed(slope.high80),
    )  # fmt: skip


def signed(value: float) -> str:
    """Write a slope with two places and a real minus."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _bar(slope: Slope) -> Bar:
    return Bar(_x(slope.low80), _x(slope.mean), _x(slope.high80))


def _density(slope: Slope) -> str:
    tall = TALL * min(1.0, NARROW / slope.sd)
    places = [-REACH + 2 * REACH * step / STEPS for step in range(STEPS + 1)]
    heights = [tall * exp(-(((place - slope.mean) / slope.sd) ** 2) / 2) for place in places]
    points = [f"L{_x(place):g} {LINE - height:.1f}" for place, height in zip(places, heights, strict=True)]
    return f"M{LEFT:g} {LINE:g}{''.join(points)}L{RIGHT:g} {LINE:g}Z"


def _x(slope: float) -> float:
    inside = max(-REACH, min(REACH, slope))
    return round(LEFT + (RIGHT - LEFT) * (inside + REACH) / (2 * REACH), 1)
