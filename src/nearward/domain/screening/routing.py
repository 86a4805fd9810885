"""Where a result leads, in plain words: help first, then what it means, what it does not, and a next step."""

from dataclasses import dataclass

from nearward.domain.screening.instrument import Instrument
from nearward.domain.screening.scoring import Result
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

SAFE = N_("Are you safe right now?")
HELP = (
    N_("You said that thoughts of harming yourself have been there. Others have had them too, and there is help."),
    N_("If you might act on them, call an emergency number now, and stay where someone is with you."),
    N_("Call a crisis line or your midwife or doctor today, at any hour. You can say only: it is bad right now."),
    N_("Tell someone you trust, and let them take the baby for a while."),
    N_("Nobody is watching this in real time, and nobody has been told."),
)
RED_FLAGS = N_(
    "Being very confused, seeing or hearing things others do not, needing no sleep, or strange beliefs about the "
    "baby: after a birth these are an emergency. Call at once."
)
REACHES = N_(
    "%(found)s is at or above %(cutoff)s, the line where a talk with a professional about %(about)s is advised."
)
BELOW = N_("%(found)s is below %(cutoff)s, the line where a talk with a professional about %(about)s is advised.")
IN_BAND = N_("The form calls this range “%(band)s”.")
NO_DIAGNOSIS = N_(
    "This is a first look at the last %(days)s days. It is not a diagnosis, and it says nothing about you as a "
    "parent or partner."
)
HELP_FIRST = N_("Next: the help above comes first. Then tell your midwife, doctor or counselor, today.")
TALK_AT_ONCE = N_("Next: call your midwife, doctor or counselor today or tomorrow. Bring the answers if you like.")
TALK_SOON = N_("Next: tell your midwife, doctor or counselor this week. Bring the answers if you like.")
ASK_ANYWAY = N_(
    "Next: nothing is needed. If it feels worse than this says, that is reason enough to talk with someone."
)
AGAIN = N_("The same form makes sense again after %(days)s days.")


@dataclass(frozen=True, slots=True)
class Route:
    """What to show, in this order: help (empty unless it is needed now), meaning, next."""

    help: tuple[str, ...]
    meaning: tuple[Sentence, ...]
    next: tuple[Sentence, ...]


def route(instrument: Instrument, result: Result, cutoff: int | None = None) -> Route:
    """Return the words for a result. Help goes before the score, whatever the score is."""
    least = instrument.cutoff if cutoff is None else cutoff
    line = say(REACHES if result.positive else BELOW, found=result.score, cutoff=least, about=instrument.about)
    named = (say(IN_BAND, band=result.band),) if result.band else ()
    days = instrument.window.days
    return Route(
        help=(SAFE, *HELP) if result.help_now else (),
        meaning=(line, *named, say(NO_DIAGNOSIS, days=days)),
        next=(say(_step(instrument, result)), *(() if result.help_now else (say(AGAIN, days=days),))),
    )


def _step(instrument: Instrument, result: Result) -> str:
    if result.help_now:
        return HELP_FIRST
    if instrument.bands and result.score >= instrument.bands[-1].low:
        return TALK_AT_ONCE
    return TALK_SOON if result.positive else ASK_ANYWAY
