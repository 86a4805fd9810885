"""Loads too fine for a table: each half of the units by itself, then the two halves put together."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward.domain.week.best import Ints, Plan, Shares, best_of
from nearward.domain.week.whole import Move, Whole

NEIGHBORS = np.arange(-2, 3)  # around the crossing, more than rounding can move it
Options = tuple[tuple[Move, ...], ...]


@dataclass(frozen=True, slots=True)
class _Ways:
    """Ways to make exactly c changes in one half: what they add to A and B, and which move of each unit (n × c)."""

    a: Ints
    b: Ints
    picks: NDArray[np.int32]


def by_halves(
    sums: Whole, shares: Shares, most: int, few: int, each: Callable[[], None] = lambda: None
) -> list[Plan | None] | None:
    """Return the best plan with exactly c changes for c = 0 … most, or None where a half has more than `few` ways.

    Of the ways of a half only those no other beats on both partners are kept, sorted by A: B then falls as A rises,
    so for each way of the left half the best of the right one lies where the two sides cross.
    """
    flat = [move for options in sums.moves for move in options]
    places = {(move.unit, move.to): at for at, move in enumerate(flat)}
    left, right = (_levels(sums.moves[start::2], places, most, few, each) for start in (0, 1))
    if left is None or right is None:
        return None
    plans = []
    for c in range(most + 1):
        joined = [
            plan
            for mine in range(max(0, c - len(right) + 1), min(c, len(left) - 1) + 1)
            if (plan := _join(left[mine], right[c - mine], sums, shares, c, flat)) is not None
        ]
        plans.append(min(joined, key=shares.rank) if joined else None)
    return plans


def _levels(
    half: Options, places: dict[tuple[int, int], int], most: int, few: int, each: Callable[[], None]
) -> list[_Ways] | None:
    """Return the ways with exactly 0, 1, … changes, unit by unit; None where more than `few` are unbeaten."""
    none = np.zeros(1, dtype=np.int64)
    levels = [_Ways(none, none, np.zeros((1, 0), dtype=np.int32))]
    for options in half:
        grown = [_taken(ways, options, places) for ways in levels]
        levels = [
            levels[0],
            *(_unbeaten([kept, *more]) for kept, more in zip(levels[1:], grown[:-1], strict=True)),
            *([_unbeaten(grown[-1])] if len(levels) <= most else []),
        ]
        each()
        if sum(len(ways.a) for ways in levels) > few:
            return None
    return levels


def _taken(ways: _Ways, options: tuple[Move, ...], places: dict[tuple[int, int], int]) -> list[_Ways]:
    return [_with(ways, move, places[move.unit, move.to]) for move in options]


def _with(ways: _Ways, move: Move, place: int) -> _Ways:
    picked = np.full((len(ways.a), 1), place, dtype=np.int32)
    return _Ways(ways.a + move.a, ways.b + move.b, np.hstack([ways.picks, picked]))


def _unbeaten(many: list[_Ways]) -> _Ways:
    """Return the ways that no other equals or beats on both A and B, sorted by A; of ways alike the first stays."""
    a, b = (np.concatenate([getattr(ways, side) for ways in many]) for side in ("a", "b"))
    order = np.lexsort((b, a))
    before = np.minimum.accumulate(b[order])
    order = order[np.append(True, b[order][1:] < before[:-1])]
    return _Ways(a[order], b[order], np.concatenate([ways.picks for ways in many])[order])


def _join(left: _Ways, right: _Ways, sums: Whole, shares: Shares, changes: int, flat: list[Move]) -> Plan | None:
    """Return the best plan of one way of each half."""
    a, b = sums.now[0] + left.a, sums.now[1] + left.b
    gap = b / float(shares.b) - a / float(shares.a)
    crossing = np.searchsorted(right.a / float(shares.a) - right.b / float(shares.b), gap)
    mine = np.repeat(np.arange(len(a)), len(NEIGHBORS))
    theirs = np.clip(crossing[:, None] + NEIGHBORS, 0, len(right.a) - 1).ravel()

    def moves(at: int) -> tuple[Move, ...]:
        picks = [*left.picks[mine[at]], *right.picks[theirs[at]]]
        return tuple(flat[pick] for pick in picks)

    return best_of(a[mine] + right.a[theirs], b[mine] + right.b[theirs], changes, shares, moves)
