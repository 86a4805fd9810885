"""Reads the cards, and the weights of the two ears."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nearward.data.encoder import encoder
from nearward.domain.wording.cards import CONNECT, DISTANCE, Card, Library, Slot
from nearward.domain.wording.ears import Full, Letters, Limits, Plain
from nearward.domain.wording.encoder import Encoder, Small
from nearward.domain.wording.hearing import Heard, hear

FOLDER = files("nearward.data.words")


@cache
def library() -> Library:
    """Return every card in the order of the file, with the slots they use."""
    read = tomllib.loads((FOLDER / "cards.toml").read_text(encoding="utf-8"))
    slots = {name: _slot(name, row) for name, row in read["slot"].items()}
    return Library({row["id"]: _card(row) for row in read["card"]}, slots)


def _slot(name: str, row: dict[str, Any]) -> Slot:
    return Slot(name, row["label"], tuple(row.get("choices", ())), row.get("first", ""))


def _card(row: dict[str, Any]) -> Card:
    if row["family"] not in (DISTANCE, CONNECT):
        raise ValueError(f"A card of no family: {row['id']}")
    return Card(
        label=row["id"], family=row["family"], lands_as=row["lands_as"], inside=row["inside"],
        question=row["question"], rewordings=tuple(row["rewordings"]), answers=tuple(row["answers"]),
        ask=(row["ask"][0], row["ask"][1]), support=row.get("support", False),
    )  # fmt: skip


@dataclass(frozen=True)
class Both:
    """The ear that needs the encoder, where it is installed, and the one that does not."""

    full: Full | None
    plain: Plain


@cache
def ears() -> Both:
    """Return both ears; the first call reads the encoder, which takes about half a second."""
    with (FOLDER / "weights.npz").open("rb") as file, np.load(file) as read:
        kept = {name: read[name] for name in read.files}
    labels = tuple(map(str, kept["labels"]))
    letters = Letters(
        labels, Small(kept["letters"], kept["letters_scale"]), kept["letters_bias"], kept["rare"].astype(np.float32)
    )
    reads = encoder()
    full = None if reads is None else _full(kept, letters, reads)
    return Both(full, Plain(letters, _limits(kept["plain"])))


def _full(kept: dict[str, Any], letters: Letters, reads: Encoder) -> Full:
    return Full(
        letters, reads.vector, kept["middle"], kept["spread"], Small(kept["vector"], kept["vector_scale"]),
        kept["vector_bias"], float(kept["share"]), float(kept["heat"]), _limits(kept["limits"]),
    )  # fmt: skip


def _limits(rows: NDArray[np.void]) -> Limits:
    found = {str(name): float(value) for name, value in rows}
    named = {name.removeprefix("name "): value for name, value in found.items() if name.startswith("name ")}
    return Limits(named, found.get("family", 2.0), found["soft"], found["hard"], found.get("plain", 1.0))


def heard(text: str) -> Heard:
    """Hear one sentence with what is installed here."""
    both, families = ears(), {label: card.family for label, card in library().cards.items()}
    return hear(text, families, both.full, both.plain)
