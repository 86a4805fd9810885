"""The weekly review: each writes alone, and it opens for both at once.

A week is a Monday's date: the seven days that begin with it, each from 04:00 to 04:00 by the family's clock. Two
partners in two zones thus mean the same week by the same name, and neither one's own zone moves it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from nearward.domain import sealed
from nearward.domain.daytime import DAY_STARTS
from nearward.domain.refused import Refused
from nearward.domain.sealed import OPEN_ALREADY, Side, opens, take_back, write
from nearward.domain.words import N_

__all__ = ["OPEN_ALREADY", "Side", "opens", "take_back", "write"]

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


def span(week: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when a week begins and when it has ended, by the clock of a zone."""
    start, end = (datetime.combine(day, DAY_STARTS, tzinfo=zone) for day in (week, week + WEEK))
    return start.astimezone(UTC), end.astimezone(UTC)


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


def finish(side: Side) -> Side:
    """Say that one has finished; an empty side is not."""
    return sealed.finish(side, empty=N_("Write one line in any of the five first. One is enough."))


def agree(side: Side, *, day: date, today: date) -> Side:
    """Agree to open what there is, finished or not, once the day chosen has passed."""
    if side.opened:
        raise Refused(OPEN_ALREADY)
    if today <= day:
        raise Refused(N_("The day you chose to look at it has not passed yet."))
    return replace(side, agrees=True)


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
