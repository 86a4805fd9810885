"""The cards: three rewordings each, slots that are filled or stay as they are, and words about words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.data.wording import library
from nearward.domain.wording.cards import CONNECT, DISTANCE, HEARD, MOST, SAYING, lands, offered

LIBRARY = library()
CARDS = list(LIBRARY.cards.values())
BABY_WORDS = re.compile(r"\bbab|bedtime|\bfeed|\bnight|tonight|born\b", re.I)


def test_there_are_eighteen_cards_ten_of_them_distance():
    assert len(CARDS) == 18
    assert [card.family for card in CARDS].count(DISTANCE) == 10
    assert {card.family for card in CARDS} == {DISTANCE, CONNECT}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.label)
def test_a_card_has_three_rewordings_an_answer_and_one_question(card):
    assert len(card.rewordings) == 3
    assert card.answers
    assert card.question.count("?") == 1 or card.question.endswith("I?")
    assert all(card.slots(SAYING, LIBRARY.slots))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.label)
def test_no_card_orders_types_or_speaks_of_a_baby(card):
    text = " ".join((card.lands_as, card.inside, card.question, *card.rewordings, *card.answers))
    assert not re.search(r"\b(?:should|always|never(?! mind)|must)\b", text, re.I)
    assert not BABY_WORDS.search(text)
    assert "!" not in text


@pytest.mark.parametrize("side", [SAYING, HEARD])
def test_every_place_in_a_sentence_is_a_slot_and_is_filled(side):
    for card in CARDS:
        for words in card.words(side):
            assert set(re.findall(r"%\((\w+)\)s", words)) <= set(LIBRARY.slots)
        for sentence in LIBRARY.filled(card, side, {}):
            assert "%" not in str(sentence)


@given(st.dictionaries(st.sampled_from(sorted(LIBRARY.slots)), st.text(max_size=200)))
def test_a_slot_takes_its_choices_or_a_few_words_and_nothing_breaks(given_words):
    for name, slot in LIBRARY.slots.items():
        filled = slot.filled(given_words.get(name, ""))
        assert filled
        assert len(filled) <= MOST
        assert not slot.choices or filled in slot.choices
    for card in CARDS:
        assert all(str(sentence) for sentence in LIBRARY.filled(card, SAYING, given_words))


def test_a_distance_is_said_of_words_and_leaves_room_for_another_meaning():
    card = LIBRARY.cards["withdraw"]
    assert str(lands(card, SAYING)) == "This can land as “a door that closes”; you may mean something else by it."
    assert str(lands(card, HEARD)).endswith("Only they know what they meant.")


def test_the_chip_that_does_not_fit_is_gone():
    assert offered(("a", "b", "c"), "b") == ["a", "c"]
