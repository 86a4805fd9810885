"""Needs that change from day to day: does the plan follow them, and what do families live through with it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from figures import Line

from nearward.domain.need_forecast import Forecast, Statement, forecast
from nearward.domain.needs import NEEDS, exact_need10
from nearward.domain.nights.baselines import BASELINES, leaning_split, strict_turns
from nearward.domain.nights.bits import bits_of
from nearward.domain.nights.family import NEAR
from nearward.domain.nights.outcome import blocks, courses
from nearward.domain.nights.solve import solve
from plans_parts.families import Family, family, lived
from plans_parts.line import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nearward.domain.nights import NightPlan, Problem, Wake

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
PAST_DAYS, DAYS, NIGHTS = 10, 3, 15
DIFFER = 2  # points of need from which a plan has to follow
SPREAD = 0.3


@dataclass
class Followed:
    """How often the greater need got the longer block, and how often a swap of needs swapped the plan."""

    differ: int = 0
    longer: int = 0
    ties: int = 0
    swaps: int = 0
    swapped: int = 0


def rows(rng: np.random.Generator, families: int = 2_000) -> list[Line]:
    followed = Followed()
    names = ["plan", *BASELINES, "leaning"]
    mean = {name: [] for name in names}
    for _ in range(families):
        one, said = family(rng), _histories(rng)
        _follow(followed, _alike(one), said)
        for name, value in _lived(rng, one, said).items():
            mean[name].append(value)
    found = {name: np.array(values) for name, values in mean.items()}
    five = np.max([found[name] for name in BASELINES], axis=0)
    six = np.maximum(five, found["leaning"])
    over_five, over_six = (found["plan"].mean() / best.mean() - 1 for best in (five, six))
    longer, swapped = followed.longer / followed.differ, followed.swapped / max(1, followed.swaps)
    size = f"{families:,} families"
    return [
        Line(
            f"greater need has the longer block where needs differ by {DIFFER} ({followed.differ:,} nights)",
            f"{100 * longer:.2f} % ({followed.ties} alike)", "≥ 99 %", longer >= 0.99,
        ),
        Line(
            f"after a complete swap tonight’s plan swaps ({followed.swaps:,} swaps)",
            f"{100 * swapped:.2f} %", "≥ 99 %", swapped >= 0.99,
        ),
        Line(
            f"smaller weighted block over the best of five with hindsight, {size} × {DAYS} days × {NIGHTS} nights",
            f"+{100 * over_five:.1f} %", "≥ 10 %", over_five >= 0.10,
        ),
        Line("… over the best of six, with a split that leans to need", f"+{100 * over_six:.1f} %", "≥ 5 %",
             over_six >= 0.05),
        shown("hours: plan; best of five; best of six",
              f"{found['plan'].mean():.2f}; {five.mean():.2f}; {six.mean():.2f}"),
    ]  # fmt: skip


def _histories(rng: np.random.Generator) -> list[list[Statement]]:
    """Two people's check-ins, one an evening: each has a level of their own that moves from day to day."""
    made = []
    for _ in range(2):
        usual, level = rng.uniform(0.5, 3.5), 0.0
        said = []
        for day in range(PAST_DAYS, 0, -1):
            level = 0.5 * level + rng.normal(0, 0.9)
            levels = dict.fromkeys(NEEDS, int(np.clip(round(usual + level), 0, 4)))
            levels["sleep"] = int(np.clip(levels["sleep"] + rng.integers(-1, 2), 0, 4))
            said.append(Statement(NOW - timedelta(days=day - 1), exact_need10(levels), Fraction(2)))
        made.append(said)
    return made


def _needs(said: list[list[Statement]], at: datetime = NOW) -> list[Forecast]:
    return [forecast(one, at=at, nights=1) for one in said]


def _with_needs(problem: Problem, needs: list[Forecast]) -> Problem:
    weights = tuple(one.nights[0].weight for one in needs)
    rest = tuple(1.0 for _ in problem.people[2:])
    nights = tuple(replace(night, weights=(*weights, *rest)) for night in problem.nights)
    return replace(problem, nights=nights, near=NEAR)


def _alike(one: Family) -> Problem:
    """The same night for two with the same hours, floors and caps who can both feed."""
    problem, night = one.problem, one.problem.nights[0]
    people = tuple(
        replace(person, breastfeeds=False, cap_minutes=360, floor_minutes=180) for person in problem.people
    )
    rows = ((True,) * night.slots,) * 2
    sleepable = (night.sleepable[1],) * 2
    return replace(
        problem, people=people, nights=(replace(night, available=rows, sleepable=sleepable, bottles=None),)
    )


def _follow(followed: Followed, problem: Problem, said: list[list[Statement]]) -> None:
    needs = _needs(said)
    now = [one.nights[0].need for one in needs]
    if abs(now[0] - now[1]) < DIFFER:
        return
    plan = solve(_with_needs(problem, needs))[0]
    lead = _lead(plan) * (1 if now[0] > now[1] else -1)
    followed.differ += 1
    followed.longer += lead > 0
    followed.ties += lead == 0
    followed.swaps += 1
    latest = [history[-1] for history in said]
    turned = [[*said[at], replace(latest[1 - at], at=NOW)] for at in (0, 1)]
    after = solve(_with_needs(problem, _needs(turned)))[0]
    followed.swapped += lead > 0 and _lead(after) * (1 if now[0] > now[1] else -1) < 0


def _lead(plan: NightPlan) -> int:
    return plan.block(0).minutes - plan.block(1).minutes


def _lived(rng: np.random.Generator, one: Family, said: list[list[Statement]]) -> dict[str, float]:
    """The mean smaller need-weighted block of one family, for each way to share, over days of their own needs."""
    total: dict[str, list[float]] = {}
    for day in range(DAYS):
        at = NOW - timedelta(days=day)
        needs = _needs([[word for word in history if word.at <= at] for history in said], at)
        problem = _with_needs(one.planned(rng), needs)
        night = problem.nights[0]
        plan = solve(problem)[0]
        if plan.duty is None:
            continue
        coming = lived(one, rng, NIGHTS, SPREAD)
        ways = {name: make(problem, night, day) for name, make in (*BASELINES.items(), ("leaning", leaning_split))}
        for name, duty in {"plan": plan.duty, **ways}.items():
            total.setdefault(name, []).extend(_smaller(problem, duty, coming))
        turns = [_smaller(problem, strict_turns(problem, night, day, wakes), [wakes])[0] for wakes in coming]
        total["strict turns"][-NIGHTS:] = turns  # these follow the wakes as they come
    return {name: float(np.mean(values)) for name, values in total.items()}


def _smaller(problem: Problem, duty: Sequence[int], coming: list[tuple[Wake, ...]]) -> np.ndarray:
    """The smaller need-weighted block, in hours, on each of these nights."""
    night, weights = problem.nights[0], problem.nights[0].weights
    on = [[bits_of(who == person for who in duty)] for person in range(len(problem.people))]
    masks = np.array(on, dtype=np.uint64)
    minutes = blocks(problem, night, masks, courses(coming, night.slots), problem.bottles(night))[:, :, 0]
    caps = [problem.people[at].cap_minutes for at in problem.partners]
    z = [np.minimum(minutes[row], cap) / 60 / weights[row] for row, cap in enumerate(caps)]
    return np.minimum(*z)
