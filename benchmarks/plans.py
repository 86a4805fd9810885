"""Are the plans the best there are, do they hold up, how fast? Fresh made-up families on every run.

bin/bench plans [--seed N] [--families N]: a table of figures beside their goals, then one line.
"""

import argparse
import sys
from importlib import import_module
from importlib.util import find_spec
from secrets import randbits
from time import perf_counter

import numpy as np
from plans_parts import exact, realised, speed
from plans_parts.line import Line
from rich.console import Console
from rich.table import Table


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=randbits(32), help="the default is a fresh one")
    options.add_argument("--families", type=int, default=300)
    chosen = options.parse_args()
    rng, started = np.random.default_rng(chosen.seed), perf_counter()
    parts = {
        "Nights: time": lambda: speed.rows(rng),
        "Nights: the best there is": lambda: exact.rows(rng),
        "Nights: lived through": lambda: realised.rows(rng, chosen.families),
    }
    if find_spec("plans_parts.week"):
        week = import_module("plans_parts.week")
        parts["Weeks"] = lambda: week.rows(rng)
    console, lines = Console(width=120), []
    for title, part in parts.items():
        made = part()
        console.print(_table(title, made))
        lines += made
    short = [line.what for line in lines if not line.counts and not line.reached]
    missed = [line.what for line in lines if line.counts and not line.reached]
    counted = sum(line.counts for line in lines)
    console.print(
        f"plans: {counted - len(missed)} of {counted} goals reached, {perf_counter() - started:.0f} s, "
        f"seed {chosen.seed}"
        + (f"; missed: {'; '.join(missed)}" if missed else "")
        + (f"; out of reach, see docs/reference/nights.md: {'; '.join(short)}" if short else ""),
        soft_wrap=True,
    )
    return 1 if missed else 0


def _table(title: str, lines: list[Line]) -> Table:
    table = Table(title=title, title_justify="left", box=None, header_style="dim")
    for column in ("figure", "value", "goal", ""):
        table.add_column(column, overflow="fold")
    for line in lines:
        table.add_row(line.what, line.value, line.goal, _mark(line))
    return table


def _mark(line: Line) -> str:
    if line.goal == "shown":
        return ""
    if line.reached:
        return "ok"
    return "missed" if line.counts else "short"


if __name__ == "__main__":
    sys.exit(main())
