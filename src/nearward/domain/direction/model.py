"""The direction as mathematics: a conjugate regression in closed form, for many people at once.

Read beside docs/reference/direction.md. For one person, over the rows r of their own check-ins:

    y_r = a + d·(t_r − T)/28 + φ·m̃_r + b·S_r + c·N_r + b'·S'_r + c'·N'_r + e_r
    θ | s² ~ N(μ₀, s²·Λ₀⁻¹)       s² ~ IG(α₀, β₀)       Cov(e_r, e_q) = ρ·s² within a day, 0 between days
"""

from dataclasses import dataclass, fields

import numpy as np

from nearward.domain.direction import student
from nearward.domain.direction.series import Floats, Ints, Series, changes

COLUMNS = ("level", "trend", "own lag", "stress", "need", "stress before", "need before")
LEVEL, STRESS, NEED = (COLUMNS.index(name) for name in ("level", "stress", "need"))

PRIOR_AT = 1.4  # s at which the prior SDs below are stated
PRIOR_MEAN = np.array([0.0, 0.0, 0.20, 0.0, 0.0, 0.0, 0.0])  # b and c have mean 0, whatever a host learns
PRIOR_SD = np.array([2.5, 0.7, 0.20, 0.32, 0.32, 0.12, 0.12])
ALPHA, BETA = 2.0, 2.0 * PRIOR_AT**2
WITHIN_DAY = 0.4  # ρ, the correlation of errors of two check-ins on one day
NO_DIRECTION, DOUBT = 0.05, 0.7  # the sceptical reading: SD of "no direction to speak of", and its share


@dataclass(frozen=True, slots=True)
class Prior:
    """Scales a host may learn with consent; the means of b and c are 0 and cannot be set."""

    sd: Floats
    within_day: float = WITHIN_DAY

    @property
    def precision(self) -> Floats:
        """Λ₀, diagonal, in units of 1/s²."""
        return (PRIOR_AT / self.sd) ** 2


PRIOR = Prior(PRIOR_SD)
NARROWEST, WIDEST = 0.15, 0.50


def learned(stress_sd: float, need_sd: float) -> Prior:
    """The prior of a host that learned how widely slopes spread, with consent; kept within bounds."""
    sd = PRIOR_SD.copy()
    sd[[STRESS, NEED]] = np.clip([stress_sd, need_sd], NARROWEST, WIDEST)
    return Prior(sd)


