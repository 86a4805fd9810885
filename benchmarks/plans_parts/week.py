"""The week plan: how fast, whether it is the best there is, and what a few changes bring.

Made-up families, needs and rooms.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations, groupby
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
from figures import Line

from nearward.domain.labor import KINDS, Responsibility
from nearward.domain.week.explain import reason, shown
from nearward.domain.week.held import Said, week_of
from nearward.domain.week.solve import frontier

if TYPE_CHECKING:
    from nearward.domain.week.problem import Week
    from nearward.domain.week.solve import Row

NAMES = ("Ana", "Ben")
SHOWN_K = (1, 2, 3, 5)


def family(rng: np.random.Generator, count: int, max_changes: int = 5) -> Week:
    """A week of `count` items: one holds most of them, a few are pinned, bundled or only one's to hold."""
    most = 0.55 + 0.4 * rng.random()
    held = [_item(rng, at, NAMES[int(rng.random() > most)]) for at in range(count)]
    said = [Said(name, round(float(rng.uniform(0, 10)), 1), int(rng.integers(0, 5))) for name in NAMES]
    return week_of(held, (said[0], said[1]), date(2026, 3, 9), max_changes)


def _item(rng: np.random.Generator, at: int, holder: str) -> Responsibility:
    can = [name for name in NAMES if name == holder or rng.random() < 0.85]
    return Responsibility(
        id=f"i{at}",
        title=f"Item {at}",
        kind=list(KINDS)[int(rng.integers(6))],
        minutes=int(rng.choice([10, 15, 20, 30, 45, 60, 90, 120, 180, 240])),
        mental=int(rng.integers(1, 6)),
        notice=holder,
        plan=holder,
        do=holder if rng.random() < 0.93 else NAMES[int(rng.integers(2))],
        can=frozenset(can),
        taste={name: int(rng.integers(-1, 2)) for name in NAMES},
        bundle=f"b{at // 3}" if at % 15 < 3 else "",
        pinned=bool(rng.random() < 0.08),
    )


def rows(rng: np.random.Generator) -> list[Line]:
    """Every figure of the week plan, each beside its goal."""
    return [*speed(rng), *optimal(rng), *brings(rng)]


def speed(rng: np.random.Generator, weeks: int = 200) -> list[Line]:
    """Processor time of one frontier, k = 0 … 5, from the problem to the plans."""
    lines = []
    for count, goal in ((40, 50.0), (120, 50.0)):
        times = [_milliseconds(family(rng, count)) for _ in range(weeks)]
        half, most = np.percentile(times, [50, 95])
        what = f"week frontier, {count} items, k = 0…5: half, 95 of 100"
        value = f"{half:.1f} ms, {most:.1f} ms"
        lines.append(Line(what, value, f"< {goal:.0f} ms", bool(most < goal)))
    reasons = _seconds(family(rng, 120))
    lines.append(Line("… with the reasons of what is shown", f"{reasons * 1e3:.1f} ms", "< 100 ms", reasons < 0.1))
    return lines


def _milliseconds(week: Week) -> float:
    started = process_time()
    frontier(week)
    return (process_time() - started) * 1e3


def _seconds(week: Week) -> float:
    started = process_time()
    for row in shown(frontier(week)):
        for change in row.changes:
            str(reason(week, row, change))
    return process_time() - started


def optimal(rng: np.random.Generator) -> list[Line]:
    """Against every plan there is on small weeks, and against CP-SAT on large ones where OR-Tools is installed."""
    small = [family(rng, int(rng.integers(4, 15))) for _ in range(300)]
    same = sum(_same(frontier(week), _by_trying(week)) for week in small)
    lines = [Line("best of all plans, 4 to 14 items", f"{same} of {len(small)}", "all", same == len(small))]
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return [*lines, Line("as CP-SAT, 40 items", "OR-Tools is not installed", "all", True, counts=False)]
    large = [_rounded(family(rng, 40, max_changes=3)) for _ in range(20)]
    same = sum(_same(frontier(week), _by_cp_sat(week, cp_model)) for week in large)
    return [*lines, Line("as CP-SAT, 40 items, k = 0…3", f"{same} of {len(large)}", "all", same == len(large))]


def _rounded(week: Week) -> Week:
    """Shares with six decimals, which integer programs can hold."""
    share = round(week.partners[0].share, 6)
    first, second = (replace(one, share=s) for one, s in zip(week.partners, (share, 1 - share), strict=True))
    return replace(week, partners=(first, second))


