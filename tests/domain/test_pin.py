"""A PIN: four to eight digits, and not the first one anybody would try."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.pin import accept_pin
from nearward.domain.refused import Refused


@given(st.text("0123456789", min_size=4, max_size=8).filter(lambda pin: len(set(pin)) > 2))
def test_most_digits_do(pin):
    if len({int(b) - int(a) for a, b in pairwise(pin)}) > 1:
        assert accept_pin(pin) == pin


@pytest.mark.parametrize("pin", ["1234", "0000", "98765", "4321", "77777777"])
def test_a_row_of_digits_is_the_first_one_tried(pin):
    with pytest.raises(Refused, match="first a person would try"):
        accept_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "٣٤٥٦", "12 4", "1²34"])
def test_anything_but_four_to_eight_digits_is_refused(pin):
    with pytest.raises(Refused, match="four to eight digits"):
        accept_pin(pin)