@dataclass(frozen=True, slots=True)
class Posterior:
    """θ | data ~ t(2α, mean, β/α·cov) for each group: mean (G, 7), cov (G, 7, 7), α and β (G)."""

    mean: Floats
    cov: Floats
    alpha: Floats
    beta: Floats
    checkins: Ints
    days: Ints
    with_stress: Ints
    stress_sd: Floats
    with_need: Ints
    need_sd: Floats

    def take(self, groups: Ints) -> "Posterior":
        return Posterior(*(getattr(self, field.name)[groups] for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Window:
    """Rows of `series` by group, with the day each group looks back from."""

    row: Ints
    group: Ints
    end: Ints


def window(series: Series, person: Ints, end: Ints, days: int) -> Window:
    """For each group g: the rows of person[g] in the `days` calendar days that end with end[g]."""
    start, size = (np.cumsum(series.counts) - series.counts)[person], series.counts[person]
    group = np.repeat(np.arange(len(person)), size)
    row = np.arange(len(group)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(start, size)
    inside = (series.day[row] <= end[group]) & (series.day[row] > end[group] - days)
    return Window(row[inside], group[inside], end)


def posterior(series: Series, look: Window, prior: Prior = PRIOR) -> Posterior:
    """The closed form for every group of `look` at once."""
    groups, row = len(look.end), look.row
    z = _regressors(series, look)
    gram = _gram(_whitened(z, series.day[row], look.group, prior.within_day), look.group, groups)
    mean, cov, beta = _conjugate(gram, prior)
    checkins = np.bincount(look.group, minlength=groups)
    return Posterior(
        mean=mean,
        cov=cov,
        alpha=ALPHA + checkins / 2,
        beta=beta,
        checkins=checkins,
        days=_days(series.day[row], look.group, groups),
        with_stress=_said(series.stress[row], look.group, groups),
        stress_sd=_spread(series.stress[row], z[STRESS], look.group, groups),
        with_need=_said(series.need[row], look.group, groups),
        need_sd=_spread(series.need[row], z[NEED], look.group, groups),
    )


def normal_equations(series: Series, look: Window, prior: Prior) -> tuple[Floats, ...]:
    """The whitened rows [X y] of `look`, and m, A⁻¹, α, β of its groups: what the change test builds on."""
    z = _whitened(_regressors(series, look), series.day[look.row], look.group, prior.within_day)
    groups = len(look.end)
    mean, cov, beta = _conjugate(_gram(z, look.group, groups), prior)
    return np.stack(z, axis=1), mean, cov, ALPHA + np.bincount(look.group, minlength=groups) / 2, beta


def slope(of: Posterior, column: int) -> tuple[Floats, ...]:
    """Mean, SD, both ends of the 80 % interval, P(slope < 0): a Student t with 2α degrees of freedom."""
    mean, df = of.mean[:, column], 2 * of.alpha
    scale = np.sqrt(of.beta / of.alpha * of.cov[:, column, column])
    half = student.quantile90(df) * scale
    return mean, scale * np.sqrt(df / (df - 2)), mean - half, mean + half, student.below(-mean / scale, df)


def sceptical_p_away(of: Posterior, column: int, prior: Prior = PRIOR, doubt: float = DOUBT) -> Floats:
    """P(slope < 0) for someone who first doubts that there is a direction: .7·N(0, .05²) + .3·N(0, SD²).

    A new prior precision λ' for one slope changes the closed form by a rank of one, with q = 1 + (λ' − λ)·V:
    m' = m/q,  V' = V/q,  β' = β + ½·(λ' − λ)·m²/q,  and the marginal likelihood is ∝ √(λ'/q)·β'^−α.
    """
    mean, v = of.mean[:, column], of.cov[:, column, column]
    plain = slope(of, column)[4]
    more = (PRIOR_AT / NO_DIRECTION) ** 2 - prior.precision[column]
    q = 1 + more * v
    beta = of.beta + more * mean**2 / q / 2
    doubting = student.below(-(mean / q) / np.sqrt(beta / of.alpha * v / q), 2 * of.alpha)
    tighter = (PRIOR_AT / NO_DIRECTION) ** 2 / prior.precision[column]
    odds = (1 - doubt) / doubt * np.sqrt(q / tighter) * (beta / of.beta) ** of.alpha
    p: Floats = (odds * plain + doubting) / (odds + 1)
    return p


def _conjugate(gram: Floats, prior: Prior) -> tuple[Floats, Floats, Floats]:
    """From [X y]ᵀ[X y]: A = XᵀX + Λ₀, m = A⁻¹(Xᵀy + Λ₀μ₀), β = β₀ + ½(yᵀy + μ₀ᵀΛ₀μ₀ − mᵀAm)."""
    xx, xy, yy = gram[:, :-1, :-1], gram[:, :-1, -1], gram[:, -1, -1]
    pull = prior.precision * PRIOR_MEAN
    cov = np.asarray(np.linalg.inv(xx + np.diag(prior.precision)), dtype=np.float64)
    right = xy + pull
    mean: Floats = np.einsum("gij,gj->gi", cov, right)
    beta: Floats = BETA + (yy + pull @ PRIOR_MEAN - np.einsum("gi,gi->g", mean, right)) / 2
    return mean, cov, beta


def _regressors(series: Series, look: Window) -> list[Floats]:
    """The columns of [X y], each on that person's own mean in the window; a missing predictor counts as 0."""
    groups, group, row = len(look.end), look.group, look.row
    stress, stress_mean = _centred(series.stress[row], group, groups)
    need, need_mean = _centred(series.need[row], group, groups)
    move, move_mean = _centred(series.move[row], group, groups)
    trend = (series.day[row] - look.end[group]) / 28
    lag = _or_0(series.move_before[row] - move_mean[group])
    stress_lag = _or_0(series.stress_before[row] - stress_mean[group])
    need_lag = _or_0(series.need_before[row] - need_mean[group])
    return [np.ones(len(row)), trend, lag, stress, need, stress_lag, need_lag, move]


def _or_0(value: Floats) -> Floats:
    return np.where(np.isnan(value), 0.0, value)


def _said(value: Floats, group: Ints, groups: int) -> Ints:
    return np.bincount(group[~np.isnan(value)], minlength=groups)


def _spread(value: Floats, centred: Floats, group: Ints, groups: int) -> Floats:
    """The SD of what was said; 0 where fewer than two said it."""
    squares = np.bincount(group, weights=centred**2, minlength=groups)
    return np.sqrt(squares / np.maximum(_said(value, group, groups) - 1, 1))


def _centred(value: Floats, group: Ints, groups: int) -> tuple[Floats, Floats]:
    """`value` minus its group's mean over what was said, 0 where nothing was; and those means or NaN."""
    said = ~np.isnan(value)
    count = np.bincount(group, weights=said, minlength=groups)
    total = np.bincount(group, weights=_or_0(value), minlength=groups)
    mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return np.where(said, value - mean[group], 0.0), mean


def _whitened(z: list[Floats], day: Ints, group: Ints, rho: float) -> list[Floats]:
    """V^-½ z for V = (1−ρ)I + ρJ within each day: z minus a share of the day's mean, scaled.

    A row alone on its day stays as it is, to the last bit: rounding must not tell whether anyone else in the
    batch checked in twice on a day.
    """
    new = changes(day, group)
    of = np.cumsum(new) - 1
    size = np.bincount(of)
    share = 1 - np.sqrt((1 - rho) / (1 - rho + size * rho))
    scale = 1 / np.sqrt(1 - rho)
    alone = (size == 1)[of]
    return [np.where(alone, v, scale * (v - (share * np.bincount(of, weights=v) / size)[of])) for v in z]


def _gram(z: list[Floats], group: Ints, groups: int) -> Floats:
    """ZᵀZ of every group, as sums over its rows: shape (groups, len(z), len(z))."""
    out = np.empty((groups, len(z), len(z)))
    for i, left in enumerate(z):
        for j, right in enumerate(z[: i + 1]):
            out[:, i, j] = out[:, j, i] = np.bincount(group, weights=left * right, minlength=groups)
    return out


def _days(day: Ints, group: Ints, groups: int) -> Ints:
    """Distinct days of each group; rows of a group are sorted by day."""
    return np.bincount(group[changes(day, group)], minlength=groups)
