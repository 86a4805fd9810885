"""Loads as whole numbers, so that sums are exact and ties are ties."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nearward.domain.week.problem import Unit

ROOM = 2**58  # a sum of all loads stays below it: int64 with room to spare, and finer than a double
PLAIN = 10_000  # loads within rounding of a fraction with at most this denominator are that fraction
ROUNDING = 4e-15  # a few roundings of a double, relative


@dataclass(frozen=True, slots=True)
class Move:
    """A unit given whole to one of the two: what it adds to the load of A and of B, in parts."""

    unit: int
    to: int
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Whole:
    """The problem in whole parts; `parts` of them make one unit of load."""

    parts: Fraction
    now: tuple[int, int]
    moves: tuple[tuple[Move, ...], ...]  # one entry for each unit that can move


def exact(number: float) -> Fraction:
    """Return the fraction a number was written as or worked out from: 7.200000000000001 is 36/5, 1/3 is 1/3."""
    if number == int(number):
        return Fraction(int(number))
    plain = Fraction(number).limit_denominator(PLAIN)
    near = abs(float(plain) - number) <= ROUNDING * number
    return plain if near else Fraction(repr(number))


def whole(units: Sequence[Unit], turn: int = 0) -> Whole:
    """Return the units as whole numbers. `turn` says with which unit that can move the list begins."""
    stays = [(_sum(unit.stays[0]), _sum(unit.stays[1])) for unit in units]
    wholes = [{to: _sum(load) for to, load in unit.loads.items()} for unit in units]
    everything = [*(load for pair in stays for load in pair), *(load for one in wholes for load in one.values())]
    parts = _parts(everything)
    in_parts = {load: round(load * parts) for load in set(everything)}
    moving = [at for at, unit in enumerate(units) if unit.loads]
    first = turn % len(moving) if moving else 0
    moves = tuple(
        tuple(_move(at, to, wholes[at][to], stays[at], in_parts) for to in units[at].loads)
        for at in moving[first:] + moving[:first]
    )
    now = tuple(sum(in_parts[pair[side]] for pair in stays) for side in (0, 1))
    return Whole(parts, (now[0], now[1]), moves)


def _move(
    unit: int, to: int, load: Fraction, stays: tuple[Fraction, Fraction], in_parts: dict[Fraction, int]
) -> Move:
    after = [0, 0]
    after[to] = in_parts[load]
    return Move(unit, to, after[0] - in_parts[stays[0]], after[1] - in_parts[stays[1]])


def _sum(loads: Iterable[float]) -> Fraction:
    return sum((exact(load) for load in loads), Fraction(0))


def _parts(loads: Sequence[Fraction]) -> Fraction:
    """Return the coarsest parts in which every load is whole; where those are too fine, the finest that fit."""
    denominator = math.lcm(*(load.denominator for load in loads)) if loads else 1
    together = sum(loads, Fraction(0)) + 1
    if together * denominator < ROOM:
        shared = math.gcd(*(int(load * denominator) for load in loads))
        return Fraction(denominator, max(shared, 1))
    return Fraction(2) ** math.floor(math.log2(ROOM / together))
