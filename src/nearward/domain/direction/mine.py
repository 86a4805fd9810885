"""One person's direction, from what that person may see: the way the rooms ask for it.

The partner enters as `OpenNeed`, which has no place for a private answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

import numpy as np

from nearward.domain.direction.fit import ALL_TIME, Answer, answers_of
from nearward.domain.direction.model import PRIOR, Prior
from nearward.domain.direction.series import ALONE, UNTIMED, Diaries

NOT_SAID = float("nan")


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One of my own check-ins; None is "not said"."""

    day: date
    at: time | None
    stress: float | None
    move: float | None
    event: bool = False


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """What my partner said openly that they need, 0…10."""

    day: date
    at: time | None
    need: float


@dataclass(frozen=True, slots=True)
class Mine:
    """The last days, and all time beside them."""

    now: Answer
    all_time: Answer


def mine(own: Sequence[CheckIn], partner: Sequence[OpenNeed] = (), days: int = 28, prior: Prior = PRIOR) -> Mine:
    """My direction in the `days` up to my own last check-in, and over all time."""
    now, all_time = answers_of(_diaries(own, partner), 0, (days, ALL_TIME), prior)
    return Mine(now, all_time)


def _diaries(own: Sequence[CheckIn], partner: Sequence[OpenNeed]) -> Diaries:
    """Me as person 0 and my partner as person 1, who says nothing but needs."""
    both: list[CheckIn | OpenNeed] = [*own, *partner]
    silent = [NOT_SAID] * len(partner)
    return Diaries(
        person=np.repeat([0, 1], [len(own), len(partner)]),
        day=np.array([said.day.toordinal() for said in both], dtype=np.int64),
        minute=np.array([_minute(said.at) for said in both], dtype=np.int64),
        event=np.array([*(said.event for said in own), *([False] * len(partner))], dtype=np.bool_),
        stress=np.array([*(_number(said.stress) for said in own), *silent], dtype=np.float64),
        move=np.array([*(_number(said.move) for said in own), *silent], dtype=np.float64),
        need=np.array([*([NOT_SAID] * len(own)), *(said.need for said in partner)], dtype=np.float64),
        partner=np.array([1, 0]) if partner else np.array([ALONE, ALONE]),
    )


def _minute(at: time | None) -> int:
    return UNTIMED if at is None else at.hour * 60 + at.minute


def _number(said: float | None) -> float:
    return NOT_SAID if said is None else said
