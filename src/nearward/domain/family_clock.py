"""The clock a family goes by: one partner suggests another zone, and it changes when the other agrees."""

from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.words import N_

CHANGED = N_("The clock changed, or another was suggested, just now. Please read it again.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The latest suggestion: its number, the zone ("" once it was agreed to or let go), whether it is mine."""

    number: int = 0
    zone: str = ""
    mine: bool = False


def suggest(latest: Suggestion, *, zone: str, current: str, seen: int) -> Suggestion:
    """Return the suggestion that takes the place of the one that was read, or raise `Refused`."""
    _must_be_read(latest, seen)
    if zone == current:
        raise Refused(N_("That is the clock you go by already."), field="zone")
    return Suggestion(latest.number + 1, zone, mine=True)


def agree(latest: Suggestion, *, seen: int) -> str:
    """Return the zone the family goes by from now on: exactly the one that was read, suggested by the other."""
    _must_wait(latest, seen)
    if latest.mine:
        raise Refused(N_("You suggested this clock. It changes when the other agrees."))
    return latest.zone


def let_go(latest: Suggestion, *, seen: int) -> Suggestion:
    """Let a suggestion go, by whoever made it or by the other; the clock stays as it is."""
    _must_wait(latest, seen)
    return Suggestion(latest.number + 1)


def _must_wait(latest: Suggestion, seen: int) -> None:
    _must_be_read(latest, seen)
    if not latest.zone:
        raise Refused(CHANGED)


def _must_be_read(latest: Suggestion, seen: int) -> None:
    if seen != latest.number:
        raise Refused(CHANGED)
