"""The cycle: only from what both showed, only while both agree, and of nobody else's making."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.cycle import DRAWN_FROM, SPACE, UNCLEAR, Part, accept_words, how_it_turns, inside_words, stage
from nearward.domain.direction.fit import Slope
from nearward.domain.direction.telling import ShownResult
from nearward.domain.direction.words import STATEMENTS
from nearward.domain.refused import Refused

TODAY = date(2026, 3, 10)


def shown(statement="usually away", since=TODAY - timedelta(days=90)):
    return ShownResult(statement, Slope(-0.3, 0.1, -0.4, -0.2, 0.99), 20, 28, since, TODAY)


statements = st.sampled_from(STATEMENTS)
parts = st.builds(
    Part,
    agrees=st.booleans(),
    shown=st.none() | st.builds(shown, statements, st.dates(date(2025, 1, 1), TODAY)),
    words=st.text(max_size=20),
)


@given(parts, parts)
def test_nothing_opens_unless_both_agree_and_both_show(one, other):
    both = one.agrees and other.agrees and one.shown is not None and other.shown is not None
    assert (stage(one, other, TODAY) != "not yet") == both


@given(parts, parts)
def test_it_opens_alike_for_both(one, other):
    assert stage(one, other, TODAY) == stage(other, one, TODAY)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_couple_is_described_only_after_sixty_days_of_both(one, other):
    parts = [Part(True, shown(since=TODAY - timedelta(days=days))) for days in (one, other)]
    assert (stage(*parts, TODAY) == "drawn") == (min(one, other) >= DRAWN_FROM)


@given(statements, statements)
def test_both_read_the_same_sentence(one, other):
    assert how_it_turns(shown(one), shown(other)) == how_it_turns(shown(other), shown(one))


def test_what_cannot_be_told_is_not_told():
    for word in ("cannot tell yet", "no clear direction"):
        assert how_it_turns(shown(word), shown("usually away")) == UNCLEAR


def test_own_words_go_before_the_seeds():
    assert inside_words(Part(True, shown("perhaps away"))) == SPACE
    assert inside_words(Part(True, shown("perhaps away"), "I need air.")) == "I need air."
    assert inside_words(Part(True, shown("cannot tell yet"))) == ""


def test_inside_words_are_one_short_sentence():
    with pytest.raises(Refused, match="one short sentence"):
        accept_words("x" * 121)
