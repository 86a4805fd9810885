"""The cycle as a third thing both look at: only from what each showed, only while both agree, never a label."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearward.domain.direction.telling import ShownResult
from nearward.domain.direction.words import Statement
from nearward.domain.refused import Refused
from nearward.domain.words import N_

DRAWN_FROM = 60  # days since the later of the two first check-ins, as both showed them
WORDS_LONGEST = 120
CLOSER, SPACE = N_("I need you closer."), N_("I need space so I don’t drown.")

Way = Literal["away", "toward", "either"]
Stage = Literal["not yet", "side by side", "drawn"]


@dataclass(frozen=True, slots=True)
class Part:
    """One partner's part: whether they agree to look, what they show, and their own inside words."""

    agrees: bool = False
    shown: ShownResult | None = None
    words: str = ""


def stage(one: Part, other: Part, today: date) -> Stage:
    """Return what may be shown: nothing until both agree and show, the two side by side, then the cycle."""
    if one.shown is None or other.shown is None or not (one.agrees and other.agrees):
        return "not yet"
    since = max(one.shown.since, other.shown.since)
    return "drawn" if (today - since).days >= DRAWN_FROM else "side by side"


def way_of(statement: Statement) -> Way:
    """Return the side a shown result leans to, where it says one."""
    return "away" if statement.endswith("away") else "toward" if statement.endswith("toward") else "either"


def inside_words(part: Part) -> str:
    """Return one's own inside words, else the seed's sentence for that way, else none: nobody is guessed at."""
    if part.words or part.shown is None:
        return part.words
    return {"away": SPACE, "toward": CLOSER, "either": ""}[way_of(part.shown.statement)]


HOW_IT_TURNS: dict[tuple[Way, Way], str] = {
    ("away", "toward"): N_(
        "The more one reaches, the more the other needs air. The more one takes air, the further the other "
        "reaches. Both are ways to stay afloat."
    ),
    ("away", "away"): N_(
        "Each steps back to stay afloat, and from across the room that can look like not caring. It is not."
    ),
    ("toward", "toward"): N_("Each reaches for the other at once, and both can end up holding everything."),
}
UNCLEAR = N_("How it turns between you cannot be told from what you both showed. These are your words for it.")


def how_it_turns(one: ShownResult, other: ShownResult) -> str:
    """Say how the loop runs, from the two shown results alone; the same sentence whoever reads it."""
    ways = sorted([way_of(one.statement), way_of(other.statement)])
    return HOW_IT_TURNS.get((ways[0], ways[1]), UNCLEAR)


def accept_words(words: str) -> str:
    """Return one's inside words, or raise `Refused`."""
    if len(words) > WORDS_LONGEST:
        raise Refused(N_("Keep it to one short sentence, up to 120 characters."), field="words")
    return words
