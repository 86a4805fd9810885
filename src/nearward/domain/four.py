"""The four sentences that open Us, in the couple's own words if they wish: both agree to exactly what they read."""

from collections.abc import Sequence
from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.words import N_

FOUR = (
    N_("I can function on my own."),
    N_("I can rely on you."),
    N_("You can rely on me."),
    N_("And neither of us disappears in the process."),
)
LONGEST = 160

Lines = tuple[str, ...]
UNCHANGED: Lines = ("",) * len(FOUR)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording: its number, whether it is mine, whether both agreed, its lines; an empty one is the usual."""

    number: int = 0
    mine: bool = False
    agreed: bool = True
    lines: Lines = UNCHANGED


def said(lines: Lines) -> Lines:
    """Return the four sentences as they are read."""
    return tuple(own or usual for own, usual in zip(lines, FOUR, strict=True))


def standing(wordings: Sequence[Wording]) -> Wording:
    """Return the words that open Us: the last both agreed to, else the usual ones."""
    return max((one for one in wordings if one.agreed), key=lambda one: one.number, default=Wording())


def latest(wordings: Sequence[Wording]) -> Wording:
    """Return the words said last, agreed or not."""
    return max(wordings, key=lambda one: one.number, default=Wording())


def accept_lines(lines: Sequence[str], usual: Sequence[str] = FOUR) -> Lines:
    """Return four lines as they are kept, or raise `Refused`; `usual` are the four as the page showed them."""
    kept = tuple(" ".join(line.split()) for line in lines)
    if any(len(line) > LONGEST for line in kept):
        raise Refused(N_("Keep each sentence short, up to 160 characters."))
    return tuple("" if line == plain else line for line, plain in zip(kept, usual, strict=True))


def propose(wordings: Sequence[Wording], lines: Lines, *, seen: int) -> int:
    """Return the number of new words that may be put to the other, or raise `Refused`."""
    last = latest(wordings)
    if seen != last.number:
        raise Refused(NEW_WORDS)
    if lines in {last.lines, standing(wordings).lines}:
        raise Refused(N_("These words stand there already."))
    return last.number + 1


def agree(wordings: Sequence[Wording], *, seen: int) -> int:
    """Return the number of the words that are agreed to: the other's latest, and exactly those one read."""
    last = latest(wordings)
    if seen != last.number:
        raise Refused(NEW_WORDS)
    if last.mine or last.agreed:
        raise Refused(N_("There are no words of the other to agree to."))
    return last.number


NEW_WORDS = N_("There are new words. Please read them first.")
