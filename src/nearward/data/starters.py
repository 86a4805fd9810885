"""Reads the starter sets of responsibilities, and the words that suggest a kind."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from nearward.domain.labor import KINDS, MENTAL, Starter


@cache
def starters() -> tuple[Starter, ...]:
    """Return every starter in the order of the file."""
    return tuple(_starter(row) for row in _file()["starter"])


@cache
def kind_words() -> dict[str, tuple[str, ...]]:
    """Return the beginnings of words that suggest a kind, for each of the six."""
    words = _file()["words"]
    if list(words) != list(KINDS):
        raise ValueError(f"Words for other kinds than the six: {list(words)}")
    return {kind: tuple(words[kind]) for kind in KINDS}


def _file() -> dict[str, Any]:
    return tomllib.loads((files("nearward.data") / "starters.toml").read_text(encoding="utf-8"))


def _starter(row: dict[str, Any]) -> Starter:
    if row["kind"] not in KINDS or row["mental"] not in MENTAL:
        raise ValueError(f"A starter that cannot be held: {row}")
    return Starter(
        title=row["title"],
        kind=row["kind"],
        minutes=row["minutes"],
        mental=row["mental"],
        from_week=row.get("from"),
        to_week=row.get("to"),
        baby=row.get("baby", True),
    )
