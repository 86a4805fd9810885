"""When a form fits after a birth, and whom one would call."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.refused import Refused
from nearward.domain.screening.offering import GOOD_TIMES, is_a_good_time
from nearward.domain.trusted import Trusted, accept_trusted

BORN = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("days", "answered", "good"),
    [(13, None, False), (14, None, True), (20, 14, False), (20, 13, True), (41, 15, False), (42, 15, True),
     (300, 280, False), (300, 200, True), (364, None, True), (365, None, False)],
)  # fmt: skip
def test_it_fits_once_after_each_time(days: int, answered: int | None, good: bool) -> None:
    last = None if answered is None else BORN + timedelta(days=answered)
    assert is_a_good_time(BORN, last, BORN + timedelta(days=days)) is good


@given(st.integers(0, 800), st.integers(0, 800))
def test_right_after_an_answer_it_never_fits_until_the_next_time(answered: int, later: int) -> None:
    last, today = BORN + timedelta(days=answered), BORN + timedelta(days=answered + later)
    between = [time for time in GOOD_TIMES if last < BORN + time <= today]
    if not between:
        assert not is_a_good_time(BORN, last, today)


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_taken_can_be_dialled(name: str, phone: str) -> None:
    try:
        kept = accept_trusted(Trusted(name, phone))
    except Refused:
        return
    assert kept.name
    assert kept.dial.lstrip("+").isdecimal()
    assert kept.dial.isascii()
