"""The night that holds up when the baby wakes at other times: the best mean of the smaller z over many courses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nearward.domain.nights.bits import Bits, Ints
from nearward.domain.nights.cells import Cell, Choice, Key, Table, Worth, offer
from nearward.domain.nights.outcome import (
    CELLS,
    Courses,
    Rest,
    Scale,
    blocks,
    courses,
    floors_met,
    rests,
    weighted_sleep,
)
from nearward.domain.nights.patterns import Allowed
from nearward.domain.nights.problem import Night, Problem, scaled_weight

LOW = 0.2  # "on about 8 of 10 nights"


def low(values: Ints) -> Ints:
    """The value that 8 of 10 courses reach: (S, …) to (…)."""
    least: Ints = np.sort(values, axis=0)[int(LOW * len(values))]
    return least


@dataclass(frozen=True)
class _Compared:
    """What is compared: patterns `seen` (people, U) over S courses with so many bottles."""

    problem: Problem
    night: Night
    seen: Bits
    course: Courses
    bottles: int | None
    z: Sequence[Rest]  # each partner's, in place of minutes
    expected: Ints  # (partners, U) minutes of each block on the expected night

    def best(self, rows: Ints) -> tuple[Worth, Ints]:
        """The best (Σ smaller z, its 20th percentile, Σ weighted sleep), and the rows that reach it."""
        step = max(1, CELLS // len(self.course.start))
        parts = [rows[first : first + step] for first in range(0, len(rows), step)]
        total = np.concatenate([_smaller(self.z, part).sum(axis=0, dtype=np.int64) for part in parts])
        chosen = self._follows_need(rows, total)
        rows, total = rows[chosen], total[chosen]
        twentieth = np.concatenate(
            [low(_smaller(self.z, rows[at : at + step])) for at in range(0, len(rows), step)]
        )
        rows = rows[twentieth == twentieth.max()]
        sleep = self._sleep(rows)
        return (int(total.max()), int(twentieth.max()), int(sleep.max())), rows[sleep == sleep.max()]

    def _follows_need(self, rows: Ints, total: Ints) -> Ints:
        """The places of the best rows; near ones where only they give the longer block to the greater need.

        Blocks come in half hours, so between two high needs the best mean may lie where both blocks are alike. Then
        the greater need gets a longer block than that, where it costs no more of the mean than the problem allows.
        """
        best = np.flatnonzero(total == total.max())
        weights = [scaled_weight(self.problem, self.night, at) for at in self.problem.partners]
        if not self.problem.near or len(weights) < 2 or weights[0] == weights[1]:
            return best
        most = int(weights[1] > weights[0])
        own, other = self.expected[most, rows], self.expected[1 - most, rows]
        if (own[best] > other[best]).any():
            return best
        longer = (own > other) & (own > own[best].max()) & (total >= (1 - self.problem.near) * total.max())
        if not longer.any():
            return best
        return np.flatnonzero(longer & (total == total[longer].max()))

    def _sleep(self, rows: Ints) -> Ints:
        step = max(1, CELLS // len(self.course.start))
        parts = [self.seen[:, rows[at : at + step]] for at in range(0, len(rows), step)]
        each = [
            weighted_sleep(self.problem, self.night, part, self.course, self.bottles).sum(axis=0) for part in parts
        ]
        return np.concatenate(each)


def _smaller(scaled: Sequence[Rest], rows: Ints) -> Ints:
    """(S, rows) the smaller z of the partners."""
    least = scaled[0].of(rows)
    for other in scaled[1:]:
        np.minimum(least, other.of(rows), out=least)
    return least


def night_table(
    problem: Problem, night: Night, allowed: Allowed, scale: Scale, course: Courses, *, stocked: bool
) -> Table:
    """The best of a night by (Σ smaller z, its 20th percentile, Σ sleep), for each bottles kept and floors met.

    The floors are those of the expected night. Without a stock only the most floors and all bottles matter.
    """
    table: dict[Key, Cell] = {}
    expected, most = courses([night.options[0].wakes], night.slots), problem.bottles(night)
    made: list[Rest] = []
    for bottles in range(most + 1) if stocked and most is not None else (most,):
        minutes = blocks(problem, night, allowed.seen, expected, bottles)[:, 0]
        met = floors_met(problem, minutes)
        made = rests(problem, night, allowed.seen, course, bottles, made)
        z = [Rest(values, rest.which) for values, rest in zip(scale.each(made), made, strict=True)]
        compared = _Compared(problem, night, allowed.seen, course, bottles, z, minutes)
        for floors in np.unique(met) if stocked else (met.max(),):
            worth, rows = compared.best(np.flatnonzero(met == floors))
            choice = Choice(0, None, bottles, allowed.groups[rows])
            offer(table, (bottles or 0 if stocked else 0, int(floors)), worth, choice)
    return {key: cell for key, cell in table.items() if not _spared(table, key, cell)}


def _spared(table: Table, key: Key, cell: Cell) -> bool:
    """Whether one bottle fewer does as well."""
    fewer = table.get((key[0] - 1, key[1]))
    return fewer is not None and fewer.worth >= cell.worth
