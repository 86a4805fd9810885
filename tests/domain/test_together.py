"""Time together: one yes each, either may let it rest, and nobody is asked twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.data.together import things
from nearward.domain import together as rules
from nearward.domain.refused import Refused

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(-20, 20))
def test_a_day_lies_in_the_next_seven(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    try:
        rules.accept_day(day, today=today)
    except Refused:
        assert not 0 <= ahead <= 6
    else:
        assert day in rules.days_ahead(today)


ACTS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["agree", "another", "rest", "back"]), st.booleans()))


@given(ACTS)
def test_whatever_the_two_do_it_is_on_only_with_a_yes_of_each_to_the_same_words(
    acts: list[tuple[int, str, bool]],
) -> None:
    """Two views of one thing against a plain record: who suggested it last, who said yes, who let it rest."""
    number, by, yes, rested = 1, 0, False, None
    for who, act, fresh in acts:
        before = rules.State(number, by == who, yes, rested is not None, rested == who)
        seen = number if fresh else number - 1
        try:
            match act:
                case "agree":
                    rules.agree(before, seen=seen)
                    assert (by, rested) == (1 - who, None)
                    yes = True
                case "another":
                    after = rules.another_time(before, seen=seen)
                    assert rested is None
                    number, by, yes = after.number, who, False
                case "rest":
                    after = rules.rest(before, seen=seen)
                    yes, rested = False, who if after.rested_by_me else rested
                case "back":
                    rules.take_back(before, seen=seen)
                    assert rested == who, "only who let it rest lets it stand again"
                    rested = None
        except Refused:
            continue
        assert fresh, "what was not read was answered"
    assert not (yes and rested is not None)


@pytest.mark.parametrize(
    "what",
    [
        rules.What(date(2026, 3, 10)),
        rules.What(date(2026, 3, 10), words="x" * 201),
        rules.What(date(2026, 3, 9), thing="tea"),
        rules.What(date(2026, 3, 17), thing="tea"),
    ],
)
def test_what_cannot_be_suggested_is_refused(what: rules.What) -> None:
    with pytest.raises(Refused):
        rules.accept(what, today=date(2026, 3, 10))


def test_the_list_is_short_and_most_of_it_speaks_of_no_baby() -> None:
    listed = things().values()
    assert 6 <= len(listed) <= 14
    assert sum(not thing.baby for thing in listed) >= 6
    assert all(len(thing.key) <= 12 for thing in listed)
