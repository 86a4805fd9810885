"""A time of one's own: asked for, answered by the one who would hold things, one a week, with an end."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import asks, own
from nearward.domain.own import State, Time
from nearward.domain.refused import Refused

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)  # a Tuesday
ZONE = ZoneInfo("Europe/Madrid")
FRIDAY = Time(datetime(2026, 3, 13, 17, 0, tzinfo=UTC), datetime(2026, 3, 13, 18, 30, tzinfo=UTC))
HOURS = st.integers(-400, 900).map(lambda hours: timedelta(hours=hours))


def take(time: Time, words: str = "", taken: frozenset[date] = frozenset()) -> str:
    return own.accept_time(time, words, taken=taken, zone=ZONE, now=NOW)


@given(HOURS, st.integers(1, 40))
def test_a_time_is_to_come_soon_and_ends(after: timedelta, long: int) -> None:
    time = Time(NOW + after, NOW + after + timedelta(hours=long))
    try:
        take(time)
    except Refused:
        assert not timedelta(0) < after <= own.REACH or long > 12
    else:
        assert NOW < time.starts < time.ends <= time.starts + own.LONGEST_TIME


@given(HOURS)
def test_there_is_one_a_week(after: timedelta) -> None:
    time = Time(NOW + after, NOW + after + timedelta(hours=1))
    with pytest.raises(Refused):
        take(time, taken=frozenset({time.week(ZONE)}))


@given(HOURS, st.sampled_from([State(), State(1, "at"), State(2, "but"), State(3, "here")]))
def test_another_time_is_as_long_in_the_same_week_and_to_come(after: timedelta, state: State) -> None:
    at = NOW + after
    try:
        there = own.answer(state, asks.At(at), FRIDAY, seen=state.number, zone=ZONE, now=NOW)
    except Refused:
        assert at <= NOW or FRIDAY.moved(at).week(ZONE) != FRIDAY.week(ZONE)
    else:
        assert not there.stands, "an offer is no yes"
        moved = FRIDAY.moved(at)
        assert moved.week(ZONE) == FRIDAY.week(ZONE)
        assert moved.starts > NOW
        assert moved.ends - moved.starts == FRIDAY.ends - FRIDAY.starts
        assert own.take_other(there, FRIDAY, seen=there.number, now=NOW).stands


ANSWERS = st.sampled_from([asks.Here(), asks.At(NOW + timedelta(days=1)), asks.But("half of it"), asks.But(" ")])


@given(st.lists(st.tuples(st.sampled_from(["answer", "take"]), ANSWERS, st.integers(0, 3)), max_size=20))
def test_it_never_stands_without_a_yes_of_the_one_who_holds(
    acts: list[tuple[str, asks.Answer, int]],
) -> None:
    state, partner_said = State(), None
    for act, said, seen in acts:
        try:
            if act == "take":
                state = own.take_other(state, FRIDAY, seen=seen, now=NOW)
            else:
                state = own.answer(state, said, FRIDAY, seen=seen, zone=ZONE, now=NOW)
                partner_said = said
        except Refused:
            continue
        if state.stands:
            assert isinstance(partner_said, asks.Here | asks.At)


@given(st.integers(0, 9), st.integers(0, 9))
def test_an_answer_to_an_older_page_is_refused(number: int, seen: int) -> None:
    state = State(number, "at")
    if number == seen:
        assert own.answer(state, asks.Here(), FRIDAY, seen=seen, zone=ZONE, now=NOW).number == number + 1
    else:
        with pytest.raises(Refused):
            own.answer(state, asks.Here(), FRIDAY, seen=seen, zone=ZONE, now=NOW)
        with pytest.raises(Refused):
            own.take_other(state, FRIDAY, seen=seen, now=NOW)


def test_when_it_is_over_nothing_of_it_changes() -> None:
    with pytest.raises(Refused):
        own.answer(State(), asks.Here(), FRIDAY, seen=0, zone=ZONE, now=FRIDAY.ends)


def test_kept_alone_it_stands_at_once() -> None:
    assert State(asked=False).stands
    assert not State().stands


def test_a_cant_names_something_else() -> None:
    with pytest.raises(Refused):
        own.answer(State(), asks.But(" "), FRIDAY, seen=0, zone=ZONE, now=NOW)
    assert own.answer(State(), asks.But("an hour"), FRIDAY, seen=0, zone=ZONE, now=NOW).how == "but"


def test_the_question_names_one_child_and_counts_none() -> None:
    assert str(own.question(["Noor"])) == "Can you hold Noor then?"
    assert str(own.question(["Noor", "Ada"])) == "Can you be with the children then?"
    assert str(own.question([])) == "Can you keep that time free for me?"


def test_words_are_short_for_a_time_and_long_for_a_place() -> None:
    assert take(FRIDAY, " the choir ") == "the choir"
    with pytest.raises(Refused):
        take(FRIDAY, "x" * 201)
    assert own.accept_words("x" * 4000)
    with pytest.raises(Refused):
        own.accept_words("x" * 4001)
