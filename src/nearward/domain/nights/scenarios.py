"""Courses a night may take: each gap between wakes stretched or shrunk by chance, alike for every plan."""

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from nearward.domain.nights.bits import Ints
from nearward.domain.nights.outcome import in_time
from nearward.domain.nights.problem import Night, Wake

SPREAD = 0.3  # sd of the logarithm of a gap
MOST_SCENARIOS = 2_000
_NORMAL = NormalDist()
Floats = NDArray[np.float64]


def night_courses(night: Night, count: int, seed: int, number: int) -> tuple[tuple[Wake, ...], ...]:
    """The scenarios a night brings, else `count` drawn around its first option; `number`: its place in the plan."""
    if night.scenarios:
        return night.scenarios
    return drawn(night.options[0].wakes, night.slots, count, np.random.default_rng([seed, number]))


def drawn(
    wakes: Sequence[Wake], slots: int, count: int, rng: np.random.Generator, spread: float = SPREAD
) -> tuple[tuple[Wake, ...], ...]:
    """`count` courses: every gap, the first from the start of the night, times lognormal(−spread²/2, spread).

    Wakes that would start after the night are left out.
    """
    ordered = [wakes[at] for at in in_time(wakes)]
    starts = _starts([wake.slot for wake in ordered], count, rng, spread)
    return tuple(
        tuple(Wake(int(at), wake.slots, wake.feed) for at, wake in zip(row, ordered, strict=True) if at < slots)
        for row in starts
    )


def _starts(slots: Sequence[int], count: int, rng: np.random.Generator, spread: float) -> Ints:
    """(count, wakes) starting slots."""
    gaps = np.diff(np.array(slots, dtype=float), prepend=0.0)
    normal = np.column_stack([rng.permutation(_evenly(count)) for _ in gaps] or [np.empty((count, 0))])
    factors = np.exp(spread * normal - spread**2 / 2)
    starts: Ints = np.rint(np.cumsum(gaps * factors, axis=1)).astype(np.int64)
    return starts


@lru_cache(maxsize=8)
def _evenly(count: int) -> Floats:
    """`count` quantiles of the normal distribution: each gap goes through them once, in an order of its own.

    So a hundred courses (a Latin hypercube) say about as much as several hundred independent draws.
    """
    return np.array([_NORMAL.inv_cdf((at + 0.5) / count) for at in range(count)])
