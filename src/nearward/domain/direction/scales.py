"""What a host may learn from many couples, with consent: how far slopes lie from 0, never which way.

    sd² = ½ Σ over both partners of  D_kk + max(0, β_k² − se_k²)

β_k is the mean slope of one partner and D_kk its variance between couples. The prior of a slope stays centred on
0, so the width it needs is the root mean square about 0; the sign and the two partners are lost on the way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from nearward.domain.direction.model import NEED, PRIOR_SD, Prior, learned
from nearward.domain.direction.population import Fit, Long, fit
from nearward.domain.direction.series import Floats
from nearward.domain.refused import Refused

STRESS_TERM, NEED_TERM = "x_within", "need_within"
FEWEST_COUPLES = 60  # why: docs/explanation/direction.md
FEWEST_ROWS = 15  # of each partner, for a couple to count
SCALE = 10.0
FARTHEST_MEAN = 0.25  # root mean square of people's means over the SD, for a predictor to pass as centred


@dataclass(frozen=True, slots=True)
class Scales:
    """Root mean square of the slopes b and c (points of move a point), from how many couples of which source."""

    b_sd: float
    c_sd: float | None
    couples: int
    source: str

    @property
    def prior(self) -> Prior:
        """The prior these scales give, kept within bounds; c as it is without them where it was not learned."""
        return learned(self.b_sd, float(PRIOR_SD[NEED]) if self.c_sd is None else self.c_sd)


def learn(long: Long, fitted: Fit, source: str, each: Callable[[], None] = lambda: None) -> Scales:
    """Learn b from `fitted`, the fit of `long`; c too where `long` has the partner's need, by a second fit."""
    couples = refuse_unlearnable(long)
    c_sd = None
    if NEED_TERM in long.names:
        other = with_random_slope(long, NEED_TERM)
        c_sd = spread(fit(other, each=each), other)
    return Scales(spread(fitted, long), c_sd, couples, source)


def spread(fitted: Fit, long: Long, digits: int = 2) -> float:
    """The root mean square about 0 of the slopes that vary between couples, to so many decimals."""
    within = 1 + long.names.index(STRESS_TERM)
    mean, se = fitted.fixed[:, within], fitted.se[:, within]
    between = np.diag(fitted.random_cov)[2:]
    return round(float(np.sqrt(np.mean(between + np.maximum(0.0, mean**2 - se**2)))), digits)


def with_random_slope(long: Long, term: str) -> Long:
    """The same rows with `term` in the place of the predictor whose slope varies between couples."""
    swapped = {term: STRESS_TERM, STRESS_TERM: term}
    return replace(long, names=tuple(swapped.get(name, name) for name in long.names))


def refuse_unlearnable(long: Long) -> int:
    """Count the couples with enough rows; refuse too few of them, and what is not on the scales of the app."""
    rows = np.bincount(2 * long.couple + long.partner, minlength=2 * long.couples).reshape(-1, 2)
    couples = int((rows.min(axis=1) >= FEWEST_ROWS).sum())
    if couples < FEWEST_COUPLES:
        raise Refused(
            f"Scales are learned from {FEWEST_COUPLES} couples or more with {FEWEST_ROWS} rows or more of each "
            f"partner; found {couples}."
        )
    if long.y.min() < 0 or long.y.max() > SCALE:
        raise Refused("To learn scales, the column y must be the move on 0 to 10.")
    for term in (STRESS_TERM, NEED_TERM):
        if term in long.names:
            _refuse_uncentred(long, term)
    return couples


def _refuse_uncentred(long: Long, term: str) -> None:
    value = long.terms[:, long.names.index(term)]
    if np.abs(value).max() > SCALE or _farness(value, long) > FARTHEST_MEAN:
        raise Refused(f"To learn scales, the column {term} must be points of 0 to 10 minus each person's own mean.")


def _farness(value: Floats, long: Long) -> float:
    """Root mean square of the means of people, over the SD of all values."""
    person = 2 * long.couple + long.partner
    count = np.bincount(person)
    means = np.bincount(person, weights=value)[count > 0] / count[count > 0]
    return float(np.sqrt(np.mean(means**2)) / max(float(np.std(value)), 1e-12))
