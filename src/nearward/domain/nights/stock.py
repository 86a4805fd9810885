"""Bottles over several nights: which (bottles, floors) of each night can belong to a best whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from nearward.domain.nights.cells import Cell, Table

Value = tuple[int, int, int, int]  # floors met, then the three of a cell, each summed over nights
NOTHING: Value = (0, 0, 0, 0)


@dataclass(frozen=True)
class Step:
    """One night's cell on a best path, with the bottles used before and after it."""

    before: int
    after: int
    cell: Cell


def best_steps(tables: Sequence[Table], stock: int | None, *, guard_worst: bool) -> list[list[Step]]:
    """For each night every step that lies on a path of the best value within the stock (None: no stock).

    `guard_worst`: floors first, then the smallest first worth of any night, then the sums; else floors, then sums.
    """
    least = _best_threshold(tables, stock) if guard_worst else None
    kept = [_above(table, least) for table in tables]
    so_far = _sums(kept, stock)
    to_come = _sums(kept[::-1], stock)[::-1]
    best = max(so_far[-1].values())
    steps = []
    for at, table in enumerate(kept):
        ways = [
            (Step(used, used + bottles, cell), _plus(value, met, cell))
            for used, value in so_far[at].items()
            for (bottles, met), cell in table.items()
            if stock is None or used + bottles <= stock
        ]
        steps.append([step for step, value in ways if _whole(value, step.after, to_come[at + 1], stock) == best])
    return steps


def _whole(value: Value, used: int, to_come: dict[int, Value], stock: int | None) -> Value | None:
    """The best value of a whole path that begins with `value` and has used so many bottles."""
    rest = [further for more, further in to_come.items() if stock is None or used + more <= stock]
    return _sum(value, max(rest)) if rest else None


def _best_threshold(tables: Sequence[Table], stock: int | None) -> int:
    """The largest first worth that every night can keep while as many floors are met as can be."""
    floors = max(_sums(tables, stock)[-1].values())[0]
    offered = sorted({cell.worth[0] for table in tables for cell in table.values()})
    low, high = 0, len(offered) - 1
    while low < high:
        middle = (low + high + 1) // 2
        ends = _sums([_above(table, offered[middle]) for table in tables], stock)[-1]
        if ends and max(ends.values())[0] == floors:
            low = middle
        else:
            high = middle - 1
    return offered[low]


def _above(table: Table, least: int | None) -> Table:
    return {key: cell for key, cell in table.items() if least is None or cell.worth[0] >= least}


def _sums(tables: Sequence[Table], stock: int | None) -> list[dict[int, Value]]:
    """Before each night and after the last: bottles used so far to the best value so far."""
    known: list[dict[int, Value]] = [{0: NOTHING}]
    for table in tables:
        after: dict[int, Value] = {}
        for used, value in known[-1].items():
            for (bottles, met), cell in table.items():
                total = used + bottles
                if stock is None or total <= stock:
                    after[total] = max(after.get(total, NOTHING), _plus(value, met, cell))
        known.append(after)
    return known


def _plus(value: Value, met: int, cell: Cell) -> Value:
    return _sum(value, (met, *cell.worth))


def _sum(one: Value, two: Value) -> Value:
    return (one[0] + two[0], one[1] + two[1], one[2] + two[2], one[3] + two[3])
