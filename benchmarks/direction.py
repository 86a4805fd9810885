"""Does the direction say the right thing, how surely, how fast? Fresh made-up couples on every run.

bin/bench direction [--seed N] [--couples N] [--curves]: a table of figures beside their goals, then one line.
"""

import argparse
import sys
from secrets import randbits
from time import perf_counter

import numpy as np
from direction_parts.curves import doubts, prior_sds, questions
from direction_parts.goals import calibration, signs, statements
from direction_parts.measure import Line
from direction_parts.scales import scales
from direction_parts.speed import speed
from rich.console import Console
from rich.table import Table


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=randbits(32), help="the default is a fresh one")
    options.add_argument("--couples", type=int, default=4_000)
    options.add_argument("--curves", action="store_true", help="also the trade-off curves of docs/explanation")
    chosen = options.parse_args()
    rng, started = np.random.default_rng(chosen.seed), perf_counter()
    console = Console(width=110)
    lines = [*speed(rng), *signs(3 * chosen.couples, rng), *calibration(chosen.couples, rng)]
    lines += statements(chosen.couples, rng)
    questions(chosen.couples, rng, console)
    if chosen.curves:
        doubts(chosen.couples, rng, console)
        prior_sds(chosen.couples, rng, console)
        scales(chosen.couples, rng, console)
    table = Table(title=f"Direction, seed {chosen.seed}", box=None, header_style="dim")
    for column in ("figure", "value", "goal", ""):
        table.add_column(column, no_wrap=True)
    for line in lines:
        table.add_row(line.what, line.value, line.goal, _mark(line))
    console.print(table)
    counted = [line for line in lines if line.counts]
    missed = [line for line in counted if not line.reached]
    short = [line.what for line in lines if not line.counts and not line.reached]
    console.print(
        f"direction: {len(counted) - len(missed)} of {len(counted)} goals reached, "
        f"{perf_counter() - started:.0f} s, seed {chosen.seed}"
        + (f"; out of reach, see docs/explanation/direction.md: {'; '.join(short)}" if short else ""),
        soft_wrap=True,
    )
    return 1 if missed else 0


def _mark(line: Line) -> str:
    if line.goal == "shown":
        return ""
    if line.reached:
        return "ok"
    return "missed" if line.counts else "short"


if __name__ == "__main__":
    sys.exit(main())
