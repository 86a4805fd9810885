"""When something may be said, and never before."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.domain.direction import words
from nearward.domain.direction.fit import answers

from .people import ANA, NAN, alone, diaries, lists, steady_hand

quick = settings(max_examples=20, deadline=None)


def said(rows):
    return answers(alone(rows))[0]


@quick
@given(lists)
def test_nothing_is_stated_below_the_minimum(rows):
    for person, answer in enumerate(answers(diaries(rows))):
        mine = [row for row in rows if row.who == person]
        with_stress = [row for row in mine if row.stress == row.stress and row.move == row.move]
        days = {row.day for row in with_stress}
        if len(with_stress) < words.FEWEST_CHECKINS or len(days) < words.HELD_ON:
            assert answer.statement == "cannot tell yet"
        if all(np.isnan(row.need) for row in rows if row.who != person):
            assert (answer.need_statement, answer.partner_need) == (None, None)
        if days and max(days) - min(row.day for row in mine) + 1 < words.FIRM_FROM:
            assert not answer.statement.startswith("usually")
        assert (answer.checkins_to_go is not None) == (answer.statement == "cannot tell yet")


@pytest.mark.parametrize(("slope", "word"), [(-0.9, "usually away"), (0.9, "usually toward")])
def test_a_clear_direction_is_named_from_the_28th_day(slope, word):
    assert said(steady_hand(28, slope)).statement == word
    assert said(steady_hand(27, slope)).statement == word.replace("usually", "perhaps")


def test_missing_days_do_not_matter_to_the_28():
    rows = [row for row in steady_hand(28, -0.9) if row.day % 3 or row.day == 700_000]
    assert said([row for row in rows if row.day != 700_001]).statement == "usually away"


def test_nine_check_ins_say_nothing_and_one_more_may():
    assert said(steady_hand(9, -0.9, noise=0.1)).statement == "cannot tell yet"
    assert said(steady_hand(9, -0.9, noise=0.1)).checkins_to_go >= 1
    assert said(steady_hand(14, -0.9, noise=0.1)).statement == "perhaps away"


def test_constant_stress_says_nothing_however_long():
    rows = [replace(row, stress=5.0) for row in steady_hand(60, -0.9)]
    assert said(rows).statement == "cannot tell yet"
    assert said(rows).checkins_to_go >= words.FEWEST_CHECKINS


def test_check_ins_without_stress_do_not_count_toward_the_minimum():
    rows = [replace(row, stress=NAN) if at >= 9 else row for at, row in enumerate(steady_hand(28, -0.9))]
    assert said(rows).statement == "cannot tell yet"


def test_a_probability_that_did_not_hold_for_three_check_in_days_is_not_stated():
    rows = steady_hand(28, -0.9)
    upset = [replace(row, move=10.0 if row.stress > 5 else 0.0) for row in rows[-3:-2]] + rows[-2:]
    calm = steady_hand(12, 0.0, seed=3, noise=0.3)
    assert said(rows[:25] + upset).statement in {"usually away", "perhaps away"}
    assert said(calm[:10]).statement != "usually away"


def test_much_of_nothing_is_no_clear_direction():
    rows = [replace(row, minute=at) for at in (420, 800, 1200) for row in steady_hand(28, 0.0, seed=at, noise=0.7)]
    assert said(rows).statement == "no clear direction"


@quick
@given(st.sampled_from(words.STATEMENTS), st.integers(0, 300), st.one_of(st.none(), st.integers(1, 60)))
def test_every_sentence_is_plain_and_types_nobody(statement, days, to_go):
    text = words.on_stress(statement, days, to_go) + words.on_need(statement, days, to_go, partner="Maya")
    assert "!" not in text
    assert not any(word in text.lower() for word in ("you are ", "avoidant", "withdrawer", "score"))
    assert str(days) in text
    assert words.CAVEAT in text


def test_a_weaker_lean_needs_more_check_ins():
    mean, variance = np.array([0.25, 0.15, 0.0]), np.full(3, 0.15**2)
    many, steady = np.full(3, 20), np.full(3, 2.0)
    seen = words.Seen(*(np.zeros(3),) * 4, checkins=many, sd=steady, span=many)
    strong, weak, none = words.checkins_to_go(mean, variance, np.full(3, 0.32**2), seen)
    assert 1 <= strong < weak < none == words.FARTHEST


def test_what_is_missing_to_ten_is_the_least_still_to_go():
    assert answers(diaries(steady_hand(3, 0.2)))[ANA].checkins_to_go >= 7
