"""What two people plan for a week: one small thing together, or a time that one keeps like sleep.

Either says it, the other answers for themselves, and it ends by itself. Nothing is counted, and nothing follows
from a week without one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nearward.domain.daytime import at_local, day_of
from nearward.domain.refused import Refused
from nearward.domain.review import WEEK, week_of
from nearward.domain.words import N_

SMALL, TIME = "small", "time"
ANSWERS = ("yes", "other", "no")
DAY_BEGINS = time(4)
WORDS_LONGEST, WORDING_LONGEST = 200, 600
USUAL_LENGTH, LONGEST = timedelta(weeks=6), timedelta(weeks=12)
FOUR = (
    N_("I can function on my own."),
    N_("I can rely on you."),
    N_("You can rely on me."),
    N_("And neither of us disappears in the process."),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A time of every week that one keeps; `holds` asks the other to be with the baby then."""

    weekday: int
    start: time
    end: time
    until: date
    words: str = ""
    holds: bool = False


def accept_words(words: str) -> str:
    """Return a few words on one line, or raise `Refused`; they may be none."""
    line = " ".join(words.split())
    if len(line) > WORDS_LONGEST:
        raise Refused(N_("A few words are enough, up to 200 characters."), field="words")
    return line


def accept_small(name: str, words: str) -> tuple[str, str]:
    """Return one small thing, from the list or in one's own words, or raise `Refused` for none."""
    line = accept_words(words)
    if not line and not name:
        raise Refused(N_("Choose one small thing, or write your own."), field="words")
    return ("" if line else name, line)


def accept_kept(kept: Kept, *, today: date) -> Kept:
    """Return a time to keep, or raise `Refused`."""
    if kept.end <= kept.start:
        raise Refused(N_("It ends before it begins. Choose a later end."), field="end")
    if not today < kept.until <= today + LONGEST:
        raise Refused(N_("Choose an end within the next twelve weeks. It can be said anew then."), field="until")
    accept_words(kept.words)
    return kept


def week_ends(now: datetime, zone: ZoneInfo, *, weeks: int = 0) -> datetime:
    """Return when this week is over, or one some weeks on: the Monday after, at 04:00 of one's own clock."""
    monday = week_of(day_of(now, zone)) + WEEK * (1 + weeks)
    return at_local(monday, DAY_BEGINS, zone)


def kept_ends(kept: Kept, zone: ZoneInfo) -> datetime:
    """Return when a kept time ends: with its last day."""
    return at_local(kept.until + timedelta(days=1), DAY_BEGINS, zone)


def accept_answer(kind: str, how: str, words: str, *, by_author: bool) -> tuple[str, str]:
    """Return an answer, or raise `Refused`: nobody answers for the other."""
    if by_author:
        raise Refused(N_("Only the person who was asked can answer."))
    if how not in ANSWERS:
        raise Refused(N_("Choose one of the three answers."))
    line = accept_words(words)
    if kind == TIME and how == "no" and not line:
        raise Refused(N_("Add what you can do instead, however small."), field="words")
    return how, line
