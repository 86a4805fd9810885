"""Time together: one small shared thing a week, suggested by either, said yes to by the other.

A week is a Monday's date, as in the review. When it ends the thing has faded: nothing is kept of it, whether it
came to be is not asked, and a week without one means nothing.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from nearward.domain.refused import Refused
from nearward.domain.words import N_

REACH = timedelta(days=6)
WORDS_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Thing:
    """A small thing two people can do together; `baby` where it speaks of one."""

    key: str
    title: str
    baby: bool = False


@dataclass(frozen=True, slots=True)
class What:
    """What is suggested: one of the list, or own words; and when. A day is enough."""

    day: date
    at: time | None = None
    thing: str = ""
    words: str = ""


def accept(what: What, *, today: date) -> None:
    """Raise `Refused` unless there is one thing, on one of the next seven days."""
    if len(what.words) > WORDS_LONGEST:
        raise Refused(N_("Own words hold up to 200 characters. Please shorten them."), field="words")
    if not what.thing and not what.words:
        raise Refused(N_("Choose one small thing, or write your own."), field="thing")
    accept_day(what.day, today=today)


def accept_day(day: date, *, today: date) -> None:
    """Raise `Refused` for a day that is over or more than six days away."""
    if not today <= day <= today + REACH:
        raise Refused(N_("Choose today or one of the six days after it."), field="day")


def days_ahead(today: date) -> list[date]:
    """Return the days one may choose."""
    return [today + timedelta(days=number) for number in range(REACH.days + 1)]


@dataclass(frozen=True, slots=True)
class State:
    """How a thing stands, seen from one of the two: whose suggestion, whether it is on, who let it rest."""

    number: int
    mine: bool
    agreed: bool = False
    rests: bool = False
    rested_by_me: bool = False


CHANGED = N_("This was changed just now. Here is how it stands.")
RESTS = N_("It rests this week.")


def _read(state: State, seen: int) -> None:
    if state.number != seen:
        raise Refused(CHANGED)


def agree(state: State, *, seen: int) -> State:
    """Say yes to exactly what one read; only the other's suggestion needs it."""
    _read(state, seen)
    if state.rests:
        raise Refused(RESTS)
    if state.mine:
        raise Refused(N_("You suggested this. It is on once the other says yes."))
    return replace(state, agreed=True)


def another_time(state: State, *, seen: int) -> State:
    """Suggest another time in place of the one that stands; whoever does so waits for the other's yes."""
    _read(state, seen)
    if state.rests:
        raise Refused(RESTS)
    return State(state.number + 1, mine=True)


def rest(state: State, *, seen: int) -> State:
    """Say "not this week". Either may, at any time, without a reason."""
    _read(state, seen)
    return state if state.rests else replace(state, agreed=False, rests=True, rested_by_me=True)


def take_back(state: State, *, seen: int) -> State:
    """Let it stand again, as a suggestion; only who let it rest can, so that nobody is asked twice."""
    _read(state, seen)
    if not state.rested_by_me:
        raise Refused(RESTS)
    return replace(state, rests=False, rested_by_me=False)
