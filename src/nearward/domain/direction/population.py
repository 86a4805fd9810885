"""The population model: a multivariate mixed model over many couples, fitted by REML from per-couple sums.

    y_c = X_c β + Z_c u_c + ε_c,   u_c ~ N(0, D),   Z: intercept and x_within of each partner
    ε: Σ = [σ_a², ρσ_aσ_b; ρσ_aσ_b, σ_b²] for the two rows of one occasion, independent between occasions

Every pass over the couples returns `Sums`, which add: a pool of processes can map `sums` and add the results.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import reduce
from operator import add

import numpy as np

from nearward.domain.direction.minimise import Found, minimise
from nearward.domain.direction.series import Floats, Ints
from nearward.domain.refused import Refused

RANDOM = 4
FEWEST_COUPLES = 5
CROSS = 2  # among the five Gram matrices: a with a, b with b, a with b, a alone, b alone
# the search starts at SDs of .5 between couples and .2 of the slopes, .74 within, correlation .1
START = np.array([0.5, 0, 0.5, 0, 0, 0.2, 0, 0, 0, 0.2, -0.3, -0.3, 0.1])


@dataclass(frozen=True, slots=True)
class Long:
    """Rows of all couples: couple and occasion count from 0, partner is 0 or 1, terms is (rows, terms)."""

    couple: Ints
    partner: Ints
    occasion: Ints
    y: Floats
    terms: Floats
    names: tuple[str, ...]

    @property
    def couples(self) -> int:
        return int(self.couple.max()) + 1 if len(self.couple) else 0


@dataclass(frozen=True, slots=True)
class Couples:
    """What is kept of each couple: five Gram matrices of w = [x_a x_b z y], and three counts.

    gram (C, 5, m, m): both said (a with a, b with b, a with b), a alone, b alone.
    rows (C, 3): how many pairs, a alone, b alone.
    """

    gram: Floats
    rows: Floats
    fixed: int

    def __getitem__(self, some: slice) -> "Couples":
        return Couples(self.gram[some], self.rows[some], self.fixed)


@dataclass(frozen=True, slots=True)
class Sums:
    """Σ over couples at one (D, Σ); with F = [X y]: all the likelihood and its gradient need."""

    log_det: float  # log|V|
    cross: Floats  # FᵀV⁻¹F
    t: Floats  # ZᵀV⁻¹Z
    outer: Floats  # h_k h_lᵀ for the rows h of ZᵀV⁻¹F: (4, 4, f, f)
    traces: Floats  # tr(V⁻¹R_θ) for the three residual parameters
    bends: Floats  # FᵀV⁻¹R_θV⁻¹F: (3, f, f)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Fit:
    """REML estimates in the units of the data. fixed and se are (2 partners, 1 + terms)."""

    loglik: float
    fixed: Floats
    se: Floats
    random_cov: Floats
    residual_sd: Floats
    residual_corr: float
    slopes: Floats  # (couples, 2): fixed plus predicted random slope of x_within
    iterations: int


@dataclass(frozen=True, slots=True)
class Units:
    """Sizes of y and of each column of x, so that the search sees numbers around 1; and two counts."""

    y: float
    x: Floats
    within: int
    rows: int


def fit(long: Long, chunk: int = 1_000, each: Callable[[], None] = lambda: None) -> Fit:
    """Fit by REML, calling `each` at each step; refuse what cannot be fitted, with the reason."""
    _refuse_unfittable(long)
    units = _units(long)
    couples = couple_sums(replace(long, y=long.y / units.y, terms=long.terms / units.x[1:]))
    parts = [couples[at : at + chunk] for at in range(0, len(couples.gram), chunk)]

    def valued(theta: Floats) -> tuple[float, Floats]:
        each()
        return _minus_loglik(theta, parts, len(long.y))

    found = minimise(valued, START)
    if not found.flat:
        raise Refused("The model could not be fitted: the likelihood has no clear maximum. Try fewer columns.")
    return _in_units(found, couples, units)


def couple_sums(long: Long) -> Couples:
    """The map step over rows: the Gram matrices of each couple."""
    w, size = _rows(long), long.couples
    by = np.lexsort((long.partner, long.occasion, long.couple))
    couple, occasion = long.couple[by], long.occasion[by]
    first = np.flatnonzero((couple[:-1] == couple[1:]) & (occasion[:-1] == occasion[1:]))
    alone = np.ones(len(by), dtype=bool)
    alone[first] = alone[first + 1] = False
    a, b = by[first], by[first + 1]
    a1, b1 = by[alone & (long.partner[by] == 0)], by[alone & (long.partner[by] == 1)]
    cross = _gram(w, a, b, long.couple, size)
    kinds = [_gram(w, at, at, long.couple, size) for at in (a, b, a1, b1)]
    kinds.insert(CROSS, cross + cross.transpose(0, 2, 1))
    rows = [np.bincount(long.couple[at], minlength=size) for at in (a, a1, b1)]
    return Couples(np.stack(kinds, axis=1), np.stack(rows, axis=1).astype(float), w.shape[1] - RANDOM - 1)


def sums(couples: Couples, chol: Floats, residual: Floats) -> Sums:
    """The map step of the likelihood, at D = chol·cholᵀ and residual = (log σ_a, log σ_b, atanh ρ)."""
    weights, bends, traces, log_det = _residual(residual, couples.rows)
    m = np.tensordot(couples.gram, weights, axes=(1, 0))
    f = [*range(couples.fixed), m.shape[1] - 1]
    z = slice(couples.fixed, couples.fixed + RANDOM)
    a, b = m[:, z, z], m[:, z, :][:, :, f]
    inner = np.eye(RANDOM) + chol.T @ a @ chol
    k = chol @ np.linalg.inv(inner) @ chol.T
    kb = k @ b
    h = b - a @ kb
    flat = h.reshape(len(h), -1)
    outer = (flat.T @ flat).reshape(RANDOM, len(f), RANDOM, len(f)).transpose(0, 2, 1, 3)
    bent = [_bend(np.tensordot(couples.gram, bend, axes=(1, 0)), k, kb, f, z) for bend in bends]
    return Sums(
        log_det=float(log_det.sum() + np.linalg.slogdet(inner)[1].sum()),
        cross=(m[:, f][:, :, f] - b.transpose(0, 2, 1) @ kb).sum(axis=0),
        t=(a - a @ k @ a).sum(axis=0),
        outer=outer,
        traces=traces.sum(axis=1) - np.array([trace for trace, _ in bent]),
        bends=np.stack([bend for _, bend in bent]),
    )


def _bend(m: Floats, k: Floats, kb: Floats, f: list[int], z: slice) -> tuple[float, Floats]:
    """Σ tr(K·ZᵀQZ) and Σ (F − ZKB)ᵀQ(F − ZKB) for Q = R⁻¹R_θR⁻¹, from m = WᵀQW of each couple."""
    zz, zf = m[:, z, z], m[:, z, :][:, :, f]
    mixed = kb.transpose(0, 2, 1) @ zf
    bend = m[:, f][:, :, f] - mixed - mixed.transpose(0, 2, 1) + kb.transpose(0, 2, 1) @ zz @ kb
    return float((k * zz).sum()), bend.sum(axis=0)


def _residual(theta: Floats, rows: Floats) -> tuple[Floats, list[Floats], Floats, Floats]:
    """Weights of the five Gram matrices in WᵀR⁻¹W, in WᵀR⁻¹R_θR⁻¹W; tr(R⁻¹R_θ) and log|R| of each couple."""
    sa, sb, rho = np.exp(theta[0]), np.exp(theta[1]), np.tanh(theta[2])
    corner = rho * sa * sb
    sigma = np.array([[sa**2, corner], [corner, sb**2]])
    by_a = np.array([[2 * sa**2, corner], [corner, 0]])
    by_b = np.array([[0, corner], [corner, 2 * sb**2]])
    by_rho = np.array([[0, 1.0], [1.0, 0]]) * sa * sb * (1 - rho**2)
    inverse = np.linalg.inv(sigma)
    bends, traces = [], []
    for by in (by_a, by_b, by_rho):
        q = inverse @ by @ inverse
        alone = np.diag(by) / np.diag(sigma)
        bends.append(np.array([q[0, 0], q[1, 1], q[0, 1], *(alone / np.diag(sigma))]))
        traces.append(rows @ np.array([np.trace(inverse @ by), *alone]))
    weights = np.array([inverse[0, 0], inverse[1, 1], inverse[0, 1], sa**-2, sb**-2])
    log_det = rows @ np.array([np.linalg.slogdet(sigma)[1], 2 * theta[0], 2 * theta[1]])
    return weights, bends, np.stack(traces), log_det


def _minus_loglik(theta: Floats, parts: list[Couples], n: int) -> tuple[float, Floats]:
    """−REML log-likelihood and its gradient in θ = (Cholesky factor of D by rows, residual)."""
    chol = _lower(theta[:10])
    total = reduce(add, (sums(part, chol, theta[10:]) for part in parts))
    xx, xy, yy = total.cross[:-1, :-1], total.cross[:-1, -1], total.cross[-1, -1]
    phi = np.linalg.inv(xx)
    beta = phi @ xy
    b = np.append(-beta, 1.0)
    value = (n - len(beta)) * np.log(2 * np.pi) + total.log_det + np.linalg.slogdet(xx)[1] + yy - xy @ beta
    inside = np.outer(b, b)
    inside[:-1, :-1] += phi
    by_d = total.t - np.einsum("klij,ij->kl", total.outer, inside)
    by_residual = total.traces - np.einsum("tij,ij->t", total.bends, inside)
    by_chol = ((by_d + by_d.T) @ chol)[np.tril_indices(RANDOM)]
    return float(value) / 2, np.concatenate([by_chol, by_residual]) / 2


def _lower(theta: Floats) -> Floats:
    chol = np.zeros((RANDOM, RANDOM))
    chol[np.tril_indices(RANDOM)] = theta
    return chol


def _rows(long: Long) -> Floats:
    """w = [x_a x_b z y] for each row; a row of one partner is 0 in the other's columns."""
    x = np.column_stack([np.ones(len(long.y)), long.terms])
    within = long.terms[:, long.names.index("x_within")]
    is_b = (long.partner == 1)[:, None]
    z = np.column_stack([1 - is_b, is_b, within[:, None] * (1 - is_b), within[:, None] * is_b])
    return np.column_stack([x * (1 - is_b), x * is_b, z, long.y])


