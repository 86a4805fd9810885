"""Space, with a return time: one leaves the room, not the other, and says when they are back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nearward.domain.refused import Refused
from nearward.domain.words import N_

DEFAULT = timedelta(minutes=25)
OFFERED = (timedelta(minutes=20), DEFAULT, timedelta(minutes=45), timedelta(minutes=90))
LONGEST = timedelta(hours=24)
WORDS_LONGEST = 300
HOLDING = N_("I’m flooded. I’m not leaving this, I’m leaving the room.")
FIRST_SENTENCES = {
    "here": N_("I’m back. I’m here."),
    "slow": N_("I’m back, and I still need to go slowly."),
    "sit": N_("I’m back. Can we sit together for five minutes, without solving it?"),
}


PARTNER, HELPER, CRIB = "partner", "helper", "crib"  # who has the baby until then, as whoever leaves says it


@dataclass(frozen=True)
class Space:
    """When one is back, the sentence that holds until then (without own words the usual one), who has the baby."""

    back_at: datetime
    words: str = ""
    baby_with: str = ""


def accept_space(space: Space, *, now: datetime, asked: Sequence[str] = ()) -> None:
    """Raise `Refused` unless there is a time to come back, within a day, and one of `asked` has the baby."""
    accept_return(space.back_at, now=now)
    if asked and space.baby_with not in asked:
        raise Refused(N_("Choose who has the baby until then."), field="baby_with")
    if len(space.words) > WORDS_LONGEST:
        raise Refused(N_("Own words hold up to 300 characters. Please shorten them."), field="words")


def accept_return(back_at: datetime, *, now: datetime) -> None:
    """Raise `Refused` for a return that is past or more than a day away."""
    if not now < back_at <= now + LONGEST:
        raise Refused(N_("Choose when you are back, within the next day."), field="time")


def together_again(one: datetime, other: datetime) -> datetime:
    """Return when both are back, while both take space: neither is held to wait for it or to be first."""
    return max(one, other)


def rounded(at: datetime) -> datetime:
    """Return the whole five minutes at or after `at`: a return one can read off a clock."""
    past = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at if not past else at - past + timedelta(minutes=5)
