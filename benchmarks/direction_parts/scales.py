"""What a host's own scales are worth, by the couples they were learned from; and how much one couple moves them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rich.table import Table

from direction_parts.measure import both_strengths, refit
from nearward.domain.direction.model import NARROWEST, PRIOR_SD, STRESS, WIDEST, learned
from nearward.domain.direction.population import Long, fit
from nearward.domain.direction.scales import FEWEST_COUPLES, spread
from nearward.domain.direction.series import paired
from nearward.domain.direction.simulate import Truth, World, diaries, drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from nearward.domain.direction.series import Diaries

    Make = Callable[[int, np.random.Generator], Truth]

POPULATIONS: dict[str, Make] = {
    "N(0, .15)": lambda couples, rng: drawn(couples, 0, 0.15, rng),
    "N(−.1, .1)": lambda couples, rng: drawn(couples, -0.1, 0.1, rng),
    "N(−.25, .1)": lambda couples, rng: drawn(couples, -0.25, 0.1, rng),
    "N(0, .3)": lambda couples, rng: drawn(couples, 0, 0.3, rng),
    "typed": lambda couples, rng: both_strengths(couples, rng)[0],
}
CASES = ((28, 20), (28, 40), (28, 60), (28, 120), (14, 60))  # days, couples
TIMES = 40
GRID = np.array([0.15, 0.17, 0.19, 0.21, 0.23, 0.25, 0.28, 0.32, 0.36, 0.4, 0.45, 0.5])


def scales(couples: int, rng: np.random.Generator, console: Console) -> None:
    """Coverage nine hosts in ten reach at least, and the median error, with the scale each learned."""
    table = Table(
        title=f"Learned scale: coverage of nine hosts in ten at least / rmse; {FEWEST_COUPLES} couples are asked",
        box=None,
        header_style="dim",
    )
    table.add_column("learned from")
    rows = {"": [], **{f"{many} couples, {days} days": [] for days, many in CASES}}
    for name, make in POPULATIONS.items():
        table.add_column(name, justify="right")
        covered, rmse = _by_sd(make(couples, rng), rng)
        usual = int(np.flatnonzero(PRIOR_SD[STRESS] == GRID)[0])
        rows[""].append(f"{covered[usual]:.3f} / {rmse[usual]:.3f}")
        for days, many in CASES:
            sds = [_learned(make(many, rng), World(days=days), rng) for _ in range(TIMES)]
            least, middle = np.quantile(np.interp(sds, GRID, covered), 0.1), np.median(np.interp(sds, GRID, rmse))
            rows[f"{many} couples, {days} days"].append(f"{least:.3f} / {middle:.3f}")
    for label, cells in rows.items():
        table.add_row(label or f"nothing: {PRIOR_SD[STRESS]}", *cells)
    console.print(table)
    moved = np.concatenate([_moved_by_one(make(FEWEST_COUPLES, rng), rng) for make in POPULATIONS.values()])
    console.print(
        f"One couple left out of {FEWEST_COUPLES} moves the scale by {np.median(moved):.3f} in the middle, "
        f"by {moved.max():.3f} at most, before rounding to .01."
    )


def _by_sd(truth: Truth, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Coverage and error of new people at each SD of GRID."""
    series, nobody = paired(diaries(truth, World(), rng)), np.zeros(truth.people, bool)
    got = [refit(series, truth, nobody, World(), learned(sd, sd)) for sd in GRID]
    return np.array([one.covered for one in got]), np.array([one.rmse for one in got])


def _learned(truth: Truth, world: World, rng: np.random.Generator) -> float:
    long = long_of(diaries(truth, world, rng))
    return float(np.clip(spread(fit(long), long), NARROWEST, WIDEST))


def _moved_by_one(truth: Truth, rng: np.random.Generator) -> np.ndarray:
    long = long_of(diaries(truth, World(), rng))
    whole = spread(fit(long), long, digits=6)
    return np.array([abs(spread(fit(_without(long, c)), long, digits=6) - whole) for c in range(long.couples)])


def _without(long: Long, couple: int) -> Long:
    keep = long.couple != couple
    arrays = {name: getattr(long, name)[keep] for name in ("couple", "partner", "occasion", "y", "terms")}
    return replace(long, **{**arrays, "couple": arrays["couple"] - (arrays["couple"] > couple)})


def long_of(made: Diaries) -> Long:
    """Diaries as the population model reads them: move, and own stress minus the person's mean."""
    said = ~(np.isnan(made.move) | np.isnan(made.stress))
    person, stress = made.person[said], made.stress[said]
    mean = np.bincount(person, weights=stress) / np.maximum(np.bincount(person), 1)
    return Long(
        couple=np.unique(person // 2, return_inverse=True)[1],
        partner=person % 2,
        occasion=made.day[said] * 1440 + made.minute[said],
        y=made.move[said],
        terms=(stress - mean[person])[:, None],
        names=("x_within",),
    )
