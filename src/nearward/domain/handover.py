"""Hand-overs and “I'm here”: what one gives without being asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nearward.domain.refused import Refused
from nearward.domain.words import N_

WORDS_LONGEST = 300
LONGEST = timedelta(hours=24)
HERE_LASTS = timedelta(hours=3)
HANDOVERS = {
    "bedtime": N_("You rest. I've got bedtime."),
    "baby": N_("You rest. I've got the baby."),
    "feed": N_("You rest. I've got the next feed."),
    "night": N_("You sleep. I've got the first part of the night."),
    "morning": N_("You sleep in. I've got the morning."),
    "house": N_("You rest. I've got the kitchen and the laundry."),
}
WITHOUT_A_BABY = ("house",)
HERE = N_("I know you're overwhelmed. I'm here.")


@dataclass(frozen=True)
class HandOver:
    """Something one takes whole until a time: a key of `HANDOVERS`, or own words."""

    key: str
    until: datetime
    words: str = ""


def offered(*, with_baby: bool) -> dict[str, str]:
    """Return the hand-overs to choose from; after a loss only those that speak of no baby."""
    return {key: words for key, words in HANDOVERS.items() if with_baby or key in WITHOUT_A_BABY}


def accept_handover(given: HandOver, *, now: datetime) -> None:
    """Raise `Refused` unless there is something to take and an end within a day."""
    if given.key not in HANDOVERS and not given.words.strip():
        raise Refused(N_("Choose what you take on, or say it in your own words."), field="words")
    if len(given.words) > WORDS_LONGEST:
        raise Refused(N_("Own words hold up to 300 characters. Please shorten them."), field="words")
    if not now < given.until <= now + LONGEST:
        raise Refused(N_("Choose until when, within the next day."), field="until")