def _gram(w: Floats, left: Ints, right: Ints, couple: Ints, couples: int) -> Floats:
    """Σ w_left w_rightᵀ of each couple; rows come sorted by couple."""
    out = np.zeros((couples, w.shape[1], w.shape[1]))
    at = np.searchsorted(couple[left], np.arange(couples + 1))
    for c in np.flatnonzero(np.diff(at)):
        some = slice(at[c], at[c + 1])
        out[c] = w[left[some]].T @ w[right[some]]
    return out


def _units(long: Long) -> Units:
    size = np.sqrt(np.mean(long.terms**2, axis=0))
    x = np.append(1.0, np.where(size > 0, size, 1.0))
    return Units(float(np.std(long.y)), x, 1 + long.names.index("x_within"), len(long.y))


def _refuse_unfittable(long: Long) -> None:
    if long.couples < FEWEST_COUPLES:
        raise Refused(f"Expected at least {FEWEST_COUPLES} couples to compare, found {long.couples}.")
    if float(np.std(long.y)) == 0:
        raise Refused("The column y is the same in every row: there is nothing to explain.")
    for partner in (0, 1):
        x = np.column_stack([np.ones(len(long.y)), long.terms])[long.partner == partner]
        for last in range(2, x.shape[1] + 1):
            part = x[:, :last] / np.maximum(np.sqrt((x[:, :last] ** 2).mean(axis=0)), 1e-300)
            if np.linalg.matrix_rank(part, tol=1e-8 * np.sqrt(len(part) + 1)) < last:
                name = long.names[last - 2]
                raise Refused(
                    f"The column {name} adds nothing for one of the partners: it is constant "
                    "or follows from the columns before it."
                )


