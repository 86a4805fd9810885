"""What two plan for a week ends by itself; nobody answers for the other; words are agreed as they were read."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import agreement, together
from nearward.domain.refused import Refused

MADRID = ZoneInfo("Europe/Madrid")
TODAY = date(2026, 3, 10)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(MOMENTS, st.integers(0, 1))
def test_a_week_ends_on_a_monday_at_four_and_never_at_once(at: datetime, weeks: int) -> None:
    ends = together.week_ends(at, MADRID, weeks=weeks)
    local = ends.astimezone(MADRID)
    assert (local.weekday(), local.time()) == (0, time(4))
    assert timedelta(0) < ends - at <= timedelta(days=7 * (1 + weeks), hours=1)


def kept(**changed: object) -> together.Kept:
    usual = {"weekday": 4, "start": time(18), "end": time(19, 30), "until": TODAY + timedelta(weeks=6)}
    return together.Kept(**{**usual, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [{"end": time(18)}, {"until": TODAY}, {"until": TODAY + timedelta(weeks=13)}, {"words": "x" * 201}],
)
def test_a_kept_time_has_an_end_and_few_words(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        together.accept_kept(kept(**wrong), today=TODAY)
    assert together.accept_kept(kept(), today=TODAY) == kept()


def test_a_kept_time_lasts_through_its_last_day() -> None:
    ends = together.kept_ends(kept(until=TODAY), MADRID).astimezone(MADRID)
    assert (ends.date(), ends.time()) == (TODAY + timedelta(days=1), time(4))


@given(st.sampled_from(("small", "time")), st.sampled_from(("yes", "other", "no", "maybe")), st.text(max_size=220))
def test_only_the_other_answers_and_cant_comes_with_a_but(kind: str, how: str, words: str) -> None:
    with pytest.raises(Refused):
        together.accept_answer(kind, how, words, by_author=True)
    line = " ".join(words.split())
    fine = how != "maybe" and len(line) <= 200 and (line or (kind, how) != ("time", "no"))
    if fine:
        assert together.accept_answer(kind, how, words, by_author=False) == (how, line)
    else:
        with pytest.raises(Refused):
            together.accept_answer(kind, how, words, by_author=False)


def test_own_words_go_before_the_list_and_nothing_is_refused() -> None:
    assert together.accept_small("tea", " a  walk ") == ("", "a walk")
    assert together.accept_small("tea", "") == ("tea", "")
    with pytest.raises(Refused):
        together.accept_small("", " ")


@given(st.integers(0, 5), st.integers(0, 5), st.booleans(), st.booleans())
def test_one_agrees_to_exactly_the_others_words_as_read(number: int, seen: int, mine: bool, agreed: bool) -> None:
    latest = agreement.Agreement(number, mine, agreed)
    if seen == number and number and not mine:
        assert agreement.agree(latest, seen=seen).agreed
    else:
        with pytest.raises(Refused):
            agreement.agree(latest, seen=seen)


def test_new_words_are_put_only_on_top_of_those_one_read() -> None:
    latest = agreement.Agreement(2, mine=False)
    assert agreement.propose(latest, words=" so ", seen=2, longest=9) == "so"
    for words, seen in (("so", 1), (" ", 2), ("x" * 10, 2)):
        with pytest.raises(Refused):
            agreement.propose(latest, words=words, seen=seen, longest=9)
