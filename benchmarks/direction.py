"""Does the direction say the right thing, how surely, how fast? Fresh made-up couples on every run.

bin/bench direction [--seed N] [--couples N]: a table of figures beside their goals, then one line.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from secrets import randbits
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.table import Table

from nearward.domain.direction import words
from nearward.domain.direction.change import change
from nearward.domain.direction.fit import ALL_TIME, answers, readings
from nearward.domain.direction.model import (
    PRIOR,
    PRIOR_SD,
    STRESS,
    Prior,
    posterior,
    sceptical_p_away,
    slope,
    window,
)
from nearward.domain.direction.population import Long, fit
from nearward.domain.direction.series import Series, paired
from nearward.domain.direction.simulate import FIRST_DAY, Truth, Type, World, diaries, drawn, typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from nearward.domain.direction.series import Diaries, Floats

MOVING: list[Type] = ["secure", "pursue-withdraw", "both withdraw", "over-function-collapse"]
STRONG: list[Type] = ["pursue-withdraw", "both withdraw", "over-function-collapse"]
IDEAL = {
    "tails": 1e6, "own_lag": 0.0, "own_lag_sd": 0.0, "trend_sd": 0.0, "heaping": 0.0,
    "rounding": False, "first_days": 0.0, "reactivity": 0.0, "residual": 1.6,
}  # fmt: skip
ONLY_SLOPE = Prior(np.where(np.arange(len(PRIOR_SD)) == STRESS, PRIOR_SD, 1e-4))


@dataclass(frozen=True)
class Line:
    """One figure beside its goal; `counts` is False for what cannot be reached and is only shown."""

    what: str
    value: str
    goal: str
    reached: bool
    counts: bool = True


@dataclass(frozen=True)
class Reading:
    """The true slopes of people, what the model says of them at the end, and who is strong."""

    truth: Floats
    mean: Floats
    low: Floats
    high: Floats
    p_away: Floats
    strong: np.ndarray

    @property
    def right(self) -> float:
        """Sign right among slopes of at least .1."""
        some = np.abs(self.truth) >= 0.1
        return float(((self.mean < 0) == (self.truth < 0))[some].mean())

    @property
    def named(self) -> float:
        """Strong directions whose sign has P > .9."""
        return float((np.maximum(self.p_away, 1 - self.p_away) > 0.9)[self.strong].mean())

    @property
    def covered(self) -> float:
        return float(((self.low < self.truth) & (self.truth < self.high)).mean())

    @property
    def rmse(self) -> float:
        return float(np.sqrt(np.mean((self.mean - self.truth) ** 2)))


def both_strengths(couples: int, rng: np.random.Generator) -> tuple[Truth, np.ndarray]:
    """Typed couples, half of them at half strength; and which people have a strong direction."""
    kinds = [MOVING[at % len(MOVING)] for at in range(couples)]
    strength = np.where(np.arange(couples) // len(MOVING) % 2 == 0, 1.0, 0.5)
    strong = np.repeat((strength == 1) & np.array([kind in STRONG for kind in kinds]), 2)
    return typed(kinds, strength, rng), strong


def read(
    truth: Truth, strong: np.ndarray, world: World, rng: np.random.Generator, prior: Prior = PRIOR
) -> Reading:
    """Simulate, and fit all of the days."""
    return refit(paired(diaries(truth, world, rng)), truth, strong, world, prior)


def refit(series: Series, truth: Truth, strong: np.ndarray, world: World, prior: Prior = PRIOR) -> Reading:
    end = np.full(truth.people, FIRST_DAY + world.days - 1)
    seen = posterior(series, window(series, np.arange(truth.people), end, world.days), prior)
    mean, _, low, high, p_away = slope(seen, STRESS)
    return Reading(truth.own_stress, mean, low, high, p_away, strong)


def questions(couples: int, rng: np.random.Generator, console: Console) -> None:
    """What a second daily check-in, and event check-ins, buy; 30 % missing."""
    asked = (
        ("one a day", World()),
        ("one a day, and events", World(event_share=0.3)),
        ("two a day", World(a_day=2)),
        ("two a day, and events", World(a_day=2, event_share=0.3)),
        ("one a day, nothing missing", World(missing=0.0)),
    )
    table = Table(
        title="What questions buy: sign right / strong named at P > .9", box=None, header_style="dim"
    )
    table.add_column("asked")
    for days in (7, 14, 28, 42):
        table.add_column(f"{days} days", justify="right")
    for name, world in asked:
        cells = []
        for days in (7, 14, 28, 42):
            truth, strong = both_strengths(couples, rng)
            got = read(truth, strong, replace(world, days=days), rng)
            cells.append(f"{got.right:.3f} / {got.named:.2f}")
        table.add_row(name, *cells)
    console.print(table)


def signs(couples: int, rng: np.random.Generator) -> list[Line]:
    """Day 28: sign right against nothing missing and against an ideal diary; two check-ins a day."""
    truth, strong = both_strengths(couples, rng)
    one = read(truth, strong, World(), rng).right
    full = read(truth, strong, World(missing=0.0), rng).right
    two = read(truth, strong, World(a_day=2), rng)
    alone = replace(truth, partner_need=0 * truth.partner_need)
    ideal = read(alone, strong, World(**IDEAL), rng, ONLY_SLOPE).right
    slopes = int((np.abs(truth.own_stress) >= 0.1).sum())
    return [
        Line(f"sign right, one a day ({slopes} slopes)", f"{one:.3f}", f"≥ {full - 0.01:.3f} (nothing missing − .01)",
             one >= full - 0.01, counts=False),
        Line("… beside an ideal diary with the same days", f"{one:.3f}", f"≥ {ideal - 0.03:.3f} (ideal − .03)",
             one >= ideal - 0.03),
        Line("… two a day, against one a day and nothing missing", f"{two.right:.3f}", f"≥ {full - 0.01:.3f}",
             two.right >= full - 0.01),
        Line("sign right, two a day", f"{two.right:.3f}", "≥ .91", two.right >= 0.91),
        Line("strong directions at P > .9, two a day", f"{two.named:.3f}", "≥ .75", two.named >= 0.75),
    ]  # fmt: skip


def calibration(couples: int, rng: np.random.Generator) -> list[Line]:
    lines = []
    none = np.zeros(2 * couples, dtype=bool)
    for name, truth in (
        ("slopes N(0, .15)", drawn(couples, 0, 0.15, rng)),
        ("slopes N(−.10, .10)", drawn(couples, -0.1, 0.1, rng)),
        ("slopes N(0, .30)", drawn(couples, 0, 0.30, rng)),
        ("typed couples", both_strengths(couples, rng)[0]),
    ):
        got = read(truth, none, World(), rng)
        good = 0.76 <= got.covered <= 0.84
        lines.append(Line(f"80 % interval covers, {name}", f"{got.covered:.3f}", ".76 … .84", good))
    return lines


@dataclass(frozen=True)
class Looks:
    """Every look on every check-in day: whose, and the statement made."""

    person: np.ndarray
    statement: np.ndarray
    people: int

    def ever(self, *said: words.Statement) -> float:
        hit = np.isin(self.statement, [words.STATEMENTS.index(word) for word in said])
        return len(np.unique(self.person[hit])) / self.people


def daily(made: Diaries, chunk: int = 400) -> Looks:
    """What would have been said on each check-in day, from the days up to it."""
    series = paired(made)
    parts = [
        _daily(series.between(at, min(at + chunk, series.people)), at)
        for at in range(0, series.people, chunk)
    ]
    return Looks(*(np.concatenate(column) for column in zip(*parts, strict=True)), series.people)


def _daily(series: Series, first: int) -> tuple[np.ndarray, np.ndarray]:
    keys = np.unique(series.person * 4_000_000 + series.day)
    person, end = keys // 4_000_000, keys % 4_000_000
    looks = posterior(series, window(series, person, end, 28))
    p = sceptical_p_away(looks, STRESS)
    _, _, low, high, _ = slope(looks, STRESS)
    seen = words.Seen(_held(p, person), _held(1 - p, person), low, high, looks.with_stress, looks.stress_sd,
                      end - series.first_day[person] + 1)  # fmt: skip
    return person + first, words.statements(seen)


def _held(p: Floats, person: np.ndarray) -> Floats:
    least = np.zeros(len(p))
    least[2:] = np.where(person[2:] == person[:-2], np.minimum(np.minimum(p[2:], p[1:-1]), p[:-2]), 0)
    return least


AWAY: tuple[words.Statement, ...] = ("usually away", "perhaps away")
TOWARD: tuple[words.Statement, ...] = ("usually toward", "perhaps toward")


def statements(couples: int, rng: np.random.Generator) -> list[Line]:
    def looks(kind: Type, **how: float) -> Looks:
        return daily(diaries(typed([kind] * couples, np.ones(couples), rng), World(**how), rng))

    steady, steady2 = looks("steady").ever(*AWAY, *TOWARD), looks("steady", a_day=2).ever(*AWAY, *TOWARD)
    long = looks("steady", days=60).ever("usually away", "usually toward")
    secure, secure2 = looks("secure").ever(*AWAY), looks("secure", a_day=2).ever(*AWAY)
    wrong, named = _usually(couples * 2, rng)
    changes, false = _changed(couples // 4, rng)
    return [
        Line("steady people ever flagged in 28 days, one a day", f"{steady:.3f}", "≤ .05", steady <= 0.05),
        Line("… two a day", f"{steady2:.3f}", "≤ .05", steady2 <= 0.05),
        Line("… ever told usually in 60 days, one a day", f"{long:.3f}", "shown", True, counts=False),
        Line("secure ever told away, one a day", f"{secure:.4f}", "≤ .01", secure <= 0.01),
        Line("… two a day", f"{secure2:.4f}", "≤ .01", secure2 <= 0.01),
        Line(f"usually, and wrong (of {named} named)", f"{wrong:.4f}", "≤ .03", wrong <= 0.03),
        Line("change at day 30 noticed by day 60", f"{changes:.2f}", "shown", True, counts=False),
        Line("something changed, though nothing did", f"{false:.3f}", "≤ .03", false <= 0.03),
    ]


def _usually(couples: int, rng: np.random.Generator) -> tuple[float, int]:
    """Wrong among those told "usually" at day 28, typed couples of both strengths, two a day."""
    truth, _ = both_strengths(couples, rng)
    said = readings(paired(diaries(truth, World(days=29, a_day=2), rng))).statement
    away, toward = (said == words.STATEMENTS.index(word) for word in ("usually away", "usually toward"))
    wrong = (away & (truth.own_stress > 0)) | (toward & (truth.own_stress < 0))
    named = int((away | toward).sum())
    return float(wrong.sum() / max(named, 1)), named


def _changed(couples: int, rng: np.random.Generator) -> tuple[float, float]:
    def share(kind: Type) -> float:
        truth = typed([kind] * couples, np.ones(couples), rng)
        made = answers(diaries(truth, World(days=60, a_day=2), rng))
        return float(np.mean([answer.changed is not None for answer in made]))

    return share("changing"), share("both withdraw")


def trade_offs(couples: int, rng: np.random.Generator, console: Console) -> None:
    """The share of prior belief in "no direction", and the prior SD, against what they cost."""
    table = Table(title="The doubt before a word: ⅔ is what is used", box=None, header_style="dim")
    for column in ("doubt", "steady ever flagged, 1 / 2 a day", "strong named at day 28, 1 / 2 a day"):
        table.add_column(column, justify="right")
    cases = [_flags(couples, a_day, rng) for a_day in (1, 2)]
    for doubt in (None, 0.4, 0.5, 0.6, DOUBT, 0.75):
        got = [case(doubt) for case in cases]
        table.add_row("none" if doubt is None else f"{doubt:.2f}", " / ".join(f"{flag:.3f}" for flag, _ in got),
                      " / ".join(f"{named:.2f}" for _, named in got))  # fmt: skip
    console.print(table)
    table = Table(title="Prior SD of b and c: .30 is what is used", box=None, header_style="dim")
    populations = (drawn(couples, 0, 0.15, rng), drawn(couples, -0.1, 0.1, rng), drawn(couples, 0, 0.3, rng),
                   both_strengths(couples, rng)[0])  # fmt: skip
    for column in ("SD", "N(0, .15)", "N(−.1, .1)", "N(0, .3)", "typed"):
        table.add_column(column, justify="right")
    made = [(truth, paired(diaries(truth, World(), rng))) for truth in populations]
    for sd in (0.20, 0.25, 0.30, 0.35):
        prior = Prior(np.where(np.isin(np.arange(7), (3, 4)), sd, PRIOR_SD))
        got = [refit(series, truth, np.zeros(truth.people, bool), World(), prior) for truth, series in made]
        table.add_row(f"{sd:.2f}", *(f"{one.covered:.3f}, rmse {one.rmse:.3f}" for one in got))
    console.print(table)


def _flags(
    couples: int, a_day: int, rng: np.random.Generator
) -> Callable[[float | None], tuple[float, float]]:
    """Steady people ever given a direction, and strong ones given it at day 28, for a share of doubt."""
    strong = typed([STRONG[at % 3] for at in range(couples)], np.ones(couples), rng)
    steady = typed(["steady"] * couples, np.ones(couples), rng)
    made = [_every_look(truth, a_day, rng) for truth in (steady, strong)]

    def at(doubt: float | None) -> tuple[float, float]:
        shares = []
        for person, plain, doubted, enough, last in made:
            p = plain if doubt is None else doubted(doubt)
            said = enough & (np.maximum(_held(p, person), _held(1 - p, person)) > words.PERHAPS)
            shares.append((len(np.unique(person[said])) / (2 * couples), float(said[last].mean())))
        return shares[0][0], shares[1][1]

    return at


def _every_look(truth: Truth, a_day: int, rng: np.random.Generator) -> tuple:
    series = paired(diaries(truth, World(a_day=a_day), rng))
    keys = np.unique(series.person * 4_000_000 + series.day)
    person, end = keys // 4_000_000, keys % 4_000_000
    looks = posterior(series, window(series, person, end, 28))
    enough = (looks.with_stress >= words.FEWEST_CHECKINS) & (looks.stress_sd >= words.FEWEST_SD)
    last = np.append(person[1:] != person[:-1], True)
    return (
        person,
        slope(looks, STRESS)[4],
        lambda doubt: sceptical_p_away(looks, STRESS, doubt=doubt),
        enough,
        last,
    )


def speed(rng: np.random.Generator) -> list[Line]:
    couples = 2_000
    made = diaries(drawn(couples, 0, 0.25, rng), World(), rng)
    each = min(_seconds(lambda: _closed_form(made)) for _ in range(3)) / couples * 1e6
    stated = min(_seconds(lambda: readings(paired(made))) for _ in range(3)) / couples * 1e6
    one = diaries(drawn(1, 0, 0.25, rng), World(days=90, a_day=2), rng)
    page = min(_seconds(lambda: _page(one)) for _ in range(20)) * 1e3
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
    words.sentence(words.STATEMENTS[now.statement[0]], int(now.days[0]), int(now.to_go[0]))


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


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


MEASURE = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([used, time.perf_counter() - started]))
"""


