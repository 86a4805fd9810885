"""The lean: two beams that meet over the child. A drawing of two self-reports today, never of merit.

Units are those of a 360 × 190 drawing, ground at y = 170. Whoever needs more leans further; the apex moves to
whoever has room; when both are low the roof is low and a third post is offered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

GROUND, MIDDLE = 170.0, 180.0
HIGH, LOW = 36.0, 100.0
REACH = 58.0
LEANS, STRETCHED, ROOMY = 0.35, -0.15, 0.2
NO_ROOM = 0

Look = Literal["said", "pale", "open", "offered", "stands"]


@dataclass(frozen=True)
class Side:
    """One partner as the lean sees them: need 0–10 and room 0–4 as last said, or None when nothing is fresh."""

    name: str
    hue: str
    need: float | None = None
    room: int | None = None
    strongest: tuple[str, ...] = ()
    back_at: str = ""

    @property
    def fresh(self) -> bool:
        """Whether something said in the last 36 hours is drawn."""
        return self.need is not None

    @property
    def hold(self) -> float:
        """How much this side can carry, −1 … 1: room (2 when not said) less need; 0 when nothing is fresh."""
        return (2 if self.room is None else self.room) / 4 - self.need / 10 if self.need is not None else 0.0


@dataclass(frozen=True)
class Post:
    """A third caregiver who holds until a time."""

    name: str
    until: str


@dataclass(frozen=True)
class Stroke:
    """One line of the drawing."""

    path: str
    hue: str
    look: Look


@dataclass(frozen=True)
class Baby:
    """A child under the roof, or the place kept for one."""

    x: float
    expected: bool = False


@dataclass(frozen=True)
class Lean:
    """The drawing, and the same in words. `low`: both can carry little, with a third post or without."""

    strokes: tuple[Stroke, ...]
    babies: tuple[Baby, ...]
    title: Sentence
    said: tuple[Side, ...] = ()
    offers_third: bool = False
    low: bool = False


def draw(left: Side, right: Side | None, *, babies: Sequence[bool], post: Post | None = None) -> Lean:
    """Return the lean. `babies` holds one entry a child: whether it is still expected."""
    if right is None:
        return _alone(left, babies, post)
    x, y = _apex(left, right)
    low = _both_low(left, right)
    third = _post(left, right, x, y) if post else [_offered(x, y)] if low else []
    strokes = [*_beams(left, right, x, y), *third]
    return Lean(
        strokes=tuple(strokes),
        babies=_babies(babies, beside=low and not post),
        title=_title(left, right, post),
        said=tuple(side for side in (left, right) if side.fresh),
        offers_third=low and not post,
        low=low,
    )


def _clamp(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def _apex(left: Side, right: Side) -> tuple[float, float]:
    if not (left.fresh and right.fresh):
        return MIDDLE, HIGH
    shift = _clamp((right.hold - left.hold) / 1.4, -1, 1)
    together = (left.hold + right.hold) / 2
    return MIDDLE + REACH * shift, HIGH + (LOW - HIGH) * _clamp((0.5 - together) / 1.1, 0, 1) ** 1.5


def _curve(x0: float, x1: float, y1: float) -> str:
    dx, dy = x1 - x0, y1 - GROUND
    points = [(x0 + 0.18 * dx, GROUND + 0.46 * dy), (x0 + 0.56 * dx, GROUND + 0.8 * dy), (x1, y1)]
    return f"M{x0:.0f} {GROUND:.0f}C" + " ".join(f"{x:.0f} {y:.0f}" for x, y in points)


def _look(side: Side) -> Look:
    return "open" if side.back_at else "said" if side.fresh else "pale"


def _beams(left: Side, right: Side, x: float, y: float) -> list[Stroke]:
    lean = _clamp((right.hold - left.hold) * 10, -9, 9) if left.fresh and right.fresh else 0.0
    tips = {left.hue: (x - 4, y + max(lean, 0)), right.hue: (x + 4, y + max(-lean, 0))}
    strokes = []
    for side, foot, away in ((left, 44.0, -1), (right, 316.0, 1)):
        tip_x, tip_y = tips[side.hue]
        if side.back_at:
            strokes.append(Stroke(_return_arc(foot, away, tip_x, tip_y), side.hue, "offered"))
            tip_x, tip_y = foot + away * -16, 40.0
        strokes.append(Stroke(_curve(foot, tip_x, tip_y), side.hue, _look(side)))
    return strokes


def _return_arc(foot: float, away: int, x: float, y: float) -> str:
    start, end = foot - away * 28, x + away * 14
    middle = (start + end) / 2
    return f"M{start:.0f} 50Q{middle:.0f} {min(y, 46) - 14:.0f} {end:.0f} {y + 2:.0f}"


def _offered(x: float, y: float) -> Stroke:
    return Stroke(f"M{x:.0f} 166V{y + 14:.0f}", "third", "offered")


def _post(left: Side, right: Side, x: float, y: float) -> list[Stroke]:
    """Stand the third post under the beam that leans more, clear of the child."""
    foot, at = (44.0, 116.0) if left.hold <= right.hold else (316.0, 244.0)
    return [Stroke(f"M{at:.0f} 168V{_height(foot, x, y, at) + 6:.0f}", "c", "stands")]


def _height(x0: float, x1: float, y1: float, at: float) -> float:
    """Return y of the beam from (x0, ground) to (x1, y1) where it passes `at`, by bisection of its curve."""
    dx, dy = x1 - x0, y1 - GROUND
    low, high = 0.0, 1.0
    for _ in range(24):
        t = (low + high) / 2
        x = x0 + dx * (3 * (1 - t) ** 2 * t * 0.18 + 3 * (1 - t) * t**2 * 0.56 + t**3)
        low, high = (t, high) if (x < at) == (dx > 0) else (low, t)
    return GROUND + dy * (3 * (1 - t) ** 2 * t * 0.46 + 3 * (1 - t) * t**2 * 0.8 + t**3)


def _babies(babies: Sequence[bool], *, beside: bool = False, middle: float = MIDDLE) -> tuple[Baby, ...]:
    start = middle - 19 * (len(babies) - 1) + (46 if beside else 0)
    return tuple(Baby(start + 38 * index, expected) for index, expected in enumerate(babies))


def _both_low(left: Side, right: Side) -> bool:
    """Return whether both can carry less than they need, or both say that there is no room at all."""
    if not (left.fresh and right.fresh):
        return False
    return max(left.hold, right.hold) < STRETCHED or left.room == right.room == NO_ROOM


def _title(left: Side, right: Side, post: Post | None) -> Sentence:
    if left.back_at and right.back_at:
        words = N_("You both take space. %(first)s is back at %(time)s, %(second)s at %(other)s.")
        return say(words, first=left.name, time=left.back_at, second=right.name, other=right.back_at)
    for side in (left, right):
        if side.back_at:
            return say(N_("%(name)s is taking space. Back at %(time)s."), name=side.name, time=side.back_at)
    if post:
        return say(N_("%(name)s holds until %(time)s."), name=post.name, time=post.until)
    if not (left.fresh and right.fresh):
        return _one_or_none(left, right)
    if _both_low(left, right):
        return say(N_("You're both stretched."))
    leans, holds = sorted((left, right), key=lambda side: side.hold)
    if holds.hold - leans.hold >= LEANS:
        return _leaning(leans, holds)
    if leans.hold >= ROOMY:
        return say(N_("You both have room."))
    return say(N_("You hold each other up today."))


def _leaning(leans: Side, holds: Side) -> Sentence:
    if (2 if holds.room is None else holds.room) >= 2:
        return say(N_("%(leans)s leans today. %(holds)s has room."), leans=leans.name, holds=holds.name)
    return say(N_("%(leans)s leans today. %(holds)s has a little room."), leans=leans.name, holds=holds.name)


def _one_or_none(left: Side, right: Side) -> Sentence:
    for side in (left, right):
        if side.fresh:
            return say(N_("%(name)s has said how it is."), name=side.name)
    return say(N_("Say how it is, when you like."))


def _alone(side: Side, babies: Sequence[bool], post: Post | None) -> Lean:
    strokes = [
        Stroke(_curve(120, 182, 40), side.hue, _look(side)),
        Stroke("M240 168C226 120 208 80 190 48", "third", "offered")
        if post is None
        else Stroke("M240 168C226 120 208 80 190 46", "c", "stands"),
    ]
    title: Sentence = (
        (say(N_("%(name)s holds until %(time)s."), name=post.name, time=post.until))
        if post
        else say(N_("%(name)s, on your own for now."), name=side.name)
    )
    return Lean(
        strokes=tuple(strokes),
        babies=_babies(babies, middle=184),
        title=title,
        said=(side,) if side.fresh else (),
    )
