"""Figures without a goal, and how time is taken."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import numpy as np
from figures import Line

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(what: str, value: str) -> Line:
    """A figure without a goal."""
    return Line(what, value, "shown", reached=True, counts=False)


def seconds(work: Callable[[], object]) -> float:
    """Processor time, so that other work on the machine does not count."""
    started = process_time()
    work()
    return process_time() - started


def p95(times: list[float], goal_ms: float, what: str) -> Line:
    """The time that 95 of 100 stay under, beside its goal."""
    value = 1000 * float(np.quantile(times, 0.95))
    return Line(
        f"{what} (median {1000 * float(np.median(times)):.0f} ms)",
        f"{value:.0f} ms",
        f"< {goal_ms:.0f} ms",
        value < goal_ms,
    )