def brings(rng: np.random.Generator, weeks: int = 300) -> list[Line]:
    """What at most 1, 2, 3 and 5 changes leave of what weighs most, against today and against halving the load."""
    made = [family(rng, int(rng.integers(40, 121))) for _ in range(weeks)]
    solved = [frontier(week) for week in made]
    left = [np.mean([rows[k].worst / rows[0].worst for rows in solved]) for k in SHOWN_K]
    halving = []
    for week, rows_ in zip(made, solved, strict=True):
        halved = frontier(replace(week, partners=tuple(replace(one, share=0.5) for one in week.partners)))[3]
        halving.append(_worst(week, halved) / rows_[0].worst)
    return [
        Line(
            "worst left after 1 / 2 / 3 / 5 changes", " / ".join(f"{one:.3f}" for one in left), "shown", True, False
        ),
        Line("… after 3, when the load is halved instead", f"{np.mean(halving):.3f}", "shown", True, False),
    ]


def _worst(week: Week, row: Row) -> float:
    carried = dict.fromkeys(week.names, 0.0)
    taken = {item.id: change.taker for change in row.changes for item in change.items}
    for item in week.items:
        for name in week.names:
            if item.id in taken:
                carried[name] += item.load[name] if taken[item.id] == name else 0.0
            else:
                carried[name] += item.load[name] if item.holder == name else item.split.get(name, 0.0)
    return max(carried[partner.name] / partner.share for partner in week.partners)


def _moves(week: Week) -> tuple[np.ndarray, list[tuple[int, np.ndarray]]]:
    """The loads as they are, and each step there is: which group it belongs to and what it adds to the two."""
    group_of = {id_: at for at, bundle in enumerate(week.bundles) for id_ in bundle}
    keyed = [(group_of.get(item.id, len(week.bundles) + at), item) for at, item in enumerate(week.items)]
    now, steps = np.zeros(2), []
    for group, pairs in groupby(sorted(keyed, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        items = [item for _, item in pairs]
        stays = np.array(
            [sum(i.load[n] if i.holder == n else i.split.get(n, 0.0) for i in items) for n in week.names]
        )
        now += stays
        for at, name in enumerate(week.names):
            allowed = all(name == i.holder or name in i.can for i in items)
            if allowed and any(i.holder != name for i in items):
                after = np.zeros(2)
                after[at] = sum(i.load[name] for i in items)
                steps.append((group, after - stays))
    return now, steps


def _by_trying(week: Week) -> list[tuple[float, float, int]]:
    now, steps = _moves(week)
    share = np.array([partner.share for partner in week.partners])
    best: list[tuple[float, float, int]] = []
    for k in range(week.max_changes + 1):
        ways = [way for way in combinations(range(len(steps)), k) if len({steps[i][0] for i in way}) == k]
        loads = [now + sum(steps[i][1] for i in way) for way in ways]
        ranks = [(round(float((load / share).max()), 7), round(float(load.sum()), 7), k) for load in loads]
        best.append(min([*best[-1:], *ranks]))
    return best


def _same(rows_: tuple[Row, ...], best: list[tuple[float, float, int]]) -> bool:
    return all(
        abs(row.worst - worst) < 1e-6 and abs(row.total - total) < 1e-6 and len(row.changes) == changes
        for row, (worst, total, changes) in zip(rows_, best, strict=True)
    )


def _by_cp_sat(week: Week, cp_model: object) -> list[tuple[float, float, int]]:
    """The same three levels as integer programs, one after the other, for each k."""
    scale = 3 * 10**4  # loads have two decimals, thirds where stages are split
    now, steps = _moves(week)
    share = [round(partner.share * 10**6) for partner in week.partners]
    found = []
    for k in range(week.max_changes + 1):
        model = cp_model.CpModel()
        takes = [model.new_bool_var(f"x{at}") for at in range(len(steps))]
        model.add(sum(takes) <= k)
        for group in {group for group, _ in steps}:
            model.add(sum(x for x, (of, _) in zip(takes, steps, strict=True) if of == group) <= 1)
        loads = [
            round(now[at] * scale)
            + sum(round(step[at] * scale) * x for x, (_, step) in zip(takes, steps, strict=True))
            for at in (0, 1)
        ]
        worst = model.new_int_var(0, 10**16, "worst")
        model.add(worst >= loads[0] * share[1])
        model.add(worst >= loads[1] * share[0])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        values = []
        for goal in (worst, loads[0] + loads[1], sum(takes)):
            model.minimize(goal)
            solver.solve(model)
            values.append(round(solver.objective_value))
            model.add(goal <= values[-1])
        found.append((values[0] / scale / (share[0] * share[1]) * 10**6, values[1] / scale, values[2]))
    return found