def _in_units(found: Found, couples: Couples, units: Units) -> Fit:
    """Undo the scaling: β·s_y/s_x, D and Σ in squared units, and the log-likelihood's Jacobian."""
    chol, residual = _lower(found.at[:10]), found.at[10:]
    cross = sums(couples, chol, residual).cross
    phi = np.linalg.inv(cross[:-1, :-1])
    beta = phi @ cross[:-1, -1]
    back = units.y / units.x
    to_random = back[[0, 0, units.within, units.within]]
    fixed = beta.reshape(2, -1) * back
    jacobian = (units.rows - len(beta)) * np.log(units.y) + 2 * np.log(units.x).sum()
    return Fit(
        loglik=float(-found.value - jacobian),
        fixed=fixed,
        se=np.sqrt(np.diag(phi)).reshape(2, -1) * back,
        random_cov=chol @ chol.T * np.outer(to_random, to_random),
        residual_sd=np.exp(residual[:2]) * units.y,
        residual_corr=float(np.tanh(residual[2])),
        slopes=fixed[:, units.within] + (_predicted(couples, chol, residual, beta) * to_random)[:, 2:],
        iterations=found.iterations,
    )


def _predicted(couples: Couples, chol: Floats, residual: Floats, beta: Floats) -> Floats:
    """û = D·ZᵀV⁻¹(y − Xβ) of each couple (best linear unbiased prediction)."""
    weights = _residual(residual, couples.rows)[0]
    m = np.tensordot(couples.gram, weights, axes=(1, 0))
    z = slice(couples.fixed, couples.fixed + RANDOM)
    left = m[:, z, -1] - m[:, z, : couples.fixed] @ beta
    inner = np.eye(RANDOM) + chol.T @ m[:, z, z] @ chol
    k = chol @ np.linalg.inv(inner) @ chol.T
    return np.asarray(np.einsum("cij,cj->ci", k, left))
