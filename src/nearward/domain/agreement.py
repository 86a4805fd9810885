"""Words two people agree on: either proposes, the other agrees to exactly the words they read, or finds others."""

from dataclasses import dataclass, replace

from nearward.domain.refused import Refused
from nearward.domain.words import N_


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words for one agreement: which proposal they are, whether they are mine, whether the other agreed."""

    number: int = 0
    mine: bool = False
    agreed: bool = False


NEW_WORDS = N_("There are new words. Please read them first.")
NOBODY = N_("There is nobody here to agree with. What you write stays on this page.")


def accept_read(latest: Agreement, seen: int) -> None:
    """Raise `Refused` unless the words that stand are the ones that were read."""
    if seen != latest.number:
        raise Refused(NEW_WORDS)


def propose(latest: Agreement, *, words: str, seen: int, longest: int) -> str:
    """Return words that may be put to the other, or raise `Refused`."""
    accept_read(latest, seen)
    if not words.strip():
        raise Refused(N_("Write one thing the two of you could agree on."), field="words")
    if len(words) > longest:
        raise Refused(N_("That is a lot of words. Please shorten them."), field="words")
    return words.strip()


def agree(latest: Agreement, *, seen: int) -> Agreement:
    """Agree to the other's words, and to exactly the words one read."""
    accept_read(latest, seen)
    if latest.mine or not latest.number:
        raise Refused(N_("These are your own words. The other can agree to them, or find others."))
    return replace(latest, agreed=True)
