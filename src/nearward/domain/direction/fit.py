"""Answers: from paired series to slopes, statements and "something changed", for one person or many."""

from collections.abc import Iterator, Sequence
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
    """One person's direction in one window; `statement` and `checkins_to_go` are about own stress."""

    checkins: int
    days: int
    own_stress: Slope
    partner_need: Slope | None
    statement: words.Statement
    checkins_to_go: int | None
    need_statement: words.Statement | None
    need_to_go: int | None
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
class Told:
    """One of the two slopes of many people, what may be said of it (in STATEMENTS), and how far that is."""

    slopes: Slopes
    statement: Ints
    to_go: Ints

    def words(self, person: int) -> tuple[words.Statement, int | None]:
        """The statement, and the check-ins still to go where there is none yet."""
        said = words.STATEMENTS[self.statement[person]]
        return said, int(self.to_go[person]) if said == words.STATEMENTS[words.CANNOT_TELL] else None


@dataclass(frozen=True, slots=True)
class Readings:
    """What the window says of many people, one entry each."""

    own_stress: Told
    partner_need: Told
    with_need: Ints
    checkins: Ints
    days: Ints


def answers(diaries: Diaries, days: int = 28, prior: Prior = PRIOR) -> list[Answer]:
    """The answer of every person in `diaries`, in their order."""
    return list(answered(diaries, days, prior))


def answered(diaries: Diaries, days: int = 28, prior: Prior = PRIOR) -> Iterator[Answer]:
    """The same, one at a time."""
    series = paired(diaries)
    seen = readings(series, days, prior)
    for person in range(series.people):
        yield _answer(seen, person, change(series.between(person, person + 1), prior))


def answers_of(diaries: Diaries, person: int, windows: Sequence[int], prior: Prior = PRIOR) -> list[Answer]:
    """The answer of one person in several windows; what does not hang on the window is worked out once."""
    series = paired(diaries).between(person, person + 1)
    changed = change(series, prior)
    return [_answer(readings(series, days, prior), 0, changed) for days in windows]


def readings(series: Series, days: int = 28, prior: Prior = PRIOR) -> Readings:
    """Fit the windows that end at each person's last check-in day and the two before it; state what held."""
    ends = series.last_days(HELD_ON)
    who = np.repeat(np.arange(series.people), HELD_ON)
    looks = posterior(series, window(series, who, ends.ravel(), days), prior)
    now = looks.take(np.arange(series.people) * HELD_ON)
    return Readings(
        own_stress=_told(series, looks, now, STRESS, prior),
        partner_need=_told(series, looks, now, NEED, prior),
        with_need=now.with_need,
        checkins=now.checkins,
        days=now.days,
    )


def _told(series: Series, looks: Posterior, now: Posterior, column: int, prior: Prior) -> Told:
    """The slope in `column` as it is now, and the word that held over the last days."""
    slopes = Slopes(*slope(now, column))
    ends = series.last_days(HELD_ON)
    p = sceptical_p_away(looks, column, prior).reshape(-1, HELD_ON)
    held = np.all(ends[:, 1:] < ends[:, :-1], axis=1)
    seen = words.Seen(
        away=np.where(held, p.min(axis=1), 0.0),
        toward=np.where(held, (1 - p).min(axis=1), 0.0),
        low80=slopes.low80,
        high80=slopes.high80,
        checkins=now.with_stress if column == STRESS else now.with_need,
        sd=now.stress_sd if column == STRESS else now.need_sd,
        span=ends[:, 0] - series.first_day + 1,
    )
    s2, v = now.beta / now.alpha, now.cov[:, column, column]
    to_go = words.checkins_to_go(now.mean[:, column], s2 * v, s2 / prior.precision[column], seen)
    return Told(slopes, words.statements(seen), to_go)


def _answer(seen: Readings, person: int, changed: Change | None) -> Answer:
    statement, to_go = seen.own_stress.words(person)
    of_need, need_to_go = seen.partner_need.words(person) if seen.with_need[person] else (None, None)
    return Answer(
        checkins=int(seen.checkins[person]),
        days=int(seen.days[person]),
        own_stress=seen.own_stress.slopes.of(person),
        partner_need=seen.partner_need.slopes.of(person) if seen.with_need[person] else None,
        statement=statement,
        checkins_to_go=to_go,
        need_statement=of_need,
        need_to_go=need_to_go,
        changed=changed,
    )
