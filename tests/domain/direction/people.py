"""Small diaries for the tests, and a strategy that makes odd ones."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from nearward.domain.direction.series import ALONE, UNTIMED, Diaries

NAN = float("nan")
ANA, BEN = 0, 1


@dataclass(frozen=True)
class Said:
    """One row of a diary."""

    who: int
    day: int
    stress: float = NAN
    move: float = NAN
    need: float = NAN
    minute: int = UNTIMED
    event: bool = False


def diaries(rows: list[Said], partner: tuple[int, ...] = (BEN, ANA)) -> Diaries:
    def column(name: str, kind: type) -> np.ndarray:
        return np.array([getattr(row, name) for row in rows], dtype=kind)

    return Diaries(
        person=column("who", np.int64),
        day=column("day", np.int64),
        minute=column("minute", np.int64),
        event=column("event", np.bool_),
        stress=column("stress", np.float64),
        move=column("move", np.float64),
        need=column("need", np.float64),
        partner=np.array(partner),
    )


def alone(rows: list[Said]) -> Diaries:
    return diaries([replace(row, who=0) for row in rows], partner=(ALONE,))


scale = st.one_of(st.just(NAN), st.integers(0, 10).map(float))
rows = st.builds(
    Said,
    who=st.sampled_from((ANA, BEN)),
    day=st.integers(700_000, 700_040),
    stress=scale,
    move=scale,
    need=scale,
    minute=st.sampled_from((UNTIMED, 420, 1200)),
    event=st.booleans(),
)
lists = st.lists(rows, max_size=45)


def steady_hand(days: int, slope: float, who: int = ANA, seed: int = 1, noise: float = 0.8) -> list[Said]:
    """A person with one check-in a day whose move follows stress with `slope`."""
    rng = np.random.default_rng(seed)
    stress = rng.integers(1, 10, days).astype(float)
    move = np.clip(5 + slope * (stress - 5) + rng.normal(0, noise, days), 0, 10)
    return [Said(who, 700_000 + day, stress[day], move[day], float(day % 5)) for day in range(days)]
