"""Among plans that are worth the same: the fewest hand-overs and dream feeds, and nights that resemble each other."""

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
Rows = NDArray[np.int8]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Tied:
    """K plans of one night: duty (K, slots), own cost (K,), bottles before and after, and what else they choose."""

    duty: Rows
    cost: NDArray[np.float64]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    choice: NDArray[np.int64]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Chosen:
    """The plan of one night: who is on duty, and its option and bottle feeds."""

    duty: tuple[int, ...]
    choice: Choice


def tied(night: Night, allowed: Allowed, steps: Sequence[Step]) -> Tied:
    """Every plan of a night on these steps."""
    duty, cost, before, after, which = [], [], [], [], []
    choices: list[Choice] = []
    for step in steps:
        for choice in step.cell.choices:
            rows = allowed.rows_of(choice.groups)
            dreamt = night.options[choice.option].dream_feed is not None
            duty.append(allowed.duty_rows(rows, night.slots))
            cost.append(PER_HANDOVER * allowed.patterns.handovers[rows] + PER_DREAM_FEED * dreamt)
            for column, value in ((before, step.before), (after, step.after), (which, len(choices))):
                column.append(np.full(len(rows), value))
            choices.append(choice)
    joined = [np.concatenate(part) for part in (cost, before, after, which)]
    return Tied(np.concatenate(duty), joined[0].astype(float), *joined[1:], tuple(choices))


def steadiest(nights: Sequence[Tied | None], before: Sequence[int], people: int) -> list[Chosen | None]:
    """One plan a night with the smallest cost in all; None where nobody can cover a night (it is compared with nothing)."""
    best: list[NDArray[np.float64]] = []
    back: list[NDArray[np.int64]] = []
    previous: Tied | None = None
    last_duty = np.array([before], dtype=np.int8) if before else None
    for now in nights:
        if now is None:
            last_duty = None
            continue
        changed = _from_the_night_before(now, last_duty, people, previous, best)
        best.append(now.cost + changed[0])
        back.append(changed[1])
        previous, last_duty = now, now.duty
    return _walk_back(nights, best, back)


def _from_the_night_before(
    now: Tied, last: Rows | None, people: int, previous: Tied | None, best: Sequence[NDArray[np.float64]]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """For each plan of a night the smallest cost up to the night before with the changes from it, and from which plan."""
    if previous is None:
        changed = _changes(last, now.duty, people)[0] if last is not None else np.zeros(len(now.cost))
        return changed.astype(float), np.zeros(len(now.cost), dtype=np.int64)
    least, source = np.empty(len(now.cost)), np.empty(len(now.cost), dtype=np.int64)
    for first in range(0, len(now.cost), CHUNK):
        part = slice(first, first + CHUNK)
        total = np.repeat(best[-1][:, None], len(now.cost[part]), axis=1)
        if last is not None:
            total = total + _changes(last, now.duty[part], people)
        total = np.where(previous.after[:, None] == now.before[part], total, np.inf)
        source[part] = total.argmin(axis=0)
        least[part] = total.min(axis=0)
    return least, source


def _changes(one: Rows, two: Rows, people: int) -> Floats:
    """(K, K') slots whose duty differs, over the slots both nights have."""
    slots = min(one.shape[1], two.shape[1])
    alike = _one_hot(one[:, :slots], people) @ _one_hot(two[:, :slots], people).T
    return slots - alike


def _one_hot(duty: Rows, people: int) -> Floats:
    return (duty[:, :, None] == np.arange(people)).reshape(len(duty), -1).astype(np.float32)


def _walk_back(
    nights: Sequence[Tied | None], best: Sequence[NDArray[np.float64]], back: Sequence[NDArray[np.int64]]
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
