"""Multinomial logistic regression by L-BFGS, in numpy, the same to the bit on every run."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
Cost = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]


def log_shares(z: Floats) -> Floats:
    """Return log softmax by row."""
    z = z - z.max(axis=1, keepdims=True)
    return (z - np.log(np.exp(z).sum(axis=1, keepdims=True))).astype(np.float32)


def learn(x: Floats, y: Whole, kinds: int, ridge: float, steps: int = 120) -> tuple[Floats, Floats]:
    """Return weights (columns of x × kinds) and bias that make y likely, every line counting alike."""
    rows, width = x.shape
    truth = np.zeros((rows, kinds), np.float32)
    truth[np.arange(rows), y] = 1

    def cost(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat[: width * kinds].reshape(width, kinds).astype(np.float32)
        logs = log_shares(x @ weights + flat[width * kinds :].astype(np.float32))
        loss = -float((truth * logs).sum()) / rows + 0.5 * ridge * float((weights**2).sum())
        off = (np.exp(logs) - truth) / rows
        return loss, np.concatenate([(x.T @ off + ridge * weights).ravel(), off.sum(axis=0)]).astype(np.float64)

    best = lbfgs(cost, np.zeros(width * kinds + kinds), steps)
    return best[: width * kinds].reshape(width, kinds).astype(np.float32), best[width * kinds :].astype(np.float32)


def lbfgs(cost: Cost, x: NDArray[np.float64], steps: int, memory: int = 10) -> NDArray[np.float64]:
    """Return a minimum of a smooth cost. Source: Nocedal & Wright, algorithm 7.5, with a halving line search."""
    moves: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    value, slope = cost(x)
    for _step in range(steps):
        way = -_two_loops(slope, moves)
        size, fall = (1.0 if moves else min(1.0, 1 / float(np.abs(slope).sum()))), float(slope @ way)
        while True:
            there, (new, steep) = x + size * way, cost(x + size * way)
            if new <= value + 1e-4 * size * fall or size < 1e-8:
                break
            size /= 2
        moved, turned = there - x, steep - slope
        if moved @ turned > 1e-12:
            moves = [*moves, (moved, turned)][-memory:]
        done = abs(value - new) < 1e-7 * abs(value)
        x, value, slope = there, new, steep
        if done:
            break
    return x


def _two_loops(slope: NDArray[np.float64], moves: list[tuple[NDArray[np.float64], ...]]) -> NDArray[np.float64]:
    way, parts = slope.copy(), []
    for moved, turned in reversed(moves):
        part = (moved @ way) / (turned @ moved)
        parts.append(part)
        way -= part * turned
    if moves:
        moved, turned = moves[-1]
        way *= (moved @ turned) / (turned @ turned)
    for (moved, turned), part in zip(moves, reversed(parts), strict=True):
        way += moved * (part - (turned @ way) / (turned @ moved))
    return way
