"""BFGS with a backtracking line search, for smooth functions of a dozen numbers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nearward.domain.direction.series import Floats

Valued = Callable[[Floats], tuple[float, Floats]]  # a point to the value there and the gradient


@dataclass(frozen=True, slots=True)
class Found:
    """Where the search ended, and whether it ended because the ground is flat."""

    at: Floats
    value: float
    iterations: int
    flat: bool


def minimise(function: Valued, start: Floats, tolerance: float = 1e-6, most: int = 300) -> Found:
    """Go downhill from `start` until no partial derivative, nor the last gain, exceeds the tolerance."""
    at, (value, slope) = start, function(start)
    inverse = np.eye(len(start)) / max(1.0, float(np.abs(slope).max()))
    for iteration in range(1, most + 1):
        step = -inverse @ slope
        if step @ slope >= 0:
            inverse, step = np.eye(len(start)), -slope
        length, new_value, new_slope = _shorten(function, at, step, value, float(step @ slope))
        moved, bent = length * step, new_slope - slope
        gain, at, value, slope = value - new_value, at + moved, new_value, new_slope
        if float(np.abs(slope).max()) < tolerance or (gain < 1e-10 and iteration > 1):
            return Found(at, value, iteration, flat=float(np.abs(slope).max()) < 1e-2)
        inverse = _updated(inverse, moved, bent)
    return Found(at, value, most, flat=False)


def _shorten(
    function: Valued, at: Floats, step: Floats, value: float, descent: float
) -> tuple[float, float, Floats]:
    """The first of 1, ½, ¼ … that gains enough (Armijo); no step when none does."""
    length = 1.0
    for _ in range(40):
        new_value, slope = function(at + length * step)
        if np.isfinite(new_value) and new_value <= value + 1e-4 * length * descent:
            return length, new_value, slope
        length /= 2
    return 0.0, *function(at)


def _updated(inverse: Floats, moved: Floats, bent: Floats) -> Floats:
    """The BFGS update of the inverse Hessian; kept as it is where the curvature is not positive."""
    curvature = moved @ bent
    if curvature <= 1e-12:
        return inverse
    keep = np.eye(len(moved)) - np.outer(moved, bent) / curvature
    return np.asarray(keep @ inverse @ keep.T + np.outer(moved, moved) / curvature)
