"""A check-in: what is said openly (need and room) and what stays with its author."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nearward.domain.needs import NEEDS
from nearward.domain.refused import Refused
from nearward.domain.words import N_

NOTE_LONGEST = 4000
SLEEP_LONGEST = 16 * 60


@dataclass(frozen=True)
class Open:
    """What the partner may see once it is said: seven levels 0–4, and room 0–4 or nothing said of it."""

    levels: Mapping[str, int] = field(default_factory=dict)
    room: int | None = None

    def __bool__(self) -> bool:
        return self.room is not None or bool(self.levels)


@dataclass(frozen=True)
class Private:
    """What only its author sees: stress 0–10, move 0–10 (5 is neither), longest sleep in minutes, a note."""

    stress: int | None = None
    move: int | None = None
    sleep_minutes: int | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.stress, self.move, self.sleep_minutes)) or bool(self.note)


def _within(value: int | None, low: int, high: int, sentence: str) -> None:
    if value is not None and not low <= value <= high:
        raise Refused(sentence)


def accept(said: Open, kept: Private) -> None:
    """Raise `Refused` unless something was said and all of it is on its scale."""
    if not said and not kept:
        raise Refused(N_("Say at least one thing, then send it."))
    if not set(said.levels) <= set(NEEDS):
        raise Refused(N_("That need is not one of the seven. Please open the page again."))
    for level in said.levels.values():
        _within(level, 0, 4, N_("A need goes from 0 to 4."))
    _within(said.room, 0, 4, N_("Room goes from 0 to 4."))
    _within(kept.stress, 0, 10, N_("Stress goes from 0 to 10."))
    _within(kept.move, 0, 10, N_("The way you moved goes from 0 to 10."))
    _within(kept.sleep_minutes, 0, SLEEP_LONGEST, N_("The longest stretch of sleep goes up to 16 hours."))
    if len(kept.note) > NOTE_LONGEST:
        raise Refused(N_("A note holds up to 4,000 characters. Please shorten it."))


# The one tap after something happened: how hard it got, as stress; which way one moved, from away to toward.
HOW_HARD = ((6, N_("hard")), (8, N_("very hard")), (10, N_("as much as I can hold")))
WHICH_WAY = (
    (1, N_("well away")),
    (3, N_("a little away")),
    (5, N_("neither way")),
    (7, N_("a little toward")),
    (9, N_("well toward")),
)
