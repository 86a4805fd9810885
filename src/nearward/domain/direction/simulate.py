"""Made-up couples whose true directions are known: for gates and for choosing questions, never for an answer.

Each feature of real diaries is a number in `World`, so that one can be switched off alone.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nearward.domain.direction.series import Bools, Diaries, Floats, Ints

FIRST_DAY = 738_000  # an arbitrary date; only differences matter
SLOTS = (7 * 60, 20 * 60, 14 * 60)  # after the night, in the evening, and (an event) in between

Type = Literal["secure", "pursue-withdraw", "both withdraw", "over-function-collapse", "steady", "changing"]

# (own stress b, partner's need c) of the two partners at full strength; positive is toward.
# The two-a-day figures rest on these sizes: docs/explanation/direction.md says how they were settled.
TYPES: dict[Type, tuple[tuple[float, float], tuple[float, float]]] = {
    "secure": ((0.22, 0.25), (0.22, 0.25)),
    "pursue-withdraw": ((0.33, 0.15), (-0.33, -0.20)),
    "both withdraw": ((-0.33, -0.15), (-0.33, -0.15)),
    "over-function-collapse": ((0.33, 0.30), (-0.33, 0.10)),
    "steady": ((0.0, 0.0), (0.0, 0.0)),
    "changing": ((-0.33, -0.15), (-0.33, -0.15)),
}


@dataclass(frozen=True, slots=True)
class World:
    """What the diaries of one population look like. Sizes are points on 0…10; see evidence in the docs."""

    days: int = 28
    a_day: int = 1
    event_share: float = 0.0  # of days with a hard moment followed by an event check-in
    event_when_away: float = 0.0  # how much more often it is tapped per SD of having moved away (log odds)
    missing: float = 0.30
    missing_on_bad_days: float = 0.25  # change in the log odds of missing, per SD of stress that day
    stress_sd: float = 2.0
    stress_by_day: float = 2 / 3  # share of the stress variance shared by a day
    stress_carry: float = 0.3  # autocorrelation of the day part
    need_sd: float = 1.8
    need_of_stress: float = 0.3  # correlation of need with own stress
    partner_stress: float = 0.2
    residual: float = 1.5  # before rounding and heaping, which bring what is said to about 1.6
    residual_by_day: float = 0.5
    tails: float = 5.0  # degrees of freedom of the errors
    own_lag: float = 0.3
    own_lag_sd: float = 0.1
    trend_sd: float = 0.5
    heaping: float = 0.10  # share of answers given as 0, 5 or 10
    rounding: bool = True
    first_days: float = 0.8  # stress said higher at first, fading over about three days
    reactivity: float = 0.3  # move drifts up over the first two weeks because one is asked
    changes_on: int = 30


@dataclass(frozen=True, slots=True)
class Truth:
    """True slopes of each person: own stress, partner's need, and own stress after `changes_on`."""

    own_stress: Floats
    partner_need: Floats
    own_stress_after: Floats

    @property
    def people(self) -> int:
        return len(self.own_stress)


def typed(kinds: list[Type], strength: Floats, rng: np.random.Generator, jitter: float = 0.03) -> Truth:
    """Couples of the kinds given; rows 2k and 2k + 1 are partners. `strength` is one number a couple."""
    slopes = np.array([TYPES[kind] for kind in kinds]) * strength[:, None, None]
    moving = np.array([kind != "steady" for kind in kinds])
    own, need = slopes.reshape(-1, 2).T
    own = own + np.repeat(moving, 2) * rng.normal(0, jitter, len(own))
    changing = np.repeat([kind == "changing" for kind in kinds], 2)
    return Truth(own, need, np.where(changing, -own, own))


def drawn(couples: int, mean: float, sd: float, rng: np.random.Generator) -> Truth:
    """Couples whose slopes follow N(mean, sd²), off every type."""
    own, need = rng.normal(mean, sd, (2, 2 * couples))
    return Truth(own, need, own)


def diaries(truth: Truth, world: World, rng: np.random.Generator) -> Diaries:
    """What these people would have written, gaps and all."""
    latent = _stress(truth.people, world, rng)
    need = _need(latent, world, rng)
    move = _move(truth, latent, need, world, rng)
    asked = _asked(latent, move, world, rng)
    said_stress = _said(5 + _own(truth.people, rng, 0.8) + latent + _first_days(world), world, rng)
    said_need = _said(5 + _own(truth.people, rng, 0.8) + need, world, rng)
    said_move = _said(6 + _own(truth.people, rng, 0.8) + move, world, rng)
    return _rows(asked, said_stress, said_move, said_need, world)


def _own(people: int, rng: np.random.Generator, sd: float) -> Floats:
    return rng.normal(0, sd, (people, 1, 1))


