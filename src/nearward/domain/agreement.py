"""Words two people agree on: either finds them, and the other agrees to exactly those they read."""

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


def propose(latest: Agreement, *, words: str, seen: int) -> str:
    """Return words that may be put to the other in place of those one read, or raise `Refused`."""
    _read(latest, seen)
    if not words:
        raise Refused(N_("Write one thing the two of you could agree on."), field="words")
    return words


def agree(latest: Agreement, *, seen: int) -> Agreement:
    """Agree to the other's words, and to exactly the words one read."""
    _read(latest, seen)
    if latest.mine or not latest.number:
        raise Refused(N_("These are your own words. The other can agree to them, or find others."))
    return replace(latest, agreed=True)


def _read(latest: Agreement, seen: int) -> None:
    if seen != latest.number:
        raise Refused(NEW_WORDS)
