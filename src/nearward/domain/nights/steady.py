"""Among plans worth the same: duty spread over the week, then few hand-overs and dream feeds, and steady nights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward.domain.nights.bits import Ints
from nearward.domain.nights.cells import Choice
from nearward.domain.nights.patterns import Allowed
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.nights.spread import Balance, LeastToCome, beyond
from nearward.domain.nights.stock import Step

PER_HANDOVER = PER_DREAM_FEED = 3
CHUNK = 2_000
PER_SPREAD = 2.0**24  # one unit of spread comes before any cost; sums stay exact in 64 bits
NARROW = 60  # ways kept a night by the search that finds a first whole way
MOST_PAIRS = 10_000_000  # ways × plans of one night; beyond, only the best WIDE ways go on
WIDE = 300
Rows = NDArray[np.int8]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tied:
    """K plans of one night: duty (K, slots), own cost (K,), bottles before and after, and what else they choose."""

    duty: Rows
    cost: Floats
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    choice: NDArray[np.int64]
    choices: tuple[Choice, ...]
    balance: Balance

    def some(self, keep: NDArray[np.bool_]) -> "Tied":
        """Those plans alone."""
        rows = (self.duty[keep], self.cost[keep], self.before[keep], self.after[keep], self.choice[keep])
        balance = Balance(self.balance.difference[keep], self.balance.tolerated)
        return Tied(*rows, self.choices, balance)


@dataclass(frozen=True)
class Chosen:
    """The plan of one night: who is on duty, and its option and bottle feeds."""

    duty: tuple[int, ...]
    choice: Choice


def tied(problem: Problem, night: Night, allowed: Allowed, steps: Sequence[Step]) -> Tied:
    """Every plan of a night on these steps."""
    duty: list[Rows] = []
    columns: list[NDArray[np.int64]] = []  # cost, bottles before, bottles after, place among the choices
    choices: list[Choice] = []
    for step in steps:
        for choice in step.cell.choices:
            ways = allowed.rows_of(choice.groups)
            dreamt = night.options[choice.option].dream_feed is not None
            duty.append(allowed.duty_rows(ways, night.slots))
            cost = PER_HANDOVER * allowed.patterns.handovers[ways] + PER_DREAM_FEED * dreamt
            same = (np.full(len(ways), value) for value in (step.before, step.after, len(choices)))
            columns.append(np.stack([cost, *same]))
            choices.append(choice)
    cost, before, after, which = np.concatenate(columns, axis=1)
    rows = np.concatenate(duty)
    balance = Balance.of(problem, night, rows)
    return Tied(rows, cost.astype(np.float64), before, after, which, tuple(choices), balance)


@dataclass(frozen=True)
class _Ways:
    """W ways to plan the nights up to one: its plan, running difference, value, and the way it came from."""

    plan: Ints
    running: Ints
    value: Floats
    came_from: Ints

    def some(self, keep: NDArray[np.bool_] | Ints) -> "_Ways":
        return _Ways(self.plan[keep], self.running[keep], self.value[keep], self.came_from[keep])


def steadiest(problem: Problem, nights: Sequence[Tied | None]) -> list[Chosen | None]:
    """Return one plan a night: duty spread best, then the smallest cost in all; None where nobody can cover it.

    Exact: a way is left out only where, even with the least spread and cost still to come, it would be worse than a
    whole way that a narrow search found before. Where very many plans tie (two helpers, as a rule) the spread stays
    exact and cost is that of the best WIDE ways of each night.
    """
    search = _Search(problem, nights)
    bound = search.run(np.inf, NARROW)
    search.run(bound, None)
    return search.chosen()


class _Search:
    """Night by night, every way that may still be the best."""

    def __init__(self, problem: Problem, nights: Sequence[Tied | None]) -> None:
        self.problem, self.nights = problem, nights
        self.people = len(problem.people)
        self.cost_to_come = _least_to_come(nights)
        self.spread_to_come = LeastToCome([None if night is None else night.balance for night in nights])
        self.kept: list[_Ways | None] = []

    def run(self, bound: float, width: int | None) -> float:
        """Search, keeping at most `width` ways a night; return the value of the best whole way."""
        self.kept = []
        ways, previous = None, None
        before = self.problem.before
        last = self._as_seen(np.array([before], dtype=np.int8)) if before else None
        for number, night in enumerate(self.nights):
            if night is None:
                last = None
                self.kept.append(None)
                continue
            made = self._first(night, last) if ways is None else self._next(night, ways, previous, last is not None)
            ways = self._still_good(number, night, made, bound, width)
            self.kept.append(ways)
            previous, last = night, night.duty
        return float(ways.value.min()) if ways is not None else 0.0

    def _as_seen(self, duty: Rows) -> Rows:
        """Return last night's duty as the next is compared with it: turned round where the blocks alternate."""
        if self.problem.turns == "steady" or len(self.problem.partners) < 2:
            return duty
        one, two = self.problem.partners
        turned = duty.copy()
        turned[duty == one], turned[duty == two] = two, one
        return turned

    def _first(self, night: Tied, last: Rows | None) -> _Ways:
        plans = np.arange(len(night.cost))
        changed = 0.0 if last is None else _changes(night.duty, last, self.people)[:, 0]
        return _Ways(plans, np.zeros(len(plans), np.int64), changed + night.cost, np.full(len(plans), -1))

    def _next(self, night: Tied, ways: _Ways, previous: Tied | None, compared: bool) -> _Ways:
        """Every plan of a night after the ways so far: for each running difference, the best way to come from."""
        assert previous is not None
        plans, which = np.unique(ways.plan, return_inverse=True)
        last, after = self._as_seen(previous.duty[plans]), previous.after[plans]
        groups = [np.flatnonzero(ways.running == value) for value in np.unique(ways.running)]
        parts = []
        for start in range(0, len(night.cost), CHUNK):
            part = np.arange(start, min(start + CHUNK, len(night.cost)))
            changed = (
                _changes(night.duty[part], last, self.people) if compared else np.zeros((len(part), len(plans)))
            )
            changed[night.before[part, None] != after] = np.inf
            for group in groups:
                total = changed[:, which[group]] + ways.value[group]
                best = total.argmin(axis=1)
                value = total[np.arange(len(part)), best] + night.cost[part]
                running = np.full(len(part), ways.running[group[0]])
                parts.append(_Ways(part, running, value, group[best]))
        return _joined(parts)

    def _still_good(self, number: int, night: Tied, made: _Ways, bound: float, width: int | None) -> _Ways:
        """Add what the night adds to the running difference and to the spread; leave out what cannot be best."""
        running = made.running + night.balance.difference[made.plan]
        spread = beyond(running, self.spread_to_come.tolerated[number])
        made = _Ways(made.plan, running, made.value + PER_SPREAD * spread, made.came_from)
        hoped = made.value + PER_SPREAD * self.spread_to_come.after(number, running) + self.cost_to_come[number]
        keep = np.flatnonzero(np.isfinite(hoped) & (hoped <= bound))
        coming = next((len(one.cost) for one in self.nights[number + 1 :] if one is not None), 0)
        if width is None and len(keep) * coming > MOST_PAIRS:
            width = WIDE
        if width is not None and len(keep) > width:
            keep = keep[np.argsort(hoped[keep], kind="stable")[:width]]
        return made.some(np.sort(keep))

    def chosen(self) -> list[Chosen | None]:
        """Return the plans of the best whole way of the last run."""
        found: list[Chosen | None] = []
        at = -1
        for night, ways in zip(reversed(self.nights), reversed(self.kept), strict=True):
            if night is None or ways is None:
                found.append(None)
                continue
            at = int(ways.value.argmin()) if at < 0 else at
            plan = int(ways.plan[at])
            duty = tuple(int(who) for who in night.duty[plan])
            found.append(Chosen(duty, night.choices[int(night.choice[plan])]))
            at = int(ways.came_from[at])
        return found[::-1]


def _joined(parts: Sequence[_Ways]) -> _Ways:
    names = ("plan", "running", "value", "came_from")
    return _Ways(*(np.concatenate([getattr(one, name) for one in parts]) for name in names))


def _least_to_come(nights: Sequence[Tied | None]) -> list[float]:
    """For each night the smallest own costs of the nights after it."""
    least = [0.0 if night is None else float(night.cost.min()) for night in nights]
    return [sum(least[number + 1 :]) for number in range(len(least))]


def _changes(one: Rows, two: Rows, people: int) -> Floats:
    """(K, K') slots whose duty differs, over the slots both nights have."""
    slots = min(one.shape[1], two.shape[1])
    same = _one_hot(one[:, :slots], people) @ _one_hot(two[:, :slots], people).T
    changed: Floats = (slots - same).astype(np.float64)
    return changed


def _one_hot(duty: Rows, people: int) -> NDArray[np.float32]:
    hot: NDArray[np.float32]
    hot = (duty[:, :, None] == np.arange(people, dtype=np.int8)).reshape(len(duty), -1).astype(np.float32)
    return hot
