"""Reflection: what one tends to do, per situation, several ways at once, never a type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.data import _strings, practices
from nearward.domain import labor
from nearward.domain import reflection as rules
from nearward.domain.refused import Refused
from tests.house.wording import breaches, grade

SITUATIONS = practices.situations()
CHOSEN = st.lists(st.sampled_from((*rules.WAYS, rules.CANT_TELL)), unique=True)


@given(st.sampled_from(SITUATIONS), CHOSEN)
def test_it_speaks_of_a_situation_and_never_of_a_person(situation: rules.Situation, chosen: list[str]) -> None:
    try:
        said = rules.told(situation, rules.accept_answers(chosen))
    except Refused:
        assert rules.CANT_TELL in chosen
        assert len(chosen) > 1
        return
    if said is None:
        assert chosen == []
        return
    line = str(said)
    assert line.startswith(situation.when)
    assert "you are" not in line.lower().removeprefix(situation.when.lower())
    assert not any(re.search(rf"\b{way}\b", line.lower()) for way in ("collapse", "over-function", "avoidant"))
    if len(chosen) in {1, 2} and rules.CANT_TELL not in chosen:
        assert line.endswith("probably.")


@given(CHOSEN)
def test_nothing_is_counted_so_the_order_of_choosing_says_nothing(chosen: list[str]) -> None:
    if rules.CANT_TELL in chosen:
        return
    assert rules.accept_answers(chosen) == rules.accept_answers(chosen[::-1])


def test_cant_tell_is_an_answer() -> None:
    assert "That is an answer." in str(rules.told(SITUATIONS[0], [rules.CANT_TELL]))


def test_an_answer_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused):
        rules.accept_answers(["anxious"])


def test_without_a_baby_there_are_situations_left_and_none_speaks_of_one() -> None:
    spared = rules.offered(SITUATIONS, baby=False)
    assert len(spared) >= 4
    lines = [line for one in spared for line in (one.ask, one.when, *(a.does for a in one.answers))]
    assert not [line for line in lines if re.search(r"\bbab", line, re.I)]


def test_after_the_last_situation_there_is_none() -> None:
    names = [one.name for one in SITUATIONS]
    assert [rules.next_after(SITUATIONS, name) for name in names] == [*names[1:], None]


@pytest.mark.parametrize("words", ["", " \n", "x" * 201])
def test_a_sentence_to_share_is_one_sentence(words: str) -> None:
    with pytest.raises(Refused):
        rules.accept_sentence(words)


def test_words_too_long_are_refused_beside_them() -> None:
    with pytest.raises(Refused) as refused:
        rules.accept_parts({"friends": "", "quiet": "x" * 4001})
    assert refused.value.field == "quiet"


def test_there_are_six_to_eight_situations_and_each_name_once() -> None:
    assert 6 <= len(SITUATIONS) <= 8
    assert len({one.name for one in SITUATIONS}) == len(SITUATIONS)


def test_the_answers_stand_in_no_fixed_order() -> None:
    assert len({tuple(answer.way for answer in one.answers) for one in SITUATIONS}) > 4


def test_what_one_expects_is_of_the_six_kinds_and_the_nights() -> None:
    assert len(practices.expectations()) == len(labor.KINDS) + 1
    assert "nights" in practices.expectations()


def test_every_text_is_marked_for_translation() -> None:
    assert list(_strings.STRINGS) == practices.strings(), "run bin/strings"


def test_no_text_breaks_the_tone() -> None:
    forbidden = re.compile(r"\b(fair|unfair|equal|debt|owes?|lazy|behind|helping)\b|!", re.I)
    lines = practices.strings()
    assert breaches(lines, {}) == []
    assert [line for line in lines if forbidden.search(line)] == []


def test_the_texts_read_at_grade_seven_or_lower() -> None:
    assert grade([f"{line}." for line in practices.strings()]) <= 7
    for line in practices.strings():
        assert len(re.split(r"[.?:]\s", line)) < 4, line
        assert max(map(len, re.split(r"[.?:]\s", line))) < 90, line
