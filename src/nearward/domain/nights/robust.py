"""The night that holds up when the baby wakes at other times: the best mean of the smaller z over many courses."""

from dataclasses import dataclass

import numpy as np

from nearward.domain.nights.bits import Bits, Ints, bits_of, longest_run
from nearward.domain.nights.cells import Cell, Choice, Key, Table, offer
from nearward.domain.nights.outcome import Courses, Scale, blocks, courses, floors_met, weighted_sleep
from nearward.domain.nights.patterns import Allowed
from nearward.domain.nights.problem import Night, Problem

LOW = 0.2  # "on about 8 of 10 nights"
LEADERS = 64  # patterns worked out in full first, so that hopeless ones can be left early
ROUNDS = (8, 24, 68)  # courses looked at before leaving patterns that cannot win any more


def low(values: Ints) -> Ints:
    """The value that 8 of 10 courses reach: (S, …) to (…)."""
    return np.sort(values, axis=0)[int(LOW * len(values))]


@dataclass(frozen=True)
class _Race:
    """What is compared: patterns `seen` (people, U) over S courses with so many bottles."""

    problem: Problem
    night: Night
    scale: Scale
    seen: Bits
    course: Courses
    bottles: int | None

    def smaller(self, rows: Ints, first: int, last: int) -> Ints:
        """(S', rows) the smaller z."""
        part = self.course.part(first, last)
        minutes = blocks(self.problem, self.night, self.seen[:, rows], part, self.bottles)
        return self.scale.z(minutes).min(axis=0)

    def at_most(self, rows: Ints) -> Ints:
        """(rows,) the smaller z of a night in which nobody is woken."""
        minutes = [
            longest_run(~self.seen[at][rows] & np.uint64(bits_of(self.night.sleepable[at])), self.night.slots)
            for at in self.problem.partners
        ]
        return self.scale.z(np.stack(minutes) * self.problem.slot_minutes).min(axis=0)

    def best(self, rows: Ints) -> tuple[tuple[int, int, int], Ints]:
        """The best (Σ smaller z, its 20th percentile, Σ weighted sleep), and the rows that reach it."""
        rows = self._best_sum(rows)
        smaller = self.smaller(rows, 0, len(self.course.start))
        total, twentieth = smaller.sum(axis=0), low(smaller)
        kept = np.flatnonzero(total == total.max())
        kept = kept[twentieth[kept] == twentieth[kept].max()]
        sleep = weighted_sleep(self.problem, self.night, self.seen[:, rows[kept]], self.course, self.bottles).sum(axis=0)
        worth = (int(total[kept[0]]), int(twentieth[kept[0]]), int(sleep.max()))
        return worth, rows[kept[sleep == sleep.max()]]

    def _best_sum(self, rows: Ints) -> Ints:
        """Rows among which are all that have the best sum: the others were left as soon as they could not win."""
        courses_in_all, most = len(self.course.start), self.at_most(rows)
        leaders = rows[np.argsort(-most, kind="stable")[:LEADERS]]
        to_beat = int(self.smaller(leaders, 0, courses_in_all).sum(axis=0).max())
        total, done = np.zeros(len(rows), dtype=np.int64), 0
        for upto in (*(round_ for round_ in ROUNDS if round_ < courses_in_all), courses_in_all):
            hopeful = total + most * (courses_in_all - done) >= to_beat
            rows, most, total = rows[hopeful], most[hopeful], total[hopeful]
            total = total + self.smaller(rows, done, upto).sum(axis=0)
            done = upto
        return rows[total == total.max()]


def night_table(
    problem: Problem, night: Night, allowed: Allowed, scale: Scale, course: Courses, *, stocked: bool
) -> Table:
    """The best of a night by (Σ smaller z, its 20th percentile, Σ sleep), for each bottles kept for it and floors met.

    The floors are those of the expected night. Without a stock only the most floors and all bottles matter.
    """
    table: dict[Key, Cell] = {}
    expected, most = courses([night.options[0].wakes], night.slots), problem.bottles(night)
    for bottles in range(most + 1) if stocked and most is not None else (most,):
        minutes = blocks(problem, night, allowed.seen, expected, bottles)[:, 0]
        met = floors_met(problem, minutes)
        race = _Race(problem, night, scale, allowed.seen, course, bottles)
        for floors in np.unique(met) if stocked else (met.max(),):
            worth, rows = race.best(np.flatnonzero(met == floors))
            choice = Choice(0, None, bottles, allowed.groups[rows])
            offer(table, (bottles or 0 if stocked else 0, int(floors)), worth, choice)
    return table
