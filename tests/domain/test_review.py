"""The weekly review's rules: one alone never opens it, and nothing that stands still is written on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import review
from nearward.domain.refused import Refused
from nearward.domain.review import PARTS, Side

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
SIDES = st.builds(Side, st.booleans(), st.booleans(), st.booleans(), st.booleans())
WEEK = date(2026, 3, 9)
WORDS = st.fixed_dictionaries({part: st.text(max_size=20) for part in PARTS})


@given(DAYS)
def test_every_day_belongs_to_the_monday_before_it_or_on_it(day: date) -> None:
    week = review.week_of(day)
    assert week.weekday() == 0
    assert week <= day <= review.last_day(week)


@given(DAYS)
def test_the_week_to_look_at_is_nearly_or_just_over(day: date) -> None:
    week = review.week_to_look_at(day)
    assert review.is_week(week, day)
    assert -2 <= (day - review.last_day(week)).days <= 4


@given(DAYS, DAYS)
def test_no_week_to_come_and_none_that_starts_midweek_is_written_about(week: date, today: date) -> None:
    if review.is_week(week, today):
        assert week <= today
        assert week.weekday() == 0
        assert today - week < timedelta(days=372)


@given(SIDES, SIDES)
def test_it_opens_for_both_or_for_neither_and_never_by_one_alone(one: Side, other: Side) -> None:
    assert review.opens(one, other) == review.opens(other, one)
    if review.opens(one, other):
        assert one.rests
        assert other.rests
    assert not review.opens(one, Side(written=True))


ACTS = st.lists(st.tuples(st.booleans(), st.sampled_from(["write", "clear", "finish", "agree", "back", "day"])))


@given(ACTS)
def test_whatever_the_two_do_it_opens_only_when_both_last_said_so(acts: list[tuple[bool, str]]) -> None:
    """A machine of two sides against a plain record of what each said last."""
    sides, wants, today = [Side(), Side()], [set[str](), set[str]()], WEEK
    for who, act in acts:
        before = sides[who]
        try:
            match act:
                case "write" | "clear":
                    sides[who] = review.write(before, anything=act == "write")
                    assert not wants[who], "what stands still was written on"
                case "finish":
                    sides[who] = review.finish(before)
                    wants[who].add("finish")
                case "agree":
                    sides[who] = review.agree(before, day=review.last_day(WEEK), today=today)
                    wants[who].add("agree")
                    assert today > review.last_day(WEEK)
                case "back":
                    sides[who] = review.take_back(before)
                    wants[who].clear()
                case "day":
                    today += timedelta(days=4)
        except Refused:
            assert sides[who] == before
        assert review.opens(*sides) == bool(wants[0] & wants[1])


@pytest.mark.parametrize(
    "act",
    [
        lambda side: review.write(side, anything=True),
        review.finish,
        review.take_back,
        lambda side: review.agree(side, day=WEEK, today=WEEK + timedelta(days=9)),
    ],
)
def test_nothing_is_done_to_a_side_that_has_opened(act: object) -> None:
    with pytest.raises(Refused):
        act(Side(written=True, opened=True))  # type: ignore[operator]


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(list(PARTS)))
def test_every_word_ever_said_in_an_opened_part_can_be_read(said: list[dict[str, str]], part: str) -> None:
    before = review.earlier(said, part)
    assert {*before, said[-1][part]} == {words[part] for words in said}
    since = review.stands_since(said, part)
    assert all(words[part] == said[-1][part] for words in said[since:])
    assert since == 0 or said[since - 1][part] != said[-1][part]


@given(WORDS)
def test_a_change_that_changes_nothing_is_none(words: dict[str, str]) -> None:
    kept = review.accept_words(words)
    with pytest.raises(Refused):
        review.accept_change(kept, words)


def test_a_part_has_its_longest_and_says_so_beside_it() -> None:
    with pytest.raises(Refused) as refused:
        review.accept_words({"worked": "x" * 4001})
    assert refused.value.field == "worked"


@given(DAYS)
def test_a_day_to_look_at_it_lies_in_that_week_or_the_three_months_after(day: date) -> None:
    try:
        review.accept_day(day, WEEK)
    except Refused:
        assert day < WEEK or day > WEEK + timedelta(days=96)
    else:
        assert WEEK <= day <= WEEK + timedelta(days=96)
