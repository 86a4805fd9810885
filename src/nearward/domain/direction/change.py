"""Did the direction itself change? One change of level, or of level and slope, at an unknown day.

    y = Xθ + U_τ·δ + e,  U_τ = 1[t ≥ τ]·(1, S),  δ | s² ~ N(0, s²·Λ_δ⁻¹)

Three stories are weighed by their marginal likelihood, averaged over τ: nothing changed, only the level,
the slope too.
"""

from dataclasses import dataclass

import numpy as np

from nearward.domain.direction.model import (
    LEVEL,
    PRIOR,
    PRIOR_AT,
    STRESS,
    Prior,
    Window,
    normal_equations,
    window,
)
from nearward.domain.direction.series import Floats, Ints, Series

JUMP_SD = np.array([0.7, 0.45])  # of level and of slope, at s = PRIOR_AT
STORIES = np.array([0.45, 0.15, 0.4])  # prior: nothing, level only, slope too
FEWEST_EACH_SIDE = 10
LOOKS_BACK = 400  # days
SURE = 0.80


@dataclass(frozen=True, slots=True)
class Change:
    """The likeliest first day (ordinal) of the present direction, and P(the direction changed)."""

    since: int
    p: float


def change(series: Series, prior: Prior = PRIOR) -> Change | None:
    """A change of one person's direction in the last LOOKS_BACK days; None where it is less than SURE."""
    look = window(series, np.zeros(1, dtype=np.int64), series.last_days(1)[0], LOOKS_BACK)
    days = series.day[look.row]
    starts = _candidates(days)
    if not len(starts):
        return None
    story = _log_stories(series, look, starts, prior)
    weight = np.exp(story - story.max())
    p = float(weight[2].sum() / weight.sum())
    return Change(int(days[starts[story[2].argmax()]]), p) if p > SURE else None


def _candidates(days: Ints) -> Ints:
    """Rows that open a day and leave enough rows on each side."""
    at = np.arange(FEWEST_EACH_SIDE, len(days) - FEWEST_EACH_SIDE + 1)
    opens: Ints = at[days[at] != days[at - 1]]
    return opens


def _log_stories(series: Series, look: Window, starts: Ints, prior: Prior) -> Floats:
    """log P(story, τ | data) + constant, shape (3 stories, τ)."""
    z, mean, cov, alpha, beta = normal_equations(series, look, prior)
    after = np.cumsum((z[:, None, [LEVEL, STRESS]] * z[:, :, None])[::-1], axis=0)[::-1][starts]
    x_u, y_u = after[:, :-1], after[:, -1]
    u_u = after[:, [LEVEL, STRESS]] + np.diag((PRIOR_AT / JUMP_SD) ** 2)
    left = y_u - np.einsum("tij,i->tj", x_u, mean[0])
    inner = u_u - x_u.transpose(0, 2, 1) @ (cov[0] @ x_u)
    nothing = np.full(len(starts), -alpha[0] * np.log(beta[0]))
    level = _log_marginal(inner[:, :1, :1], left[:, :1], float(alpha[0]), float(beta[0]), JUMP_SD[:1])
    both = _log_marginal(inner, left, float(alpha[0]), float(beta[0]), JUMP_SD)
    log_prior = np.log(STORIES / len(starts))[:, None]
    stories: Floats = log_prior + np.stack([nothing, level, both])
    return stories


def _log_marginal(inner: Floats, left: Floats, alpha: float, beta: float, sd: Floats) -> Floats:
    """log of √(|Λ_δ|/|C|)·(β − ½·rᵀC⁻¹r)^−α with C = UᵀU + Λ_δ − UᵀX·A⁻¹·XᵀU and r = Uᵀ(y − Xm)."""
    gain = np.einsum("ti,ti->t", left, np.linalg.solve(inner, left[:, :, None])[:, :, 0]) / 2
    volume = np.log(PRIOR_AT / sd).sum() - np.linalg.slogdet(inner)[1] / 2
    out: Floats = volume - alpha * np.log(beta - gain)
    return out
