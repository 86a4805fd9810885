"""Consent to a counselor: who may read what of whom, of which days, until when. Nothing is given by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_

LONGEST = timedelta(days=365)
USUAL = timedelta(days=91)  # a course of couples counseling: about three months
SUMMARY = timedelta(days=14)


class What(StrEnum):
    """The classes of what may be given, each by itself."""

    NEED_ROOM = "need_room"
    STRESS_MOVE = "stress_move"
    DIRECTION = "direction"
    SCREENING = "screening"
    REVIEWS = "reviews"
    PLANS = "plans"
    REFLECTION = "reflection"


WORDS = {
    What.NEED_ROOM: N_("What I need, and the room I have"),
    What.STRESS_MOVE: N_("My stress, and which way I moved"),
    What.DIRECTION: N_("My direction when stress rises"),
    What.SCREENING: N_("What the short forms said"),
    What.REVIEWS: N_("Weekly reviews that opened"),
    What.PLANS: N_("Nights and hand-overs we agreed"),
    What.REFLECTION: N_("One reflection"),
}
AT_THE_DESK = {
    What.NEED_ROOM: N_("Need and room"),
    What.STRESS_MOVE: N_("Stress and move"),
    What.DIRECTION: N_("When stress rises"),
    What.SCREENING: N_("Short forms"),
    What.REVIEWS: N_("How the week went"),
    What.PLANS: N_("What they agreed"),
    What.REFLECTION: N_("One reflection"),
}
# These are about two people: they show whole only where both gave them, else each one's own lines alone.
JOINT = frozenset({What.REVIEWS, What.PLANS})
REFLECTIONS = {
    "situations": N_("What I do when need gets big"),
    "learned": N_("Where I learned it"),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One class, given by one person to one counselor: days from `since` on (None: all), until `until` is over."""

    what: What
    until: date
    since: date | None = None
    item: str = ""

    @property
    def said(self) -> str:
        """Return what it is, in words."""
        return WORDS[self.what]

    @property
    def at_the_desk(self) -> str:
        """Return what it is called at a desk, where it is someone else's."""
        return AT_THE_DESK[self.what]

    def holds(self, today: date) -> bool:
        """Whether it may be read on this day of its author's."""
        return today <= self.until

    def covers(self, day: date) -> bool:
        """Whether what was said on this day is part of it."""
        return self.since is None or day >= self.since


def in_force(grants: Iterable[Grant], today: date) -> dict[What, Grant]:
    """Return what one person gives on this day of theirs. What is not here may not be read."""
    return {grant.what: grant for grant in grants if grant.holds(today)}


def joint(one: Mapping[What, Grant], other: Mapping[What, Grant]) -> dict[What, Grant]:
    """Return what two people give together, of the days and until the day that both gave."""
    return {what: _narrower(one[what], other[what]) for what in What if what in JOINT & one.keys() & other.keys()}


def _narrower(one: Grant, other: Grant) -> Grant:
    since = max((day for day in (one.since, other.since) if day), default=None)
    return Grant(one.what, min(one.until, other.until), since)


def accept_grants(grants: Iterable[Grant], today: date) -> list[Grant]:
    """Return what may be given on `today`, or raise `Refused`."""
    kept = list(grants)
    for grant in kept:
        if not today <= grant.until <= today + LONGEST:
            raise Refused(N_("Choose a last day from today on, at most a year ahead."), field="until")
        if grant.what is What.REFLECTION and grant.item not in REFLECTIONS:
            raise Refused(N_("Choose which reflection to show."), field="item")
    return kept


HOMEWORK_LONGEST = 600


def accept_homework(words: str) -> str:
    """Return what a counselor offers for the days between two sessions, or raise `Refused`."""
    kept = words.strip()
    if not kept:
        raise Refused(N_("Write what you would like to offer."), field="words")
    if len(kept) > HOMEWORK_LONGEST:
        message = N_("Keep it under %(most)s characters: it is read on a phone.")
        raise Refused(say(message, most=HOMEWORK_LONGEST), field="words")
    return kept


WHO_LONGEST, NOTE_LONGEST = 120, 20_000


def accept_note(who: str, words: str) -> dict[str, str]:
    """Return a counselor's own note as it is kept, or raise `Refused`."""
    if len(who.strip()) > WHO_LONGEST:
        raise Refused(say(N_("Keep this under %(most)s characters."), most=WHO_LONGEST), field="who")
    if len(words) > NOTE_LONGEST:
        raise Refused(say(N_("Keep a note under %(most)s characters."), most=NOTE_LONGEST), field="words")
    return {"who": who.strip(), "words": words}
