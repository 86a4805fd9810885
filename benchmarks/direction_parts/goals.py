"""The figures with a goal: signs, calibration, statements."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from figures import Line

from direction_parts.measure import Looks, both_strengths, daily, read
from nearward.domain.direction import words
from nearward.domain.direction.fit import answers, readings
from nearward.domain.direction.model import PRIOR_SD, STRESS, Prior
from nearward.domain.direction.series import paired
from nearward.domain.direction.simulate import Type, World, diaries, drawn, typed

IDEAL = {
    "tails": 1e6, "own_lag": 0.0, "own_lag_sd": 0.0, "trend_sd": 0.0, "heaping": 0.0,
    "rounding": False, "first_days": 0.0, "reactivity": 0.0, "residual": 1.6,
}  # fmt: skip
ONLY_SLOPE = Prior(np.where(np.arange(len(PRIOR_SD)) == STRESS, PRIOR_SD, 1e-4))
AWAY: tuple[words.Statement, ...] = ("usually away", "perhaps away")
TOWARD: tuple[words.Statement, ...] = ("usually toward", "perhaps toward")


def signs(couples: int, rng: np.random.Generator) -> list[Line]:
    """Day 28: sign right against nothing missing and against an ideal diary; two check-ins a day."""
    truth, strong = both_strengths(couples, rng)
    one = read(truth, strong, World(), rng).right
    full = read(truth, strong, World(missing=0.0), rng).right
    two = read(truth, strong, World(a_day=2), rng)
    alone = replace(truth, partner_need=0 * truth.partner_need)
    ideal = read(alone, strong, World(**IDEAL), rng, ONLY_SLOPE).right
    slopes = int((np.abs(truth.own_stress) >= 0.1).sum())
    near_full, near_ideal = (
        f"≥ {full - 0.01:.3f} (nothing missing − .01)",
        f"≥ {ideal - 0.02:.3f} (ideal − .02)",
    )
    return [
        Line(
            f"sign right, one a day ({slopes} slopes)",
            f"{one:.3f}",
            near_full,
            one >= full - 0.01,
            counts=False,
        ),
        Line("… beside an ideal diary of as many days", f"{one:.3f}", near_ideal, one >= ideal - 0.02),
        Line("… two a day", f"{two.right:.3f}", near_full, two.right >= full - 0.01),
        Line("… two a day", f"{two.right:.3f}", "≥ .91", two.right >= 0.91),
        Line("strong directions at P > .9, two a day", f"{two.named:.3f}", "≥ .75", two.named >= 0.75),
    ]


def calibration(couples: int, rng: np.random.Generator) -> list[Line]:
    lines = []
    none = np.zeros(2 * couples, dtype=bool)
    for name, truth in (
        ("slopes N(0, .15)", drawn(couples, 0, 0.15, rng)),
        ("slopes N(−.10, .10)", drawn(couples, -0.1, 0.1, rng)),
        ("slopes N(0, .30)", drawn(couples, 0, 0.30, rng)),
        ("typed couples", both_strengths(couples, rng)[0]),
    ):
        got = read(truth, none, World(), rng)
        good = 0.76 <= got.covered <= 0.84
        lines.append(Line(f"80 % interval covers, {name}", f"{got.covered:.3f}", ".76 … .84", good))
    return lines


def statements(couples: int, rng: np.random.Generator) -> list[Line]:
    def looks(kind: Type, **how: float) -> Looks:
        return daily(diaries(typed([kind] * couples, np.ones(couples), rng), World(**how), rng))

    steady, steady2 = looks("steady").ever(*AWAY, *TOWARD), looks("steady", a_day=2).ever(*AWAY, *TOWARD)
    long = looks("steady", days=60).ever("usually away", "usually toward")
    secure, secure2 = looks("secure").ever(*AWAY), looks("secure", a_day=2).ever(*AWAY)
    wrong, named = _usually(couples * 2, rng)
    changes, false = _changed(couples // 4, rng)
    return [
        Line("steady people ever flagged in 28 days, one a day", f"{steady:.3f}", "≤ .05", steady <= 0.05),
        Line("… two a day", f"{steady2:.3f}", "≤ .05", steady2 <= 0.05),
        Line("… ever told usually in 60 days, one a day", f"{long:.3f}", "shown", True, counts=False),
        Line("secure ever told away, one a day", f"{secure:.4f}", "≤ .01", secure <= 0.01),
        Line("… two a day", f"{secure2:.4f}", "≤ .01", secure2 <= 0.01),
        Line(f"usually, and wrong (of {named} named)", f"{wrong:.4f}", "≤ .03", wrong <= 0.03),
        Line("change at day 30 noticed by day 60", f"{changes:.2f}", "shown", True, counts=False),
        Line("something changed, though nothing did", f"{false:.3f}", "≤ .03", false <= 0.03),
    ]


def _usually(couples: int, rng: np.random.Generator) -> tuple[float, int]:
    """Wrong among those told "usually" at day 28, typed couples of both strengths, two a day."""
    truth, _ = both_strengths(couples, rng)
    said = readings(paired(diaries(truth, World(days=29, a_day=2), rng))).own_stress.statement
    away, toward = (said == words.STATEMENTS.index(word) for word in ("usually away", "usually toward"))
    wrong = (away & (truth.own_stress > 0)) | (toward & (truth.own_stress < 0))
    named = int((away | toward).sum())
    return float(wrong.sum() / max(named, 1)), named


def _changed(couples: int, rng: np.random.Generator) -> tuple[float, float]:
    def share(kind: Type) -> float:
        truth = typed([kind] * couples, np.ones(couples), rng)
        made = answers(diaries(truth, World(days=60, a_day=2), rng))
        return float(np.mean([answer.changed is not None for answer in made]))

    return share("changing"), share("both withdraw")
