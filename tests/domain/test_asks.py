"""Asks: what is read, what may be promised, when an ask fades."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.asks import (
    KINDS,
    OPENERS,
    WHENS,
    Ask,
    At,
    But,
    Here,
    accept_answer,
    accept_ask,
    fades_after,
    fades_at,
    sentences,
)
from nearward.domain.needs import NEEDS
from nearward.domain.refused import Refused

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")


def test_the_sentence_says_need_kind_and_time() -> None:
    said = " ".join(sentences(Ask("reassurance", "with", "now")))
    assert said == "I need reassurance. Be with me, no solutions. Now, if you can."


def test_every_ask_reads_as_three_whole_sentences() -> None:
    for need, kind, when in product(NEEDS, KINDS, WHENS):
        assert all(part.endswith(".") for part in sentences(Ask(need, kind, when)))


def test_own_words_take_the_place_of_the_first_sentence_only() -> None:
    first, kind, when = sentences(Ask("hands", "take", "tonight", "The bottles, please"))
    assert (first, kind, when) == ("The bottles, please", "Please take it over, all of it.", "Tonight, if you can.")


def test_every_opener_is_an_ask_that_may_be_sent() -> None:
    for opener in OPENERS:
        accept_ask(opener.ask)
        assert opener.ask.words in sentences(opener.ask)[0]


@pytest.mark.parametrize(
    "ask",
    [
        Ask("", "with", "now"),
        Ask("sleep", "fix", "now"),
        Ask("sleep", "do", "ever"),
        Ask("sleep", "do", "now", "x" * 501),
    ],
)
def test_an_ask_that_could_not_be_read_is_refused(ask: Ask) -> None:
    with pytest.raises(Refused):
        accept_ask(ask)


@given(st.integers(-3000, 20000), st.sampled_from(WHENS))
def test_a_promise_is_taken_only_within_its_reach(minutes: int, when: str) -> None:
    answer, reach = At(NOON + timedelta(minutes=minutes)), 7 * 1440 if when == "week" else 1440
    if 0 < minutes <= reach:
        accept_answer(answer, when=when, now=NOON)
    else:
        with pytest.raises(Refused):
            accept_answer(answer, when=when, now=NOON)


def test_cant_needs_a_but() -> None:
    with pytest.raises(Refused, match="however small"):
        accept_answer(But("  "), when="now", now=NOON)
    accept_answer(But("ten minutes after the feed"), when="now", now=NOON)


def test_now_fades_after_three_hours_tonight_at_six_and_this_week_after_seven_days() -> None:
    assert fades_at("now", NOON, MADRID) == NOON + timedelta(hours=3)
    assert fades_at("tonight", NOON, MADRID) == datetime(2026, 3, 11, 5, tzinfo=UTC)
    assert fades_at("week", NOON, MADRID) == NOON + timedelta(days=7)


def test_tonight_fades_at_six_on_the_wall_through_a_clock_change() -> None:
    before_spring = datetime(2026, 3, 28, 21, tzinfo=UTC)
    assert fades_at("tonight", before_spring, MADRID) == datetime(2026, 3, 29, 4, tzinfo=UTC)


def test_a_promise_keeps_the_ask_until_an_hour_after_it() -> None:
    at = NOON + timedelta(hours=6)
    assert fades_after(At(at), NOON + timedelta(hours=3)) == at + timedelta(hours=1)
    assert fades_after(Here(), NOON) == NOON
