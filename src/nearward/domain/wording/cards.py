"""Cards: what a sentence can land as, and other ways to say it, with slots to fill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

DISTANCE, CONNECT = "distance", "connect"
SAYING, HEARD = "saying", "heard"  # what I am about to say; what was said to me
SIDES = {SAYING: N_("I am about to say it"), HEARD: N_("It was said to me")}
INSIDE = {
    SAYING: N_("What may be going on inside:"),
    HEARD: N_("One thing that may go on in anyone who says this:"),
}
OTHER_WORDS = {SAYING: N_("Other ways to say it"), HEARD: N_("Ways to answer")}
SOFT = N_("If you do not feel safe, or if thoughts frighten you, you need no right words for it. Help is here.")
UNSURE = {
    SAYING: N_("I can't tell with this one. You know what you mean."),
    HEARD: N_("I can't tell with this one. You can ask what was meant."),
}
MOST = 60  # letters of a slot


@dataclass(frozen=True)
class Slot:
    """A place in a sentence that the person fills."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    first: str = ""

    def filled(self, given: str) -> str:
        """Return what was given, if it may stand here, else what stands here at first."""
        given = " ".join(given.split())[:MOST]
        if self.choices:
            return given if given in self.choices else self.choices[0]
        return given or self.first

    def value(self, given: str) -> Sentence | str:
        """Return what fills it: our own words are translated, a person's stay as they are."""
        words = self.filled(given)
        return say(words) if words in self.choices or words == self.first else words


@dataclass(frozen=True)
class Card:
    """One way a sentence can land, and what to do with it."""

    label: str
    family: str
    lands_as: str
    inside: str
    question: str
    rewordings: tuple[str, ...]
    answers: tuple[str, ...]
    ask: tuple[str, str]  # need and kind, where a rewording is sent as an ask
    support: bool = False

    def words(self, side: str) -> tuple[str, ...]:
        """Return other ways to say it, or ways to answer it."""
        return self.rewordings if side == SAYING else self.answers

    def slots(self, side: str, slots: Mapping[str, Slot]) -> list[Slot]:
        """Return the slots of these sentences, in the order they come."""
        text = " ".join(self.words(side))
        return sorted(
            (slot for slot in slots.values() if _place(slot) in text), key=lambda s: text.index(_place(s))
        )


@dataclass(frozen=True)
class Library:
    """All cards and all slots."""

    cards: Mapping[str, Card]
    slots: Mapping[str, Slot]

    def filled(self, card: Card, side: str, given: Mapping[str, str]) -> list[Sentence]:
        """Return the card's sentences with what was given in their slots."""
        values = {slot.name: slot.value(given.get(slot.name, "")) for slot in card.slots(side, self.slots)}
        return [Sentence(words, values) for words in card.words(side)]


def lands(card: Card, side: str) -> Sentence:
    """Say what it can land as, and that this is about the words."""
    if card.family == CONNECT:
        return say(N_("Words like these lean toward each other: “%(this)s”."), this=say(card.lands_as))
    if side == SAYING:
        return say(N_("This can land as “%(this)s”; you may mean something else by it."), this=say(card.lands_as))
    return say(
        N_("Words like these can land as “%(this)s”. Only they know what they meant."), this=say(card.lands_as)
    )


def offered(top: Sequence[str], rejected: str = "") -> list[str]:
    """Return the chips that are left when one does not fit."""
    return [label for label in top if label != rejected]


def _place(slot: Slot) -> str:
    return f"%({slot.name})s"
