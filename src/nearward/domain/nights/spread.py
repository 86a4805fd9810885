"""Among plans worth the same: duty over the week spread between the partners in proportion to their room.

Running from the first night, the partners' duty is compared with shares in proportion to 0.5 + room. After each
night it is seen by how much the running difference lies beyond what is tolerated; the sum over the nights is the
spread, and smaller is better. Because every night counts, relief comes in turn and not all at the end.

Tolerated is a difference of 15 % of the slots so far, so that the early and the late block may stay with the same
person. Nights on which a helper is there add no tolerance: a helper relieves both in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from nearward.domain.nights.bits import Ints
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.rounding import half_up

PARTS = 20  # shares are kept in twentieths, so that differences are small whole numbers
TOLERATED = 3  # twentieths of the slots so far
ROOM_AT_NONE = Fraction(1, 2)


@dataclass(frozen=True)
class Balance:
    """What one plan of a night adds to the running difference, in twentieths of a slot, and to what is tolerated.

    A positive difference: the first partner has more duty than the share of room.
    """

    difference: Ints
    tolerated: int

    @staticmethod
    def of(problem: Problem, night: Night, duty: NDArray[np.int8]) -> "Balance":
        """Return the balance of K plans of a night; `duty` (K, slots)."""
        if len(problem.partners) < 2:
            return Balance(np.zeros(len(duty), dtype=np.int64), 0)
        first, second = ((duty == at).sum(axis=1, dtype=np.int64) for at in problem.partners)
        share = first_share(problem, night)
        difference: Ints = PARTS * first - share * (first + second)
        return Balance(difference, 0 if helper_there(problem, night) else TOLERATED * duty.shape[1])


def helper_there(problem: Problem, night: Night) -> bool:
    """Return whether a helper is available at some time of the night."""
    return any(any(row) for one, row in zip(problem.people, night.available, strict=True) if not one.partner)


def first_share(problem: Problem, night: Night) -> int:
    """Return the first partner's share of duty in a night, in twentieths, from the room of both."""
    one, two = (ROOM_AT_NONE + Fraction(str(problem.room(night, at))) for at in problem.partners)
    return int(half_up(PARTS * one / (one + two), 0))


def beyond(running: Ints, tolerated: int) -> Ints:
    """Return by how much a running difference lies beyond what is tolerated."""
    excess: Ints = np.maximum(np.abs(running) - tolerated, 0)
    return excess


class LeastToCome:
    """For each night the least spread that the nights after it can add, by the running difference after it."""

    def __init__(self, balances: Sequence[Balance | None]) -> None:
        self.tolerated = list(np.cumsum([0 if one is None else one.tolerated for one in balances]))
        reach = sum(0 if one is None else int(np.abs(one.difference).max(initial=0)) for one in balances)
        self.middle = reach
        running = np.arange(-reach, reach + 1)
        least = np.zeros(len(running), dtype=np.int64)
        self.least: list[Ints] = []
        for number in range(len(balances) - 1, -1, -1):
            self.least.append(least)
            one = balances[number]
            if one is not None:
                least = self._before(beyond(running, self.tolerated[number]) + least, np.unique(one.difference))
        self.least.reverse()

    def after(self, number: int, running: Ints) -> Ints:
        """Return the least spread still to come after night `number`."""
        found: Ints = self.least[number][np.clip(running + self.middle, 0, 2 * self.middle)]
        return found

    def _before(self, after: Ints, differences: Ints) -> Ints:
        """Return, for each running difference, the least over the differences a night may add."""
        reach = len(after)
        found = np.full(reach, np.iinfo(np.int64).max // 2, dtype=np.int64)
        for step in differences.tolist():
            low, high = max(0, -step), min(reach, reach - step)
            np.minimum(found[low:high], after[low + step : high + step], out=found[low:high])
        return found
