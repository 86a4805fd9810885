"""Nights as bits of one whole number: bit t is slot t. Sixty-four slots are enough for quarter hours."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Ints = NDArray[np.int64]
ONE = np.uint64(1)


def bits_of(row: Iterable[object]) -> int:
    """The number whose bit t says whether the t-th value is true."""
    return sum(1 << at for at, value in enumerate(row) if value)


def stretch(start: int, end: int) -> int:
    """The slots from start up to but not including end."""
    return (1 << end) - (1 << start) if end > start else 0


def has(masks: Bits, slot: Bits | np.uint64) -> Bits:
    """1 where a mask has the slot, else 0."""
    return (masks >> slot) & ONE


def spread(flags: Bits) -> Bits:
    """All ones where a flag is 1, all zeros where it is 0."""
    return np.negative(flags)


def longest_run(masks: Bits, slots: int) -> Ints:
    """The length of the longest run of ones in each mask, by doubling: about ten steps whatever the run."""
    begins = [masks]  # begins[k] has a bit where a run of 2**k starts
    while 2 ** len(begins) <= slots:
        half = np.uint64(2 ** (len(begins) - 1))
        begins.append(begins[-1] & (begins[-1] >> half))
    length = np.zeros(masks.shape, dtype=np.uint64)
    alive = np.full(masks.shape, ~np.uint64(0))
    for power in range(len(begins) - 1, -1, -1):
        further = alive & (begins[power] >> length)
        longer = further != 0
        alive = np.where(longer, further, alive)
        length += longer.astype(np.uint64) << np.uint64(power)
    return length.astype(np.int64)


def count(masks: Bits) -> Ints:
    """How many slots each mask has."""
    return np.bitwise_count(masks).astype(np.int64)


def distinct(columns: Bits) -> tuple[Ints, Ints]:
    """The first place of each different column of (rows, N), and for each column which of them it is."""
    order = np.lexsort(columns[::-1])
    changes = np.any(columns[:, order[1:]] != columns[:, order[:-1]], axis=0)
    which = np.empty(len(order), dtype=np.int64)
    which[order] = np.concatenate([[0], np.cumsum(changes)])
    first: Ints = order[np.concatenate([[True], changes])]
    return first, which
