"""Need and room: what a person says, and the few numbers that several rooms derive from them."""

from collections.abc import Mapping
from fractions import Fraction

from nearward.domain.rounding import half_up
from nearward.domain.words import N_

NEEDS = ("recover", "reassurance", "track", "hands", "heard", "sleep", "calm")
SLEEP = "sleep"
LEVELS = range(5)
TOLD_FROM = 2
NEED_WORDS = {
    "recover": N_("To recover"),
    "reassurance": N_("Reassurance"),
    "track": N_("Someone else to keep track"),
    "hands": N_("A pair of hands"),
    "heard": N_("To be heard"),
    "sleep": N_("To sleep"),
    "calm": N_("To calm down together"),
}
LEVEL_WORDS = (N_("not now"), N_("a little"), N_("some"), N_("a lot"), N_("as much as there is"))
ROOM_WORDS = (N_("none"), N_("a little"), N_("some"), N_("a good deal"), N_("plenty"))


def exact_need10(levels: Mapping[str, int]) -> Fraction:
    """Return need on 0–10: ten times the mean of the three highest of the seven levels (0–4), over 4."""
    highest = sorted((levels.get(need, 0) for need in NEEDS), reverse=True)[:3]
    return Fraction(10 * sum(highest), 3 * 4)


def need10(levels: Mapping[str, int]) -> float:
    """Return need on 0–10 as a float, for what is drawn or compared."""
    return float(exact_need10(levels))


def weight(need: float | Fraction) -> float:
    """Return the plan weight 1.0–2.0 of a need on 0–10, to one decimal, half up."""
    return half_up(1 + Fraction(need) / 10, 1)


def strongest(levels: Mapping[str, int], most: int = 2) -> list[str]:
    """Return the needs said most strongly (level 2 or more), strongest first, sleep first among equals.

    All that are said equally strongly at the top are told, however many. The next level follows where the whole of
    it still fits into `most`; so no need is left out that was said as strongly as one that is told.
    """
    said = sorted((need for need in NEEDS if levels.get(need, 0) >= TOLD_FROM), key=lambda need: need != SLEEP)
    told: list[str] = []
    for level in sorted({levels[need] for need in said}, reverse=True):
        equals = [need for need in said if levels[need] == level]
        if told and len(told) + len(equals) > most:
            break
        told += equals
    return told
