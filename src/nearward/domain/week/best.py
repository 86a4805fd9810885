"""Which of two plans is better, without rounding."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from nearward.domain.week.whole import Move

Ints = NDArray[np.int64]
NEAR = 1e-11  # the two sides of a plan count as close when rounding could hide which is worse


@dataclass(frozen=True, slots=True)
class Plan:
    """How many changes, the load of A and of B afterwards in parts, and the moves that lead there."""

    changes: int
    a: int
    b: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of A and B, and which of the two a tie favours this time (0: A has the smaller load)."""

    a: Fraction
    b: Fraction
    turn: int

    def worst(self, plan: Plan) -> Fraction:
        """Return max over partners of load ÷ share, in parts."""
        return max(plan.a / self.a, plan.b / self.b)

    def rank(self, plan: Plan) -> tuple[Fraction, int, int, int]:
        """Return what plans are ordered by, the smallest being the best."""
        return self.worst(plan), plan.a + plan.b, plan.changes, plan.b if self.turn else plan.a


def better(one: Plan, other: Plan, shares: Shares) -> Plan:
    """Return the better of two plans, the first when they are alike."""
    return other if shares.rank(other) < shares.rank(one) else one


def best_of(
    a: Ints, b: Ints, changes: int, shares: Shares, moves: Callable[[int], tuple[Move, ...]]
) -> Plan | None:
    """Return the best of many plans, given their loads (one entry a plan); `moves` finds a plan's moves.

    Where B is the worse off, the best has the smallest b, then the smallest a; where A is, the reverse. Only where
    the two sides are too close for floating point is each plan compared by itself.
    """
    if not len(a):
        return None
    on_a, on_b = a / float(shares.a), b / float(shares.b)
    close = np.abs(on_a - on_b) <= NEAR * np.maximum(on_a, on_b)
    finalists = [*_first(b, a, (on_b > on_a) & ~close), *_first(a, b, (on_a > on_b) & ~close)]
    finalists += np.flatnonzero(close).tolist()
    best = min(finalists, key=lambda at: shares.rank(Plan(changes, int(a[at]), int(b[at]), ())))
    return Plan(changes, int(a[best]), int(b[best]), moves(best))


def _first(by: Ints, then: Ints, among: NDArray[np.bool_]) -> list[int]:
    """Return the place of the lexicographically smallest (by, then) among some, if there are any."""
    places = np.flatnonzero(among)
    if not len(places):
        return []
    places = places[by[places] == by[places].min()]
    return [int(places[np.argmin(then[places])])]