def _with_partner(shape: tuple[int, ...], correlation: float, rng: np.random.Generator) -> Floats:
    """Standard normals for (2 × couples, …), correlated between the two partners of a couple."""
    alone = rng.normal(size=shape)
    together = np.repeat(rng.normal(size=(shape[0] // 2, *shape[1:])), 2, axis=0)
    return np.asarray(np.sqrt(1 - correlation) * alone + np.sqrt(correlation) * together)


def _stress(people: int, world: World, rng: np.random.Generator) -> Floats:
    """(people, days, slots), centred at 0: a carried day part and a part of the moment."""
    day = _with_partner((people, world.days), world.partner_stress, rng)
    carry = world.stress_carry
    for t in range(1, world.days):
        day[:, t] = carry * day[:, t - 1] + np.sqrt(1 - carry**2) * day[:, t]
    moment = _with_partner((people, world.days, len(SLOTS)), world.partner_stress, rng)
    moment[:, :, 2] = np.abs(moment[:, :, 2])  # events come when it is hard
    share = world.stress_by_day
    return np.asarray(world.stress_sd * (np.sqrt(share) * day[:, :, None] + np.sqrt(1 - share) * moment))


def _need(stress: Floats, world: World, rng: np.random.Generator) -> Floats:
    share = world.need_of_stress
    own_part = np.sqrt(1 - share**2) * rng.normal(size=stress.shape)
    return np.asarray(world.need_sd * (share * stress / world.stress_sd + own_part))


def _errors(shape: tuple[int, ...], world: World, rng: np.random.Generator) -> Floats:
    """Heavy-tailed errors with SD `residual`, partly shared by a day."""
    unit = np.sqrt((world.tails - 2) / world.tails)
    day = rng.standard_t(world.tails, (*shape[:2], 1)) * unit
    moment = rng.standard_t(world.tails, shape) * unit
    share = world.residual_by_day
    return np.asarray(world.residual * (np.sqrt(share) * day + np.sqrt(1 - share) * moment))


def _move(truth: Truth, stress: Floats, need: Floats, world: World, rng: np.random.Generator) -> Floats:
    """(people, days, slots): the model of direction.md, with a carried own lag and a drift."""
    partner = np.arange(truth.people) ^ 1
    day = np.arange(world.days)
    own = np.where(day < world.changes_on, truth.own_stress[:, None], truth.own_stress_after[:, None])
    drift = rng.normal(0, world.trend_sd, (truth.people, 1)) * (day - world.days) / 28
    drift = drift + world.reactivity * (1 - np.exp(-day / 7))
    pull = own[:, :, None] * stress + truth.partner_need[:, None, None] * need[partner]
    move = pull + _errors(stress.shape, world, rng)
    lag = np.clip(rng.normal(world.own_lag, world.own_lag_sd, truth.people), 0, 0.8)
    for t in range(1, world.days):
        move[:, t] += (lag * move[:, t - 1, :2].mean(axis=1))[:, None]
    return np.asarray(move + drift[:, :, None])


def _asked(stress: Floats, move: Floats, world: World, rng: np.random.Generator) -> Bools:
    """(people, days, slots): which check-ins were kept. Bad days are kept less often."""
    odds = np.log(world.missing / (1 - world.missing)) if world.missing else -np.inf
    missing = 1 / (1 + np.exp(-(odds + world.missing_on_bad_days * stress / world.stress_sd)))
    kept = rng.random(stress.shape) >= missing
    slot = np.arange(len(SLOTS))
    tapped = 2 * world.event_share / (1 + np.exp(world.event_when_away * move[:, :, 2] / world.residual))
    kept[:, :, 2] &= rng.random(stress.shape[:2]) < tapped
    return np.asarray(kept & ((slot == 2) | (slot >= 2 - world.a_day) & (slot < 2)))


def _said(value: Floats, world: World, rng: np.random.Generator) -> Floats:
    """An answer on 0…10: whole numbers, some of them heaped."""
    heaped = rng.random(value.shape) < world.heaping
    answer = np.where(heaped, 5 * np.round(value / 5), np.round(value) if world.rounding else value)
    return np.clip(answer, 0, 10)


def _first_days(world: World) -> Floats:
    return world.first_days * np.exp(-np.arange(world.days) / 1.5)[None, :, None]


def _rows(kept: Bools, stress: Floats, move: Floats, need: Floats, world: World) -> Diaries:
    person, day, slot = np.nonzero(kept)
    minute: Ints = np.array(SLOTS)[slot]
    people = kept.shape[0]
    return Diaries(
        person=person,
        day=day + FIRST_DAY,
        minute=minute,
        event=slot == 2,
        stress=stress[kept],
        move=move[kept],
        need=need[kept],
        partner=np.arange(people) ^ 1,
    ).sorted()
