"""The best plan for every number of changes: exact, by dynamic programming over (changes used, load of A)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nearward.domain.refused import Refused
from nearward.domain.week.best import Plan, Shares, better
from nearward.domain.week.halves import by_halves
from nearward.domain.week.problem import Item, Unit, Week, units
from nearward.domain.week.relief import by_relief
from nearward.domain.week.table import by_table, cells, enough_changes, fits
from nearward.domain.week.whole import Whole, exact, whole
from nearward.domain.words import N_

QUICK_CELLS = 15_000_000  # the table answers in about 10 ms
FEW_WAYS = 30_000  # the halves take some 30 ms
SLOW_CELLS = 800_000_000  # the table takes about a second
MOST_WAYS = 3_000_000
MOST_CELLS = 2_500_000_000  # its back-pointers are bits: 300 MB
TOO_FINE = N_("These loads are too fine to be solved exactly; round them, or ask for fewer changes.")


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a plan: the item, or the bundle named by its first, from one holder to the other.

    `giver` is empty where it was split between the two."""

    items: tuple[Item, ...]
    giver: str
    taker: str


@dataclass(frozen=True, slots=True)
class Row:
    """The best plan with at most `k` changes. `worst` and `total` are for machines, never for a screen."""

    k: int
    changes: tuple[Change, ...]
    worst: float
    total: float


def frontier(week: Week, turn: int = 0, each: Callable[[], None] = lambda: None) -> tuple[Row, ...]:
    """Return the best plan with at most k changes for k = 0 … max_changes.

    Best: smallest worst = max over partners of load ÷ share, then smallest total, then fewest changes. Plans alike
    in all three are told apart by `turn` (the week's number): first by whose load is smaller, then by which item
    comes first, so that over the weeks no one and nothing is always chosen. `each` is called now and then.
    Raises `Refused`.
    """
    parts = units(week)
    sums = whole(parts, turn)
    shares = Shares(exact(week.partners[0].share), exact(week.partners[1].share), turn % 2)
    rows: list[Row] = []
    best = Plan(0, *sums.now, ())
    plans = _plans(sums, shares, min(week.max_changes, len(sums.moves)), each)
    for k in range(week.max_changes + 1):
        if k < len(plans) and (found := plans[k]) is not None:
            best = better(best, found, shares)
        rows.append(_row(k, best, week.names, parts, sums, shares))
    return tuple(rows)


def _plans(sums: Whole, shares: Shares, most: int, each: Callable[[], None]) -> Sequence[Plan | None]:
    """Return plans for c = 0, 1, …; the best with at most c changes is the best of the plans up to there."""
    if (relieving := by_relief(sums, shares, most)) is not None:
        return relieving
    if most > 12:
        most = enough_changes(sums, shares, most)
    work = cells(sums, most) if fits(sums, most) else math.inf
    for quick, few in ((QUICK_CELLS, FEW_WAYS), (SLOW_CELLS, MOST_WAYS), (MOST_CELLS, 0)):
        if work <= quick:
            return by_table(sums, shares, most, each)
        if few and (plans := by_halves(sums, shares, most, few, each)) is not None:
            return plans
    raise Refused(TOO_FINE, field="items")


def _row(k: int, plan: Plan, names: tuple[str, str], parts: tuple[Unit, ...], sums: Whole, shares: Shares) -> Row:
    changes = [
        Change(parts[move.unit].items, parts[move.unit].holder, names[move.to])
        for move in sorted(plan.moves, key=lambda move: move.unit)
    ]
    total = Fraction(plan.a + plan.b) / sums.parts
    return Row(k, tuple(changes), float(shares.worst(plan) / sums.parts), float(total))
