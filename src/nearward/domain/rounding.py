"""Rounding half up, as people do it on paper. `round` rounds half to even."""

from fractions import Fraction
from math import floor


def half_up(value: float | Fraction, digits: int) -> float:
    """Return `value` to so many decimals; a value halfway between two goes to the larger."""
    scale: int = 10**digits
    return floor(Fraction(value) * scale + Fraction(1, 2)) / scale
