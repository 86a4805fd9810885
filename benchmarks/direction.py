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
from direction_parts.scales import scales
from direction_parts.speed import speed
from figures import summed, table
from rich.console import Console


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
    console.print(table(f"Direction, seed {chosen.seed}", lines))
    where, spent = "docs/explanation/direction.md", perf_counter() - started
    said, reached = summed("direction", lines, seconds=spent, seed=chosen.seed, where=where)
    console.print(said, soft_wrap=True)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
