"""Reads the situations of the reflection, and where it may have been learned."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from nearward.domain.reflection import WAYS, Situation

TEXTS = ("said", *WAYS)  # the fields of the file that a person reads


@cache
def situations() -> tuple[Situation, ...]:
    """Return every situation in the order of the file."""
    return tuple(_situation(row) for row in _file()["situation"])


@cache
def learned() -> dict[str, str]:
    """Return each place it may have been learned, by its key."""
    return {row["key"]: row["said"] for row in _file()["learned"]}


def _file() -> dict[str, Any]:
    return tomllib.loads((files("nearward.data") / "reflection.toml").read_text(encoding="utf-8"))


def _situation(row: dict[str, Any]) -> Situation:
    return Situation(row["key"], row["said"], {way: row[way] for way in WAYS}, row["baby"])
