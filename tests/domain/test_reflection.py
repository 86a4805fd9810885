"""The reflection's rules: what one does, never what one is or how often, and nothing of a baby after a loss."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.data.reflection import TEXTS, _file, learned, situations
from nearward.domain import reflection
from nearward.domain.reflection import CANT_TELL, HERE, IN_SOME, SOME, UNSURE, WAYS
from nearward.domain.refused import Refused

KEYS = [one.key for one in situations()]
CHOICES = [tuple(way for at, way in enumerate(HERE) if number >> at & 1) for number in range(2 ** len(HERE))]
ANSWERS = st.tuples(*(st.sampled_from(CHOICES) for _key in KEYS)).map(
    lambda chosen: {key: ways for key, ways in zip(KEYS, chosen, strict=True) if ways}
)
BABY = re.compile(r"\bbab|\bfeed|bedtime|night|born|expected", re.I)
A_LABEL = re.compile(r"avoidant|over-?function|hyper|collapse|type|style|always you|you are\b", re.I)


def test_there_are_enough_situations_with_and_without_a_baby() -> None:
    with_baby = [one for one in situations() if one.baby]
    assert 6 <= len(situations()) <= 8
    assert 3 <= len(with_baby) <= len(situations()) - 3
    assert len(set(KEYS)) == len(KEYS)


def test_what_is_asked_after_a_loss_speaks_of_no_baby() -> None:
    for one in reflection.asked(situations(), grieves=True):
        assert not BABY.search(" ".join((one.said, *one.answers.values()))), one.said
    assert reflection.asked(situations(), grieves=False) == situations()


def test_every_answer_is_something_one_does_and_no_label() -> None:
    for one in situations():
        assert list(one.answers) == list(WAYS)
        for said in one.answers.values():
            assert re.match(r"I |You |From now on I ", said), said
            assert not A_LABEL.search(said)


def test_every_text_of_the_file_is_under_a_field_the_loader_names() -> None:
    for row in [*_file()["situation"], *_file()["learned"]]:
        assert {name for name, value in row.items() if isinstance(value, str)} <= {"key", *TEXTS}
    assert len(learned()) == 4


def test_no_place_in_the_list_means_a_way() -> None:
    firsts = {one.offered(turn)[0][0] for turn, one in enumerate(situations())}
    assert firsts == set(WAYS)
    assert all(one.offered(turn)[-1] == (UNSURE, CANT_TELL) for turn, one in enumerate(situations()))


@given(ANSWERS)
def test_what_comes_out_is_careful_and_has_no_count(answers: dict[str, tuple[str, ...]]) -> None:
    said = [*reflection.in_some(answers), *(line for ways in answers.values() for line in reflection.here(ways))]
    for line in said:
        assert "probably" in line or line == HERE[UNSURE]
        assert not re.search(r"\d|most|often|more than|usually", line)


@given(ANSWERS, ANSWERS)
def test_which_way_shows_most_cannot_be_read_from_it(
    one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]]
) -> None:
    def several(answers: dict[str, tuple[str, ...]]) -> set[str]:
        return {way for way in WAYS if sum(way in ways for ways in answers.values()) >= SOME}

    if several(one) == several(other):
        assert reflection.in_some(one) == reflection.in_some(other)


@given(ANSWERS)
def test_one_situation_alone_says_nothing_of_the_rest(answers: dict[str, tuple[str, ...]]) -> None:
    for key, ways in answers.items():
        assert reflection.in_some({key: ways}) == []


@given(ANSWERS, ANSWERS)
def test_what_was_not_asked_stays_as_it_was_answered(
    before: dict[str, tuple[str, ...]], chosen: dict[str, tuple[str, ...]]
) -> None:
    spared = reflection.asked(situations(), grieves=True)
    kept = reflection.accept(before, chosen, spared)
    asked = {one.key for one in spared}
    assert {key: ways for key, ways in kept.items() if key not in asked} == {
        key: ways for key, ways in before.items() if key not in asked
    }
    assert all(set(kept.get(key, ())) == set(chosen.get(key, ())) for key in asked)


def test_each_sentence_of_several_has_its_own_of_one() -> None:
    assert [*IN_SOME, UNSURE] == list(HERE)


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 301])
def test_an_empty_or_a_long_sentence_is_not_shown(words: str) -> None:
    with pytest.raises(Refused):
        reflection.accept_sentence(words)


@given(st.text(max_size=300).filter(str.strip))
def test_a_sentence_stays_in_its_own_words_on_one_line(words: str) -> None:
    assert reflection.accept_sentence(words) == " ".join(words.split())


def test_long_words_are_refused_and_short_ones_kept() -> None:
    assert reflection.accept_words(" mine ") == "mine"
    with pytest.raises(Refused):
        reflection.accept_words("x" * 4001)
