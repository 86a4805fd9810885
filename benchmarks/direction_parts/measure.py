"""Simulate, fit, and compare with the truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nearward.domain.direction import words
from nearward.domain.direction.model import PRIOR, STRESS, Prior, posterior, sceptical_p_away, slope, window
from nearward.domain.direction.series import Series, paired
from nearward.domain.direction.simulate import FIRST_DAY, Truth, Type, World, diaries, typed

if TYPE_CHECKING:
    from nearward.domain.direction.series import Diaries, Floats

MOVING: list[Type] = ["secure", "pursue-withdraw", "both withdraw", "over-function-collapse"]
STRONG: list[Type] = ["pursue-withdraw", "both withdraw", "over-function-collapse"]


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


def read(truth: Truth, strong: np.ndarray, world: World, rng: np.random.Generator, prior: Prior = PRIOR) -> Reading:
    """Simulate, and fit all of the days."""
    return refit(paired(diaries(truth, world, rng)), truth, strong, world, prior)


def refit(series: Series, truth: Truth, strong: np.ndarray, world: World, prior: Prior = PRIOR) -> Reading:
    end = np.full(truth.people, FIRST_DAY + world.days - 1)
    seen = posterior(series, window(series, np.arange(truth.people), end, world.days), prior)
    mean, _, low, high, p_away = slope(seen, STRESS)
    return Reading(truth.own_stress, mean, low, high, p_away, strong)


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
        _daily(series.between(at, min(at + chunk, series.people)), at) for at in range(0, series.people, chunk)
    ]
    return Looks(*(np.concatenate(column) for column in zip(*parts, strict=True)), series.people)


def _daily(series: Series, first: int) -> tuple[np.ndarray, np.ndarray]:
    keys = np.unique(series.person * 4_000_000 + series.day)
    person, end = keys // 4_000_000, keys % 4_000_000
    looks = posterior(series, window(series, person, end, 28))
    p = sceptical_p_away(looks, STRESS)
    _, _, low, high, _ = slope(looks, STRESS)
    seen = words.Seen(held(p, person), held(1 - p, person), low, high, looks.with_stress, looks.stress_sd,
                      end - series.first_day[person] + 1)  # fmt: skip
    return person + first, words.statements(seen)


def held(p: Floats, person: np.ndarray) -> Floats:
    least = np.zeros(len(p))
    least[2:] = np.where(person[2:] == person[:-2], np.minimum(np.minimum(p[2:], p[1:-1]), p[:-2]), 0)
    return least
