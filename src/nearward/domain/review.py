"""The weekly review: each writes alone, and it opens for both at once.

A week is a Monday's date: the seven days of one's own that begin with it, each from 04:00 to 04:00 in one's own
zone. Two partners in two zones thus mean the same week by the same name, and neither one's clock is the couple's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from nearward.domain.refused import Refused
from nearward.domain.words import N_

PARTS: dict[str, str] = {
    "worked": N_("What worked"),
    "not_worked": N_("What didn’t"),
    "appreciated": N_("One thing I appreciate"),
    "to_repair": N_("One thing to repair"),
    "to_change": N_("One thing to change"),
}
LONGEST = 4000
WEEK, FRIDAY = timedelta(days=7), 4
FURTHEST, LATEST_DAY = timedelta(days=371), timedelta(days=90)

Words = Mapping[str, str]


def week_of(day: date) -> date:
    """Return the Monday a day belongs to."""
    return day - timedelta(days=day.weekday())


def last_day(week: date) -> date:
    """Return the Sunday of a week."""
    return week + timedelta(days=6)


def week_to_look_at(today: date) -> date:
    """Return the week one would speak of: from Friday on this one, before that the last."""
    return week_of(today) if today.weekday() >= FRIDAY else week_of(today) - WEEK


def is_week(week: date, today: date) -> bool:
    """Whether a date names a week that can be written about: a Monday, not to come, not over a year back."""
    return week.weekday() == 0 and week <= today <= week + FURTHEST


def accept_words(words: Words) -> dict[str, str]:
    """Return the five parts as they are kept, or raise `Refused`; each may be empty."""
    for part in PARTS:
        if len(words.get(part, "")) > LONGEST:
            raise Refused(N_("A part holds up to 4,000 characters. Please shorten it."), field=part)
    return {part: words.get(part, "").strip() for part in PARTS}


def accept_day(day: date, week: date) -> date:
    """Return the day to look at it together, or raise `Refused`."""
    if not week <= day <= last_day(week) + LATEST_DAY:
        raise Refused(N_("Choose a day of that week, or one in the three months after it."), field="day")
    return day


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


OPEN_ALREADY = N_("It has opened. What you change now, you both see as a change.")
RESTS = N_("You have finished this. Take it back first, then write on.")


def write(side: Side, *, anything: bool) -> Side:
    """Write on, or raise `Refused`."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    if side.rests:
        raise Refused(RESTS)
    return replace(side, written=anything)


def finish(side: Side) -> Side:
    """Say that one has finished; an empty side is not."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    if not side.written:
        raise Refused(N_("Write one line in any part first. One is enough."))
    return replace(side, finished=True)


def agree(side: Side, *, day: date, today: date) -> Side:
    """Agree to open what there is, finished or not, once the day chosen has passed."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    if today <= day:
        raise Refused(N_("The day you chose to look at it has not passed yet."))
    return replace(side, agrees=True)


def take_back(side: Side) -> Side:
    """Write on after all; once it has opened there is nothing left to take back."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    return replace(side, finished=False, agrees=False)


def opens(one: Side, other: Side) -> bool:
    """Whether it opens now: both have finished, or both agree to open what there is. One alone never opens it."""
    return (one.finished and other.finished) or (one.agrees and other.agrees)


def accept_change(before: Words, after: Words) -> dict[str, str]:
    """Return an opened side's words after a change of them, or raise `Refused`."""
    words = accept_words(after)
    if words == dict(before):
        raise Refused(N_("Nothing is different yet."))
    return words


def earlier(revisions: Sequence[Words], part: str) -> list[str]:
    """Return what a part said before, oldest first, without what stands now."""
    said = [words[part] for words in revisions]
    return [words for words, after in pairwise(said) if words != after]


def stands_since(revisions: Sequence[Words], part: str) -> int:
    """Return the place of the revision since which a part says what it says now."""
    last = revisions[-1][part]
    since = len(revisions) - 1
    while since and revisions[since - 1][part] == last:
        since -= 1
    return since
