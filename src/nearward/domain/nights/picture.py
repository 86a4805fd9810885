"""A night as a drawing: one track a caregiver from evening to morning, what protects sleep, feeds that are near.

Units are those of a drawing 360 wide; time runs down, SLOT high a half hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Wake
from nearward.domain.nights.saying import spans

LEFT, GAP, WIDTH, TOP, SLOT = 48.0, 8.0, 360.0, 30.0, 16.0


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one person's night: on duty, protected, or a feed only they can give while another is on duty.

    `feeds` are the times of feeds expected in a stretch of duty, without those another has to give.
    """

    look: str  # "duty", "rest" or "feed"
    person: int
    start: str
    end: str
    feeds: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + 10


@dataclass(frozen=True, slots=True)
class NightPicture:
    """The tracks, the hours beside them, and how high the drawing is."""

    height: float
    heads: tuple[tuple[float, int], ...]
    hours: tuple[tuple[float, str], ...]
    blocks: tuple[Block, ...]


def draw_night(night: Night, plan: NightPlan, people: Sequence[int]) -> NightPicture:
    """Draw the tracks of `people`; a night nobody covers has no blocks."""
    width = (WIDTH - LEFT - GAP * (len(people) - 1)) / len(people)
    x = {person: LEFT + at * (width + GAP) for at, person in enumerate(people)}
    blocks = [
        _block(night, plan, person, span, "duty", x, width) for person in people for span in _duty(plan, person)
    ]
    blocks += [
        _block(night, plan, person, (one.start, one.end), "rest", x, width)
        for person, one in plan.protected
        if person in x and one.minutes
    ]
    wakes = night.options[plan.option].wakes
    blocks += [
        _block(night, plan, person, _span(wakes[at], night.slots), "feed", x, width)
        for at, person in plan.breast_feeds
        if person in x and (plan.duty or ())[wakes[at].slot] != person
    ]
    return NightPicture(
        height=TOP + SLOT * night.slots + 8,
        heads=tuple((x[person], person) for person in people),
        hours=tuple(
            (TOP + SLOT * at + 4, label) for at, label in enumerate(night.clock) if at % 4 == 0 and at < night.slots
        ),
        blocks=tuple(blocks),
    )


def _span(wake: Wake, slots: int) -> tuple[int, int]:
    return wake.slot, min(wake.slot + wake.slots, slots)


def _duty(plan: NightPlan, person: int) -> list[tuple[int, int]]:
    return spans(at for at, who in enumerate(plan.duty or ()) if who == person)


def _block(
    night: Night, plan: NightPlan, person: int, span: tuple[int, int], look: str, x: dict[int, float], width: float
) -> Block:
    start, end = span
    feeds = _own_feeds(night, plan, span) if look == "duty" else ()
    return Block(
        look, person, night.clock[start], night.clock[end], feeds,
        round(x[person], 1), TOP + SLOT * start + 1, round(width, 1), SLOT * (end - start) - 2,
    )  # fmt: skip


def _own_feeds(night: Night, plan: NightPlan, span: tuple[int, int]) -> tuple[str, ...]:
    """Return the times of the feeds that whoever is on duty in a stretch gives; two babies at one time are one."""
    others = {at for at, _person in plan.breast_feeds}
    wakes = enumerate(night.options[plan.option].wakes)
    own = [wake.slot for at, wake in wakes if wake.feed and at not in others and wake.slot in range(*span)]
    return tuple(night.clock[slot] for slot in dict.fromkeys(own))