def _measured(command: list[str]) -> tuple[float, float]:
    """Peak memory (MB) and seconds of a command, run from a small process so that ours is not counted."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], check=True, capture_output=True, text=True
    )
    used, seconds = json.loads(done.stdout)
    return used, seconds


def _population(rng: np.random.Generator) -> float:
    couples, days = 100, 21
    couple, occasion, partner = (a.ravel() for a in np.indices((couples, days, 2)))
    x, of_couple = rng.normal(size=len(couple)), rng.normal(0, 0.3, (couples, 4))
    y = (
        5
        + of_couple[couple, partner]
        + (0.3 + of_couple[couple, 2 + partner]) * x
        + rng.normal(size=len(couple))
    )
    terms = np.column_stack([occasion / 21, x])
    long = Long(couple, partner, couple * days + occasion, y, terms, ("day", "x_within"))
    return _seconds(lambda: fit(long))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=randbits(32), help="the default is a fresh one")
    options.add_argument("--couples", type=int, default=4_000)
    options.add_argument(
        "--curves", action="store_true", help="also the trade-off curves of docs/explanation"
    )
    chosen = options.parse_args()
    rng, started = np.random.default_rng(chosen.seed), perf_counter()
    console = Console(width=110)
    lines = [*speed(rng), *signs(chosen.couples, rng), *calibration(chosen.couples, rng)]
    lines += statements(chosen.couples, rng)
    questions(chosen.couples, rng, console)
    if chosen.curves:
        trade_offs(chosen.couples, rng, console)
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
        f"direction: {len(counted) - len(missed)} of {len(counted)} goals reached in {perf_counter() - started:.0f} s"
        + (f"; known to fall short: {'; '.join(short)}" if short else ""),
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
