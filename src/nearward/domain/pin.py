"""The PIN that opens the room Mine: short enough for one thumb, and not the first one anybody would try."""

from itertools import pairwise

from nearward.domain.refused import Refused
from nearward.domain.words import N_

SHORTEST, LONGEST = 4, 8


def accept_pin(pin: str) -> str:
    """Return the PIN, or raise `Refused` with what to do instead."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise Refused(N_("A PIN has four to eight digits."), field="pin")
    if _is_a_row(pin):
        raise Refused(N_("That is one of the first a person would try. Choose another."), field="pin")
    return pin


def _is_a_row(pin: str) -> bool:
    """Whether each digit follows from the one before by the same step of 0, 1 or −1."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return len(steps) == 1 and steps <= {0, 1, -1}
