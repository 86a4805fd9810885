"""Before a baby is here: what each expects, written alone and opened for both at once, then talked through.

Expectations are no plan and no promise. Nothing here changes by date: a person says that the baby is here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nearward.domain import agreement
from nearward.domain.agreement import Agreement
from nearward.domain.labor import KINDS
from nearward.domain.refused import Refused
from nearward.domain.sealed import Side, finish, opens, take_back, write
from nearward.domain.words import N_

__all__ = ["Agreement", "Side", "opens", "take_back", "write"]

LONGEST, AGREEMENT_LONGEST = 2000, 600
NIGHT = "night"
# Said from one's own side: "me" of the one is "other" of the other.
WHO: dict[str, str] = {
    "me": N_("Mostly me"),
    "other": N_("Mostly %(name)s"),
    "both": N_("Both of us, in turns"),
    "third": N_("Someone else"),
    "open": N_("I can’t tell yet"),
}
MIRRORED = {"me": "other", "other": "me"}
TITLES: dict[str, str] = {**KINDS, NIGHT: N_("Who gets up at night")}

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """Something one of the two may hold, and what it is once a baby is here."""

    key: str
    hint: str

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES[self.key]


@dataclass(frozen=True, slots=True)
class Part:
    """Something to write a line about."""

    key: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked, in its order; and what helps to talk it through and to look at oneself."""

    kinds: tuple[Kind, ...]
    parts: tuple[Part, ...]
    talk: tuple[str, ...]
    pattern: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the name of everything one may say."""
        return tuple(kind.key for kind in self.kinds) + tuple(part.key for part in self.parts)


def accept_words(words: Words, asked: Asked) -> dict[str, str]:
    """Return what one expects as it is kept, or raise `Refused`; anything may stay open."""
    for kind in asked.kinds:
        if words.get(kind.key, "") not in {"", *WHO}:
            raise Refused(N_("Choose one of the answers."), field=kind.key)
    for part in asked.parts:
        if len(words.get(part.key, "")) > LONGEST:
            raise Refused(N_("A part holds up to 2,000 characters. Please shorten it."), field=part.key)
    return {key: words.get(key, "").strip() for key in asked.keys}


def finish_side(side: Side) -> Side:
    """Say that one has finished; an empty side is not."""
    return finish(side, empty=N_("Choose or write one thing first. One is enough."))


def from_the_other(choice: str) -> str:
    """Return a choice as the other one would have made it."""
    return MIRRORED.get(choice, choice)


def alike(mine: str, theirs: str) -> bool | None:
    """Whether two sides expect the same of one thing; None while either cannot tell yet."""
    if {mine, theirs} & {"", "open"}:
        return None
    return mine == from_the_other(theirs)


def in_order_to_talk(expected: Iterable[tuple[str, bool | None]]) -> list[str]:
    """Return the things in the order that helps to talk: where the two differ, what is open, what is alike."""
    order = {False: 0, None: 1, True: 2}
    return [key for key, same in sorted(expected, key=lambda one: order[one[1]])]


def accept_note(words: str) -> str:
    """Return a short private note as it is kept, or raise `Refused`."""
    if len(words) > LONGEST:
        raise Refused(N_("A note holds up to 2,000 characters. Please shorten it."), field="words")
    return words.strip()


def propose(latest: Agreement, *, words: str, seen: int) -> str:
    """Return words for an agreement that may be put to the other, or raise `Refused`."""
    if len(words) > AGREEMENT_LONGEST:
        raise Refused(N_("An agreement holds up to 600 characters. Please shorten it."), field="words")
    return agreement.propose(latest, words=words.strip(), seen=seen)


def agree(latest: Agreement, *, seen: int) -> Agreement:
    """Agree to exactly the words one read."""
    if latest.agreed:
        raise Refused(N_("You have both agreed already."))
    return agreement.agree(latest, seen=seen)


def withdraw(latest: Agreement, *, seen: int) -> None:
    """Raise `Refused` unless one may take one's own words back: the latest, and not agreed to."""
    if seen != latest.number:
        raise Refused(agreement.NEW_WORDS)
    if not latest.mine or latest.agreed:
        raise Refused(N_("Only your own words can be taken back, before the other agrees to them."))
