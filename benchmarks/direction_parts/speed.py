"""How fast, and how much memory."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
from figures import Line

from nearward.domain.direction import words
from nearward.domain.direction.change import change
from nearward.domain.direction.fit import ALL_TIME, readings
from nearward.domain.direction.model import posterior, window
from nearward.domain.direction.population import Long, fit
from nearward.domain.direction.series import paired
from nearward.domain.direction.simulate import World, diaries, drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from nearward.domain.direction.series import Diaries

MEASURE = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([used, time.perf_counter() - started]))
"""


def speed(rng: np.random.Generator) -> list[Line]:
    couples = 2_000
    made = diaries(drawn(couples, 0, 0.25, rng), World(), rng)
    each = min(_seconds(lambda: _closed_form(made)) for _ in range(5)) / couples * 1e6
    stated = min(_seconds(lambda: readings(paired(made))) for _ in range(3)) / couples * 1e6
    one = diaries(drawn(1, 0, 0.25, rng), World(days=90, a_day=2), rng)
    page = min(_seconds(lambda: _page(one)) for _ in range(60)) * 1e3
    memory, seconds = _ten_thousand(rng)
    mixed = _population(rng)
    return [
        Line("closed form from rows, batch", f"{each:.0f} µs a couple", "≤ 50 µs", each <= 50),
        Line("… three looks and statements too", f"{stated:.0f} µs a couple", "shown", True, counts=False),
        Line("one page: window, all time, change, words", f"{page:.1f} ms", "≤ 5 ms", page <= 5),
        Line("command on 10,000 couples, memory", f"{memory:.0f} MB", "≤ 150 MB", memory <= 150),
        Line("… seconds", f"{seconds:.0f} s", "shown", True, counts=False),
        Line("population, 100 couples × 21 days", f"{mixed:.2f} s", "< 1 s", mixed < 1),
    ]


def _closed_form(made: Diaries) -> None:
    series = paired(made)
    posterior(series, window(series, np.arange(series.people), series.last_days(1)[:, 0], 28))


def _page(made: Diaries) -> None:
    series = paired(made)
    now, _ = readings(series), readings(series, ALL_TIME)
    change(series.between(0, 1))
    for told, sentence in ((now.own_stress, words.on_stress), (now.partner_need, words.on_need)):
        statement, to_go = told.words(0)
        sentence(statement, int(now.days[0]), to_go)


def _seconds(work: Callable[[], object]) -> float:
    """Processor time, so that other work on the machine does not count."""
    started = process_time()
    work()
    return process_time() - started


def _ten_thousand(rng: np.random.Generator) -> tuple[float, float]:
    """Peak memory (MB) and time of the command itself on a file of 10,000 couples × 28 days."""
    made = diaries(drawn(10_000, 0, 0.25, rng), World(), rng)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.csv"
        with path.open("w", newline="") as file:
            out = csv.writer(file)
            out.writerow(["couple", "caregiver", "date", "stress", "move", "need"])
            days = [date.fromordinal(int(day)).isoformat() for day in made.day]
            columns = (
                made.person.tolist(),
                days,
                made.stress.tolist(),
                made.move.tolist(),
                made.need.tolist(),
            )
            out.writerows((p // 2, p, d, s, m, n) for p, d, s, m, n in zip(*columns, strict=True))
        peak, seconds = _measured([sys.executable, "-m", "nearward", "direction", str(path), "--json"])
    return peak, seconds


def _measured(command: list[str]) -> tuple[float, float]:
    """Peak memory (MB) and seconds of a command, run from a small process so that ours is not counted."""
    done = subprocess.run([sys.executable, "-c", MEASURE, *command], check=True, capture_output=True, text=True)
    used, seconds = json.loads(done.stdout)
    return used, seconds


def _population(rng: np.random.Generator) -> float:
    couples, days = 100, 21
    couple, occasion, partner = (a.ravel() for a in np.indices((couples, days, 2)))
    x, of_couple = rng.normal(size=len(couple)), rng.normal(0, 0.3, (couples, 4))
    y = 5 + of_couple[couple, partner] + (0.3 + of_couple[couple, 2 + partner]) * x + rng.normal(size=len(couple))
    terms = np.column_stack([occasion / 21, x])
    long = Long(couple, partner, couple * days + occasion, y, terms, ("day", "x_within"))
    return _seconds(lambda: fit(long))
