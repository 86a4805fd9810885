"""Answers: from paired series to slopes, statements and "something changed", for one person or many."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nearward.domain.direction import words
from nearward.domain.direction.change import Change, change
from nearward.domain.direction.model import (
    NEED,
    PRIOR,
    STRESS,
    Posterior,
    Prior,
    posterior,
    sceptical_p_away,
    slope,
    window,
)
from nearward.domain.direction.series import Diaries, Floats, Ints, Series, paired

ALL_TIME = 4_000_000  # a window longer than any diary
HELD_ON = words.HELD_ON


@dataclass(frozen=True, slots=True)
class Slope:
    """Points of move per point of a predictor above its usual, same day. Negative is away."""

    mean: float
    sd: float
    low80: float
    high80: float
    p_away: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's direction in one window."""

    checkins: int
    days: int
    own_stress: Slope
    partner_need: Slope | None
    statement: words.Statement
    checkins_to_go: int | None
    changed: Change | None


@dataclass(frozen=True, slots=True)
class Slopes:
    """Slope of many people, one entry each."""

    mean: Floats
    sd: Floats
    low80: Floats
    high80: Floats
    p_away: Floats

    def of(self, person: int) -> Slope:
        columns = (self.mean, self.sd, self.low80, self.high80, self.p_away)
        return Slope(*(float(column[person]) for column in columns))


@dataclass(frozen=True, slots=True)
class Readings:
    """What the window says of many people, one entry each."""

    own_stress: Slopes
    partner_need: Slopes
    with_need: Ints
    checkins: Ints
    days: Ints
    statement: Ints
    to_go: Ints


def answers(diaries: Diaries, days: int = 28, prior: Prior = PRIOR) -> list[Answer]:
    """The answer of every person in `diaries`, in their order."""
    return list(answered(diaries, days, prior))


def answered(diaries: Diaries, days: int = 28, prior: Prior = PRIOR) -> Iterator[Answer]:
    """The same, one at a time."""
    series = paired(diaries)
    seen = readings(series, days, prior)
    for person in range(series.people):
        yield _answer(seen, person, change(series.between(person, person + 1), prior))


def readings(series: Series, days: int = 28, prior: Prior = PRIOR) -> Readings:
    """Fit the windows that end at each person's last check-in day and the two before it; state what held."""
    ends = series.last_days(HELD_ON)
    who = np.repeat(np.arange(series.people), HELD_ON)
    looks = posterior(series, window(series, who, ends.ravel(), days), prior)
    now = looks.take(np.arange(series.people) * HELD_ON)
    own = Slopes(*slope(now, STRESS))
    seen = _seen(series, looks, now, own, prior)
    return Readings(
        own_stress=own,
        partner_need=Slopes(*slope(now, NEED)),
        with_need=now.with_need,
        checkins=now.checkins,
        days=now.days,
        statement=words.statements(seen),
        to_go=_to_go(now, seen, prior),
    )


def _seen(series: Series, looks: Posterior, now: Posterior, own: Slopes, prior: Prior) -> words.Seen:
    """The least probability over the last days, and the rest a statement needs."""
    ends = series.last_days(HELD_ON)
    p = sceptical_p_away(looks, STRESS, prior).reshape(-1, HELD_ON)
    held = np.all(ends[:, 1:] < ends[:, :-1], axis=1)
    return words.Seen(
        away=np.where(held, p.min(axis=1), 0.0),
        toward=np.where(held, (1 - p).min(axis=1), 0.0),
        low80=own.low80,
        high80=own.high80,
        checkins=now.with_stress,
        stress_sd=now.stress_sd,
        span=ends[:, 0] - series.first_day + 1,
    )


def _to_go(now: Posterior, seen: words.Seen, prior: Prior) -> Ints:
    s2, mean, v = now.beta / now.alpha, now.mean[:, STRESS], now.cov[:, STRESS, STRESS]
    return words.checkins_to_go(mean, s2 * v, s2 / prior.precision[STRESS], seen)


def _answer(seen: Readings, at: int, changed: Change | None) -> Answer:
    said = words.STATEMENTS[seen.statement[at]]
    return Answer(
        checkins=int(seen.checkins[at]),
        days=int(seen.days[at]),
        own_stress=seen.own_stress.of(at),
        partner_need=seen.partner_need.of(at) if seen.with_need[at] else None,
        statement=said,
        checkins_to_go=int(seen.to_go[at]) if said == "cannot tell yet" else None,
        changed=changed,
    )
