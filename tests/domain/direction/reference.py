"""The same model worked out slowly and differently: dense matrices over Python loops, and a Gibbs sampler."""

import math

import numpy as np

from nearward.domain.direction.model import ALPHA, BETA, PRIOR, PRIOR_MEAN, WITHIN_DAY
from nearward.domain.direction.series import UNTIMED

from .people import Said


def mean_of(values):
    said = [value for value in values if not math.isnan(value)]
    return sum(said) / len(said) if said else math.nan


def used(rows: list[Said], who: int) -> list[Said]:
    mine = [r for r in rows if r.who == who and not math.isnan(r.move)]
    return sorted((r for r in mine if not (r.event and math.isnan(r.stress))), key=lambda r: (r.day, r.minute))


def need_at(row: Said, rows: list[Said]) -> float:
    theirs = [r for r in rows if r.who != row.who and r.day == row.day and not math.isnan(r.need)]
    if row.minute == UNTIMED:
        return mean_of([r.need for r in theirs])
    timed = [r for r in theirs if r.minute != UNTIMED and r.minute <= row.minute]
    if timed:
        latest = max(r.minute for r in timed)
        return [r for r in timed if r.minute == latest][-1].need
    return mean_of([r.need for r in theirs if r.minute == UNTIMED])


def design(rows: list[Said], who: int, days: int = 28):
    """X, y and the days of the rows of one person's last window, from the words of the reference page."""
    mine = used(rows, who)
    end = mine[-1].day
    inside = [r for r in mine if end - days < r.day <= end]
    stress, move = mean_of([r.stress for r in inside]), mean_of([r.move for r in inside])
    needs = [need_at(r, rows) for r in inside]
    need = mean_of(needs)

    def off(value, usual):
        return 0.0 if math.isnan(value) or math.isnan(usual) else value - usual

    def yesterday(day, column, people):
        return mean_of([getattr(r, column) for r in people if r.day == day - 1])

    theirs = [r for r in rows if r.who != who]
    x = [
        [
            1.0,
            (r.day - end) / 28,
            off(yesterday(r.day, "move", mine), move),
            off(r.stress, stress),
            off(n, need),
            off(yesterday(r.day, "stress", mine), stress),
            off(yesterday(r.day, "need", theirs), need),
        ]
        for r, n in zip(inside, needs, strict=True)
    ]
    return np.array(x), np.array([r.move - move for r in inside]), [r.day for r in inside]


def covariance(days: list[int]) -> np.ndarray:
    same = np.equal.outer(days, days)
    return np.where(same, WITHIN_DAY, 0.0) + (1 - WITHIN_DAY) * np.eye(len(days))


def dense(rows: list[Said], who: int, days: int = 28):
    """Posterior mean, covariance (in s²), α and β by generalised least squares."""
    x, y, at = design(rows, who, days)
    weight = np.linalg.inv(covariance(at))
    prior = np.diag(PRIOR.precision)
    a = x.T @ weight @ x + prior
    mean = np.linalg.solve(a, x.T @ weight @ y + prior @ PRIOR_MEAN)
    left = y - x @ mean
    away = mean - PRIOR_MEAN
    beta = BETA + (left @ weight @ left + away @ prior @ away) / 2
    return mean, np.linalg.inv(a), ALPHA + len(y) / 2, beta


def gibbs(x, y, days, rng, draws=3000, missing=None):
    """Draws of (θ, s²) by turns; cells of x in `missing` are drawn too, from N(0, its column's variance)."""
    x, weight = x.copy(), np.linalg.inv(covariance(days))
    prior, theta, s2, kept = np.diag(PRIOR.precision), PRIOR_MEAN.copy(), 2.0, []
    for draw in range(draws + 200):
        precision = x.T @ weight @ x + prior
        centre = np.linalg.solve(precision, x.T @ weight @ y + prior @ PRIOR_MEAN)
        root = np.linalg.cholesky(np.linalg.inv(precision) * s2)
        theta = centre + root @ rng.normal(size=len(centre))
        left, away = y - x @ theta, theta - PRIOR_MEAN
        shape = ALPHA + len(y) / 2 + len(theta) / 2
        s2 = (BETA + (left @ weight @ left + away @ prior @ away) / 2) / rng.gamma(shape)
        if missing is not None:
            _impute(x, y, theta, s2, missing, rng)
        if draw >= 200:
            kept.append([*theta, s2])
    return np.array(kept)


def _impute(x, y, theta, s2, missing, rng):
    """Missing cells one by one, from their normal given the rest of the row (days of one check-in each)."""
    for row, column in missing:
        known = np.array([x[r, column] for r in range(len(x)) if (r, column) not in missing])
        rest = y[row] - x[row] @ theta + x[row, column] * theta[column]
        precision = 1 / known.var() + theta[column] ** 2 / s2
        x[row, column] = rng.normal(theta[column] * rest / s2 / precision, precision**-0.5)
