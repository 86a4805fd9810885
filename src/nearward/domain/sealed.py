"""Two sides that open to each other at once, never before both want it; until then each is its author's alone."""

from dataclasses import dataclass, replace

from nearward.domain.refused import Refused
from nearward.domain.words import N_


@dataclass(frozen=True, slots=True)
class Side:
    """How far one partner is. What is finished, or agreed to open as it stands, is not written on."""

    written: bool = False
    finished: bool = False
    agrees: bool = False
    opened: bool = False

    @property
    def rests(self) -> bool:
        """Whether its words stand still."""
        return self.finished or self.agrees or self.opened


OPEN_ALREADY = N_("It has opened for both of you already.")
RESTS = N_("You have finished this. Take it back first, then write on.")


def write(side: Side, *, anything: bool) -> Side:
    """Write on, or raise `Refused`."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    if side.rests:
        raise Refused(RESTS)
    return replace(side, written=anything)


def finish(side: Side, *, empty: str) -> Side:
    """Say that one has finished; an empty side is not, and `empty` says so."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    if not side.written:
        raise Refused(empty)
    return replace(side, finished=True)


def take_back(side: Side) -> Side:
    """Write on after all; once it has opened there is nothing left to take back."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    return replace(side, finished=False, agrees=False)


def opens(one: Side, other: Side) -> bool:
    """Whether it opens now: both have finished, or both agree to open what there is. One alone never opens it."""
    return (one.finished and other.finished) or (one.agrees and other.agrees)
