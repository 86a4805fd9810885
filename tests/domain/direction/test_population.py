"""The population model: what nlme answers, what the dense formula says, and what it recovers."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nearward.domain.direction import population
from nearward.domain.direction.minimise import minimise
from nearward.domain.direction.population import Long, couple_sums, fit, sums
from nearward.domain.refused import Refused

DATA = Path(__file__).parent / "data"
TERMS = ("day", "x_between", "px_between", "x_within", "px_within")
THETA = np.array([0.9, 0.2, 0.7, 0.1, -0.1, 0.4, 0.0, 0.1, 0.05, 0.3, -0.2, 0.1, 0.4])


def diary() -> Long:
    with (DATA / "support_diary.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    couples = list(dict.fromkeys(row["couple"] for row in rows))
    return Long(
        couple=np.array([couples.index(row["couple"]) for row in rows]),
        partner=np.array([int(row["partner"] == "b") for row in rows]),
        occasion=np.arange(len(rows)) // 2,
        y=np.array([float(row["y"]) for row in rows]),
        terms=np.array([[float(row[name]) for name in TERMS] for row in rows]),
        names=TERMS,
    )


def made(couples=60, days=10, missing=0.3, seed=1) -> Long:
    rng = np.random.default_rng(seed)
    couple, occasion, partner = (a.ravel() for a in np.indices((couples, days, 2)))
    x, own = rng.normal(size=len(couple)), rng.normal(0, (0.9, 0.9, 0.3, 0.3), (couples, 4))
    shared = rng.normal(size=(couples, days))[couple, occasion]
    noise = np.sqrt(0.4) * shared + np.sqrt(0.6) * rng.normal(size=len(couple))
    y = 5 + own[couple, partner] + (0.4 - 0.6 * partner + own[couple, 2 + partner]) * x + noise
    long = Long(couple, partner, couple * days + occasion, y, x[:, None], ("x_within",))
    return some(long, rng.random(len(couple)) >= missing)


def some(long: Long, keep: np.ndarray) -> Long:
    arrays = {name: getattr(long, name)[keep] for name in ("couple", "partner", "occasion", "y", "terms")}
    return replace(long, **arrays)


def dense_loglik(long: Long, theta: np.ndarray) -> float:
    """The REML log-likelihood written out: one V a couple, no sums."""
    chol = np.zeros((4, 4))
    chol[np.tril_indices(4)] = theta[:10]
    (sa, sb), rho = np.exp(theta[10:12]), np.tanh(theta[12])
    sigma = np.array([[sa**2, rho * sa * sb], [rho * sa * sb, sb**2]])
    w = population._rows(long)
    log_det, cross = 0.0, 0.0
    for c in range(long.couples):
        at = np.flatnonzero(long.couple == c)
        same = np.equal.outer(long.occasion[at], long.occasion[at])
        z = w[at, -5:-1]
        v = z @ chol @ chol.T @ z.T + same * sigma[np.ix_(long.partner[at], long.partner[at])]
        f = np.delete(w[at], range(w.shape[1] - 5, w.shape[1] - 1), axis=1)
        log_det += np.linalg.slogdet(v)[1]
        cross = cross + f.T @ np.linalg.solve(v, f)
    xx, xy, yy = cross[:-1, :-1], cross[:-1, -1], cross[-1, -1]
    free = len(long.y) - len(xx)
    left = yy - xy @ np.linalg.solve(xx, xy)
    return -(free * np.log(2 * np.pi) + log_det + np.linalg.slogdet(xx)[1] + left) / 2


def test_it_agrees_with_nlme():
    gold = json.loads((DATA / "support_diary.gold.json").read_text())
    found = fit(diary())
    assert found.loglik == pytest.approx(gold["loglik_reml"], abs=1e-3)
    for at, partner in enumerate("ab"):
        for term, name in enumerate(("intercept", *TERMS)):
            assert found.fixed[at, term] == pytest.approx(gold["fixed"][partner][name], abs=1e-4)
            assert found.se[at, term] == pytest.approx(gold["se"][partner][name], abs=1e-4)
    assert np.sqrt(np.diag(found.random_cov)) == pytest.approx(
        [0.8645282, 0.8489966, 0.3776925, 0.3416543], abs=1e-3
    )
    assert found.residual_sd[0] == pytest.approx(0.7252756, abs=1e-3)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_sums_give_the_likelihood_written_out(missing):
    long = made(couples=8, days=6, missing=missing)
    value, _ = population._minus_loglik(THETA, [couple_sums(long)], len(long.y))
    assert -value == pytest.approx(dense_loglik(long, THETA))


def test_the_gradient_is_the_gradient():
    long = made(couples=8, days=6)
    parts = [couple_sums(long)]
    _, slope = population._minus_loglik(THETA, parts, len(long.y))
    for at in range(len(THETA)):
        step = 1e-5 * np.eye(len(THETA))[at]
        up, down = (population._minus_loglik(THETA + sign * step, parts, len(long.y))[0] for sign in (1, -1))
        assert slope[at] == pytest.approx((up - down) / 2e-5, abs=1e-4)


def test_sums_over_parts_add_to_the_sum_over_all():
    """What lets a pool of processes share the couples."""
    couples, chol, residual = couple_sums(made()), np.diag([0.8, 0.8, 0.3, 0.3]), np.array([0.0, 0.1, 0.3])
    whole, parts = (
        sums(couples, chol, residual),
        sums(couples[:20], chol, residual) + sums(couples[20:], chol, residual),
    )
    for name in ("log_det", "cross", "t", "outer", "traces", "bends"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name))


def test_it_recovers_what_was_put_in_with_rows_missing():
    found = fit(made(couples=300, days=14))
    assert found.fixed[:, 1] == pytest.approx([0.4, -0.2], abs=0.08)
    assert np.sqrt(np.diag(found.random_cov)) == pytest.approx([0.9, 0.9, 0.3, 0.3], abs=0.12)
    assert found.residual_corr == pytest.approx(0.4, abs=0.06)
    assert found.slopes.shape == (300, 2)


def test_swapping_the_partners_swaps_the_answers():
    long = made()
    one, other = fit(long), fit(replace(long, partner=1 - long.partner))
    assert other.loglik == pytest.approx(one.loglik, abs=1e-6)
    np.testing.assert_allclose(other.fixed, one.fixed[::-1], atol=1e-5)
    np.testing.assert_allclose(other.slopes, one.slopes[:, ::-1], atol=1e-4)


def test_other_units_give_the_same_fit_in_other_units():
    long = made()
    one = fit(long)
    other = fit(replace(long, y=100 * long.y, terms=long.terms / 7))
    np.testing.assert_allclose(other.fixed[:, 1], 700 * one.fixed[:, 1], rtol=1e-4)
    np.testing.assert_allclose(other.se[:, 0], 100 * one.se[:, 0], rtol=1e-4)


def test_chunks_do_not_matter():
    assert fit(made(couples=20), chunk=7).loglik == pytest.approx(fit(made(couples=20)).loglik, abs=1e-6)


def test_a_couple_that_varies_little_has_a_slope_near_the_mean():
    found = fit(made(couples=80))
    spread = found.slopes.std(axis=0)
    assert np.all(spread < np.sqrt(np.diag(found.random_cov))[2:])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda long: some(long, long.couple < 3), "at least 5 couples"),
        (lambda long: replace(long, y=0 * long.y + 3), "nothing to explain"),
        (lambda long: replace(long, terms=0 * long.terms), "x_within"),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_the_reason(spoil, reason):
    with pytest.raises(Refused, match=reason):
        fit(spoil(made(couples=8)))


def test_the_search_finds_the_bottom_of_a_curved_valley():
    def valley(at):
        x, y = at
        slope = np.array([-400 * x * (y - x**2) - 2 * (1 - x), 200 * (y - x**2)])
        return 100 * (y - x**2) ** 2 + (1 - x) ** 2, slope

    found = minimise(valley, np.array([-1.2, 1.0]))
    assert found.flat
    assert found.at == pytest.approx([1, 1], abs=1e-4)
