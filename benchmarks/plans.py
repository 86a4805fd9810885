"""Are the plans the best there are, do they hold up, how fast? Fresh made-up families on every run.

bin/bench plans [--seed N] [--families N]: a table of figures beside their goals, then one line.
"""

import argparse
import sys
from secrets import randbits
from time import perf_counter

import numpy as np
from figures import summed, table
from plans_parts import changing, exact, realised, speed, week
from rich.console import Console


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=randbits(32), help="the default is a fresh one")
    options.add_argument("--families", type=int, default=300)
    options.add_argument("--changing", type=int, default=2_000, help="families whose needs change from day to day")
    chosen = options.parse_args()
    rng, started = np.random.default_rng(chosen.seed), perf_counter()
    parts = {
        "Nights: time": lambda: speed.rows(rng),
        "Nights: the best there is": lambda: exact.rows(rng),
        "Nights: lived through": lambda: realised.rows(rng, chosen.families),
        "Nights: needs that change": lambda: changing.rows(rng, chosen.changing),
        "Weeks": lambda: week.rows(rng),
    }
    console, lines = Console(width=120), []
    for title, part in parts.items():
        made = part()
        console.print(table(title, made))
        lines += made
    where, spent = "docs/reference/nights.md", perf_counter() - started
    said, reached = summed("plans", lines, seconds=spent, seed=chosen.seed, where=where)
    console.print(said, soft_wrap=True)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
