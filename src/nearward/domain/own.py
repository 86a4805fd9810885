"""What one keeps that is one's own: four places in one's own words, and one time a week, protected like sleep.

A time is asked for, and only the partner can say yes to holding things meanwhile. It has an end, does not come back
by itself, and says nothing of what one keeps.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from nearward.domain import asks
from nearward.domain.daytime import day_of
from nearward.domain.refused import Refused
from nearward.domain.review import week_of
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

PLACES: dict[str, str] = {
    "friends": N_("Friends"),
    "work": N_("Work"),
    "quiet": N_("Quiet"),
    "body": N_("Body"),
}
HINTS: dict[str, str] = {
    "friends": N_("Who knows you as more than a parent? What do you do with them?"),
    "work": N_("What in it is yours, and what do you miss of it, or not at all?"),
    "quiet": N_("Where and when is nobody asking anything of you?"),
    "body": N_("What lets you feel at home in it? A walk, a swim, a bath alone."),
}
PLAIN_HINTS = {**HINTS, "friends": N_("Who knows you well? What do you do with them?")}
LONGEST, WORDS_LONGEST = 4000, 200
LONGEST_TIME, REACH = timedelta(hours=12), timedelta(days=14)
OVER = N_("This time is over. A new one can be asked for.")

How = Literal["", "here", "at", "but"]


@dataclass(frozen=True)
class Time:
    """From when to when."""

    starts: datetime
    ends: datetime

    def moved(self, starts: datetime) -> "Time":
        """Return as long a time that starts then."""
        return Time(starts, starts + (self.ends - self.starts))

    def week(self, zone: ZoneInfo) -> date:
        """Return the week it belongs to for a person in `zone`."""
        return week_of(day_of(self.starts, zone))


@dataclass(frozen=True, slots=True)
class State:
    """How an asked time stands: which answer is the latest, what it says, and whether anyone was asked."""

    number: int = 0
    how: How = ""
    asked: bool = True

    @property
    def stands(self) -> bool:
        """Whether it is protected: the other said yes, or nobody had to be asked."""
        return self.how == "here" or not self.asked


def accept_words(words: str) -> str:
    """Return what one keeps in one place, or raise `Refused`; it may be empty."""
    if len(words) > LONGEST:
        raise Refused(N_("This holds up to 4,000 characters. Please shorten it."), field="words")
    return words.strip()


def accept_time(time: Time, words: str, *, taken: Collection[date], zone: ZoneInfo, now: datetime) -> str:
    """Return the open words that go with a time, or raise `Refused`. `taken` are the weeks one has a time in."""
    if not now < time.starts <= now + REACH:
        raise Refused(N_("Choose a time still to come, within the next two weeks."), field="day")
    if time.ends - time.starts > LONGEST_TIME:
        raise Refused(N_("Choose up to twelve hours."), field="until")
    if time.week(zone) in taken:
        raise Refused(N_("You have a time of your own in that week. Take it back first, then choose another."))
    if len(words) > WORDS_LONGEST:
        raise Refused(N_("A few words are enough, up to 200 characters."), field="words")
    return words.strip()


def answer(
    state: State, given: asks.Answer, time: Time, *, seen: int, zone: ZoneInfo, now: datetime
) -> State:  # fmt: skip
    """Return how it stands after the partner's answer, or raise `Refused`; `zone` is the asker's."""
    _may_change(state, time, seen=seen, now=now)
    match given:
        case asks.At(at=at):
            if not now < at or time.moved(at).week(zone) != time.week(zone):
                raise Refused(N_("Choose another time in the same week, still to come."), field="day")
            return replace(state, number=seen + 1, how="at")
        case asks.But():
            asks.accept_answer(given, when="week", now=now)
            return replace(state, number=seen + 1, how="but")
        case _:
            return replace(state, number=seen + 1, how="here")


def take_other(state: State, time: Time, *, seen: int, now: datetime) -> State:
    """Say yes to the other time the partner offered; then both have said yes to it."""
    _may_change(state, time, seen=seen, now=now)
    if state.how != "at":
        raise Refused(N_("No other time is offered."))
    return replace(state, number=seen + 1, how="here")


def _may_change(state: State, time: Time, *, seen: int, now: datetime) -> None:
    if not now < time.ends:
        raise Refused(OVER)
    if seen != state.number:
        raise Refused(N_("This was answered in another window just now. Here is the answer as it stands."))


def question(children: Collection[str]) -> Sentence | str:
    """Return what is asked with a time: to hold the one child who is here by name, else to keep the time free."""
    if len(children) == 1:
        return say(N_("Can you hold %(child)s then?"), child=next(iter(children)))
    return N_("Can you be with the children then?") if children else N_("Can you keep that time free for me?")
