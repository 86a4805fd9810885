"""Among plans worth the same: the fewest hand-overs and dream feeds, and nights that resemble each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward.domain.nights.cells import Choice
from nearward.domain.nights.patterns import Allowed
from nearward.domain.nights.problem import Night
from nearward.domain.nights.stock import Step

PER_HANDOVER = PER_DREAM_FEED = 3
CHUNK = 2_000
FAR = np.float32(1_000_000)  # more than any whole plan costs, and exact beside it in 32 bits
NARROW = 60  # plans kept a night by the search that finds a first whole way
Rows = NDArray[np.int8]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Tied:
    """K plans of one night: duty (K, slots), own cost (K,), bottles before and after, and what else they choose."""

    duty: Rows
    cost: Floats
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    choice: NDArray[np.int64]
    choices: tuple[Choice, ...]

    def some(self, keep: NDArray[np.bool_]) -> "Tied":
        """Those plans alone."""
        rows = (self.duty[keep], self.cost[keep], self.before[keep], self.after[keep], self.choice[keep])
        return Tied(*rows, self.choices)


@dataclass(frozen=True)
class Chosen:
    """The plan of one night: who is on duty, and its option and bottle feeds."""

    duty: tuple[int, ...]
    choice: Choice


def tied(night: Night, allowed: Allowed, steps: Sequence[Step]) -> Tied:
    """Every plan of a night on these steps."""
    duty: list[Rows] = []
    columns: list[NDArray[np.int64]] = []  # cost, bottles before, bottles after, place among the choices
    choices: list[Choice] = []
    for step in steps:
        for choice in step.cell.choices:
            rows = allowed.rows_of(choice.groups)
            dreamt = night.options[choice.option].dream_feed is not None
            duty.append(allowed.duty_rows(rows, night.slots))
            cost = PER_HANDOVER * allowed.patterns.handovers[rows] + PER_DREAM_FEED * dreamt
            same = (np.full(len(rows), value) for value in (step.before, step.after, len(choices)))
            columns.append(np.stack([cost, *same]))
            choices.append(choice)
    cost, before, after, which = np.concatenate(columns, axis=1)
    return Tied(np.concatenate(duty), cost.astype(np.float32), before, after, which, tuple(choices))


def steadiest(nights: Sequence[Tied | None], before: Sequence[int], people: int) -> list[Chosen | None]:
    """One plan a night with the smallest cost in all; None where nobody can cover it.

    Exact: a plan is left out only where even without further changes it would cost more than a whole way that a
    narrow search found before.
    """
    bound = _search(nights, before, people, np.inf, NARROW)[0]
    _, best, back, kept = _search(nights, before, people, bound, None)
    return _walk_back(kept, best, back)


def _search(
    nights: Sequence[Tied | None], before: Sequence[int], people: int, bound: float, width: int | None
) -> tuple[float, list[Floats], list[NDArray[np.int64]], list[Tied | None]]:
    """The smallest cost, the cost up to each plan of each night, where it came from, and the plans kept."""
    to_come = _least_to_come(nights)
    best: list[Floats] = []
    back: list[NDArray[np.int64]] = []
    kept: list[Tied | None] = []
    previous: Tied | None = None
    last_duty = np.array([before], dtype=np.int8) if before else None
    for number, night in enumerate(nights):
        if night is None:
            last_duty = None
            kept.append(None)
            continue
        behind = best[-1].min() if best else 0.0
        now = night.some(night.cost + behind + to_come[number] <= bound)
        change, source = _from_the_night_before(now, last_duty, people, previous, best)
        cost = now.cost + change
        keep = cost + to_come[number] <= bound
        if width is not None:
            keep[np.argsort(cost, kind="stable")[width:]] = False
        best.append(cost[keep])
        back.append(source[keep])
        previous = now.some(keep)
        kept.append(previous)
        last_duty = previous.duty
    return (float(best[-1].min()) if best else 0.0), best, back, kept


def _least_to_come(nights: Sequence[Tied | None]) -> list[float]:
    """For each night the smallest own costs of the nights after it."""
    least = [0.0 if night is None else float(night.cost.min()) for night in nights]
    return [sum(least[number + 1 :]) for number in range(len(least))]


def _from_the_night_before(
    now: Tied, last: Rows | None, people: int, previous: Tied | None, best: Sequence[Floats]
) -> tuple[Floats, NDArray[np.int64]]:
    """For each plan of a night the smallest cost before it, with the changes from there, and from which plan."""
    if previous is None:
        changed = _changes(last, now.duty, people)[0] if last is not None else np.zeros(len(now.cost), np.float32)
        return changed, np.zeros(len(now.cost), dtype=np.int64)
    least, source = np.empty(len(now.cost), np.float32), np.empty(len(now.cost), dtype=np.int64)
    slots = min(last.shape[1], now.duty.shape[1]) if last is not None else 0
    ends = _ends(previous, best[-1], slots, people)
    for first in range(0, len(now.cost), CHUNK):
        part = slice(first, first + CHUNK)
        total = _begins(now, part, slots, people, previous) @ ends
        source[part] = total.argmin(axis=1)
        least[part] = np.take_along_axis(total, source[part, None], axis=1)[:, 0]
    return least, source


def _ends(previous: Tied, best: Floats, slots: int, people: int) -> Floats:
    """(features, K) such that `_begins` times this is the whole cost: so far, the changes, and bottles that fit."""
    levels = np.unique(previous.after)
    fits = (previous.after == levels[:, None]).astype(np.float32)
    return np.concatenate([best[None] + slots + FAR, -_one_hot(previous.duty[:, :slots], people).T, -FAR * fits])


def _begins(now: Tied, part: slice, slots: int, people: int, previous: Tied) -> Floats:
    """(K', features): see `_ends`."""
    before = now.before[part, None] == np.unique(previous.after)
    duty = _one_hot(now.duty[part, :slots], people)
    return np.concatenate([np.ones((len(duty), 1), np.float32), duty, before.astype(np.float32)], axis=1)


def _changes(one: Rows, two: Rows, people: int) -> Floats:
    """(K, K') slots whose duty differs, over the slots both nights have."""
    slots = min(one.shape[1], two.shape[1])
    changed: Floats = slots - _one_hot(one[:, :slots], people) @ _one_hot(two[:, :slots], people).T
    return changed


def _one_hot(duty: Rows, people: int) -> Floats:
    hot: Floats = (duty[:, :, None] == np.arange(people, dtype=np.int8)).reshape(len(duty), -1).astype(np.float32)
    return hot


def _walk_back(
    nights: Sequence[Tied | None], best: Sequence[Floats], back: Sequence[NDArray[np.int64]]
) -> list[Chosen | None]:
    chosen: list[Chosen | None] = []
    at = int(best[-1].argmin()) if best else 0
    step = len(best) - 1
    for night in reversed(nights):
        if night is None:
            chosen.append(None)
            continue
        duty = tuple(int(who) for who in night.duty[at])
        chosen.append(Chosen(duty, night.choices[int(night.choice[at])]))
        at = int(back[step][at])
        step -= 1
    return chosen[::-1]
