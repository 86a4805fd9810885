"""The curves of docs/explanation/direction.md: what questions buy, what doubt costs, the prior SD."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rich.table import Table

from direction_parts.measure import STRONG, both_strengths, held, read, refit
from nearward.domain.direction import words
from nearward.domain.direction.model import (
    DOUBT,
    PRIOR_SD,
    STRESS,
    Prior,
    posterior,
    sceptical_p_away,
    slope,
    window,
)
from nearward.domain.direction.series import paired
from nearward.domain.direction.simulate import Truth, World, diaries, drawn, typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console


def questions(couples: int, rng: np.random.Generator, console: Console) -> None:
    """What a second daily check-in, and event check-ins, buy; 30 % missing."""
    asked = (
        ("one a day", World()),
        ("one a day, and events", World(event_share=0.3)),
        ("… tapped more after moving away", World(event_share=0.3, event_when_away=1.0)),
        ("two a day", World(a_day=2)),
        ("two a day, and events", World(a_day=2, event_share=0.3)),
        ("one a day, nothing missing", World(missing=0.0)),
    )
    table = Table(title="What questions buy: sign right / strong named at P > .9", box=None, header_style="dim")
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


def doubts(couples: int, rng: np.random.Generator, console: Console) -> None:
    """The share of belief in "no direction to speak of", against what it costs those who have one."""
    table = Table(title=f"Doubt before a word; {DOUBT} is used", box=None, header_style="dim")
    for column in ("doubt", "steady ever flagged, 1 / 2 a day", "strong named at day 28, 1 / 2 a day"):
        table.add_column(column, justify="right")
    cases = [_flags(couples, a_day, rng) for a_day in (1, 2)]
    for doubt in (None, 0.4, 0.5, 0.6, 0.7, 0.8):
        got = [case(doubt) for case in cases]
        flagged, named = (" / ".join(f"{one[at]:.3f}" for one in got) for at in (0, 1))
        table.add_row("none" if doubt is None else f"{doubt:.1f}", flagged, named)
    console.print(table)


def prior_sds(couples: int, rng: np.random.Generator, console: Console) -> None:
    """The prior SD of b and c against coverage of the 80 % interval and root mean square error."""
    table = Table(title=f"Prior SD; {PRIOR_SD[STRESS]} is used: coverage / rmse", box=None, header_style="dim")
    for column in ("SD", "N(0, .15)", "N(−.1, .1)", "N(0, .3)", "typed"):
        table.add_column(column, justify="right")
    off_type = [drawn(couples, *shape, rng) for shape in ((0, 0.15), (-0.1, 0.1), (0, 0.3))]
    made = [(truth, paired(diaries(truth, World(), rng))) for truth in (*off_type, both_strengths(couples, rng)[0])]
    for sd in (0.20, 0.25, 0.28, 0.32, 0.36):
        prior = Prior(np.where(np.isin(np.arange(7), (3, 4)), sd, PRIOR_SD))
        got = [refit(series, truth, np.zeros(truth.people, bool), World(), prior) for truth, series in made]
        table.add_row(f"{sd:.2f}", *(f"{one.covered:.3f} / {one.rmse:.3f}" for one in got))
    console.print(table)


def _flags(couples: int, a_day: int, rng: np.random.Generator) -> Callable[[float | None], tuple[float, float]]:
    """Steady people ever given a direction, and strong ones given it at day 28, for a share of doubt."""
    strong = typed([STRONG[at % 3] for at in range(couples)], np.ones(couples), rng)
    steady = typed(["steady"] * couples, np.ones(couples), rng)
    made = [_every_look(truth, a_day, rng) for truth in (steady, strong)]

    def at(doubt: float | None) -> tuple[float, float]:
        shares = []
        for person, plain, doubted, enough, last in made:
            p = plain if doubt is None else doubted(doubt)
            said = enough & (np.maximum(held(p, person), held(1 - p, person)) > words.PERHAPS)
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
