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
WITHOUT_A_BABY = (*HELP[:3], N_("Tell someone you trust, and let them stay with you for a while."), HELP[4])
RED_FLAGS_ANYONE = N_(
    "Being very confused, seeing or hearing things others do not, needing no sleep, or strange beliefs: these are "
    "an emergency. Call at once."
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
NO_DIAGNOSIS_ANYONE = N_(
    "This is a first look at the last %(days)s days. It is not a diagnosis, and it says nothing about who you are."
)
LOWER_LINE = N_(
    "For a partner who did not give birth, lower lines have been used, from %(low)s to %(high)s. If that is you, a "
    "talk is worth it now."
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


def help_words(*, with_baby: bool = True) -> tuple[str, ...]:
    """Return what is said first where thoughts of harming oneself have been there."""
    return (SAFE, *(HELP if with_baby else WITHOUT_A_BABY))


def red_flags(*, with_baby: bool = True) -> str:
    """Return what is an emergency whatever a form says."""
    return RED_FLAGS if with_baby else RED_FLAGS_ANYONE


def route(instrument: Instrument, result: Result, cutoff: int | None = None, *, with_baby: bool = True) -> Route:
    """Return the words for a result. Help goes before the score, whatever the score is.

    Without a baby, as before a birth and after a loss, no word speaks of one.
    """
    least = instrument.cutoff if cutoff is None else cutoff
    line = say(REACHES if result.positive else BELOW, found=result.score, cutoff=least, about=instrument.about)
    named = (say(IN_BAND, band=result.band),) if result.band else ()
    days = instrument.window.days
    return Route(
        help=help_words(with_baby=with_baby) if result.help_now else (),
        meaning=(
            line,
            *named,
            *_lower_line(instrument, result),
            say(NO_DIAGNOSIS if with_baby else NO_DIAGNOSIS_ANYONE, days=days),
        ),
        next=(say(_step(instrument, result)), *(() if result.help_now else (say(AGAIN, days=days),))),
    )


def _lower_line(instrument: Instrument, result: Result) -> tuple[Sentence, ...]:
    """Say that a score under the line reaches one used for partners, where there is such a one."""
    if instrument.lower is None or result.positive or result.score < instrument.lower[0]:
        return ()
    low, high = instrument.lower
    return (say(LOWER_LINE, low=low, high=high),)


def _step(instrument: Instrument, result: Result) -> str:
    if result.help_now:
        return HELP_FIRST
    if instrument.bands and result.score >= instrument.bands[-1].low:
        return TALK_AT_ONCE
    return TALK_SOON if result.positive else ASK_ANYWAY
