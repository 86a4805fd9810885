"""A card as a page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nearward.data.wording import library
from nearward.domain.sentence import Sentence
from nearward.domain.wording.cards import CONNECT, DISTANCE, INSIDE, OTHER_WORDS, SAYING, SIDES, Card, Slot, lands
from nearward.web.people.selectors import Circle
from nearward.web.ui.words import translated


@dataclass(frozen=True)
class SlotSeen:
    """A slot and what stands in it."""

    slot: Slot
    now: str


@dataclass(frozen=True)
class CardSeen:
    """A card with its slots filled."""

    card: Card
    side: str
    lands: Sentence
    inside: str
    heading: str
    words: list[str]
    slots: list[SlotSeen]
    asks: bool  # whether one of these sentences can be sent as an ask


def side_of(given: str) -> str:
    """Return the side that was sent, else the first."""
    return given if given in SIDES else next(iter(SIDES))


def card_seen(label: str, side: str, given: Mapping[str, str], circle: Circle) -> CardSeen:
    """Return one card in the reader's language. One's own words may become an ask; an answer is for saying."""
    kept = library()
    card = kept.cards[label]
    slots = [SlotSeen(slot, slot.filled(given.get(slot.name, ""))) for slot in card.slots(side, kept.slots)]
    words = [translated(sentence) for sentence in kept.filled(card, side, given)]
    asks = side == SAYING and circle.partner is not None
    return CardSeen(card, side, lands(card, side), INSIDE[side], OTHER_WORDS[side], words, slots, asks)


def known(labels: Sequence[str]) -> list[str]:
    """Return the labels that have a card, each once."""
    return [label for label in dict.fromkeys(labels) if label in library().cards]


def chips(labels: Sequence[str]) -> list[Card]:
    """Return the cards behind some labels."""
    return [library().cards[label] for label in labels]


def all_chips() -> list[tuple[str, list[Card]]]:
    """Return every card by family."""
    cards = list(library().cards.values())
    return [(family, [card for card in cards if card.family == family]) for family in (DISTANCE, CONNECT)]
