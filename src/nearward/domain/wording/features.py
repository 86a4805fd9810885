"""Counts of words and of runs of letters, hashed into a fixed number of places and weighed by how rare they are."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
PLACES = 1 << 14
LETTERS = (3, 4, 5)
LONGEST = 1_000  # letters of a text that are read
_MARKS = re.compile(r"[a-z0-9']+|[?!.]{1,3}|[^\w\s]")


def counts(text: str) -> tuple[NDArray[np.int64], Floats]:
    """Return the places that a text fills, and how often it fills each."""
    found = Counter(zlib.crc32(gram.encode()) % PLACES for gram in _grams(text))
    places = np.fromiter(found.keys(), dtype=np.int64, count=len(found))
    return places, np.fromiter(found.values(), dtype=np.float32, count=len(found))


def weighed(often: Floats, rare: Floats) -> Floats:
    """Return log(1 + count) · rarity, at length one. Source: sublinear tf-idf (Salton & Buckley 1988)."""
    weights = np.log1p(often) * rare
    length = float(np.sqrt((weights**2).sum()))
    scaled: Floats = weights / max(length, 1e-9)
    return scaled


def _grams(text: str) -> Iterator[str]:
    words = _MARKS.findall(re.sub("[’‘]", "'", text[:LONGEST].lower()))
    for word in words:
        yield f"w {word}"
    for one, two in zip(["^", *words], [*words, "$"], strict=True):
        yield f"b {one} {two}"
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        yield f"t {one} {two} {three}"
    for word in words:
        spaced = f" {word} "
        for length in LETTERS:
            for at in range(len(spaced) - length + 1):
                yield "c" + spaced[at : at + length]
