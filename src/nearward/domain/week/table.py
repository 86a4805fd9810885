"""The table over (changes used, load of A): the least load of B that can go with it, and the way there."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward.domain.week.best import Ints, Plan, Shares, best_of
from nearward.domain.week.whole import ROOM, Move, Whole

NEVER = 2**61  # no way leads here; nothing reachable comes near it
MOST_FREE_CELLS = 1_000_000_000
MOST_AT_ONCE = 20_000_000  # cells held in memory: 160 MB, and as much again while one option is tried
Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Loads of A as places in the table: place = low + (change of A's load) ÷ step."""

    step: int
    low: int
    size: int


def cells(sums: Whole, most: int) -> int:
    """Return how many cells the table fills in, for a plan of the work."""
    return _axis(sums, most).size * most * sum(len(options) for options in sums.moves)


def fits(sums: Whole, most: int) -> bool:
    """Tell whether the table can be held in memory."""
    return _axis(sums, most).size * (most + 1) <= MOST_AT_ONCE


def by_table(sums: Whole, shares: Shares, most: int, each: Callable[[], None] = lambda: None) -> list[Plan | None]:
    """Return the best plan with exactly c changes for c = 0 … most.

    `least[c, x]` is the least change of B's load over plans with c changes that bring A's load to place x. Each
    option of each unit is tried on the whole table at once: shift along x by what it adds to A, add what it adds
    to B, keep the smaller. One bit says whether it was kept, and leads back.
    """
    axis = _axis(sums, most)
    least = np.full((most + 1, axis.size), NEVER, dtype=np.int64)
    least[0, axis.low] = 0
    kept: list[list[tuple[Move, Bits]]] = []
    for options in sums.moves if most else ():
        before = least[:-1].copy() if len(options) > 1 else least[:-1]
        kept.append([(move, _try(least, before, move, axis)) for move in options])
        each()
    a = sums.now[0] + (np.arange(axis.size, dtype=np.int64) - axis.low) * axis.step
    plans = []
    for c, row in enumerate(least):
        places = np.flatnonzero(row < NEVER // 2)
        way = _Way(kept, axis, c, places)
        plans.append(best_of(a[places], sums.now[1] + row[places], c, shares, way.back))
    return plans


def _axis(sums: Whole, most: int) -> _Axis:
    """Return the loads of A that at most so many changes can reach."""
    downs = sorted(min([0, *(move.a for move in options)]) for options in sums.moves)[:most]
    ups = sorted((max([0, *(move.a for move in options)]) for options in sums.moves), reverse=True)[:most]
    step = math.gcd(*(move.a for options in sums.moves for move in options)) or 1
    return _Axis(step, -sum(downs) // step, (sum(ups) - sum(downs)) // step + 1)


def _try(least: Ints, before: Ints, move: Move, axis: _Axis) -> Bits:
    shift = move.a // axis.step
    reach = axis.size - abs(shift)
    source, target = (slice(0, reach), slice(shift, None)) if shift >= 0 else (slice(-shift, None), slice(0, reach))
    found = before[:, source] + move.b
    kept = np.zeros((len(before), axis.size), dtype=np.bool_)
    into = least[1:, target]
    np.less(found, into, out=kept[:, target])
    np.minimum(found, into, out=into)
    return np.packbits(kept, axis=1)


@dataclass(frozen=True, slots=True)
class _Way:
    """Leads back from a place of the table with `changes` changes."""

    kept: list[list[tuple[Move, Bits]]]
    axis: _Axis
    changes: int
    places: NDArray[np.intp]

    def back(self, at: int) -> tuple[Move, ...]:
        x, c, moves = int(self.places[at]), self.changes, []
        for options in reversed(self.kept):
            for move, bits in reversed(options):
                if c and bits[c - 1, x >> 3] >> (7 - (x & 7)) & 1:
                    moves.append(move)
                    x, c = x - move.a // self.axis.step, c - 1
                    break
        return tuple(moves)


def enough_changes(sums: Whole, shares: Shares, most: int) -> int:
    """Return how many changes the best plan of all needs, if it can be told cheaply; at least that many are enough.

    A table without the axis of changes: B's load and the changes are carried in one number.
    """
    many, axis = len(sums.moves) + 1, _axis(sums, len(sums.moves))
    reach = sum(abs(move.b) for options in sums.moves for move in options) + 1
    if reach * many >= ROOM or axis.size * many > MOST_FREE_CELLS or axis.size > MOST_AT_ONCE:
        return most
    least = np.full((1, axis.size), NEVER, dtype=np.int64)
    least[0, axis.low] = 0
    for options in sums.moves:
        before = least.copy()
        for move in options:
            carried = Move(move.unit, move.to, move.a, move.b * many + 1)
            _try_freely(least, before, carried, axis)
    places = np.flatnonzero(least[0] < NEVER // 2)
    b, changes = np.divmod(least[0, places], many)
    a = sums.now[0] + (places - axis.low) * axis.step
    best = best_of(a, sums.now[1] + b, 0, shares, lambda at: ())
    if best is None:
        return most
    same = (a == best.a) & (sums.now[1] + b == best.b)
    return min(most, int(changes[same][0]))


def _try_freely(least: Ints, before: Ints, move: Move, axis: _Axis) -> None:
    shift = move.a // axis.step
    reach = axis.size - abs(shift)
    source, target = (slice(0, reach), slice(shift, None)) if shift >= 0 else (slice(-shift, None), slice(0, reach))
    np.minimum(before[:, source] + move.b, least[:, target], out=least[:, target])
