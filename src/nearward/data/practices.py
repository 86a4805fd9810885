"""Reads the texts of the practices: situations, where one learned it, small things together, expectations."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nearward.domain.reflection import WAYS, Answer, Situation


@dataclass(frozen=True, slots=True)
class Small:
    """One small thing two people could do together."""

    name: str
    title: str
    baby: bool = True


@cache
def situations() -> tuple[Situation, ...]:
    """Return every situation in the order of the file; each has all four ways once."""
    return tuple(_situation(row) for row in _file()["situation"])


@cache
def learned() -> dict[str, str]:
    """Return where one may have learned it, by name."""
    return dict(_file()["learned"])


@cache
def kept() -> dict[str, str]:
    """Return the four places of what one keeps for oneself, by name."""
    return dict(_file()["keep"])


@cache
def small_things() -> tuple[Small, ...]:
    """Return the small things to do together, in the order of the file."""
    return tuple(Small(**row) for row in _file()["small"])


@cache
def expectations() -> dict[str, str]:
    """Return what one may expect of the first weeks: the six kinds and the nights, by name."""
    return dict(_file()["expect"])


def strings() -> list[str]:
    """Return every text of the file that a person may read, each once, in order."""
    return list(dict.fromkeys(_strings()))


def _strings() -> Iterator[str]:
    for one in situations():
        yield from (one.ask, one.when)
        for answer in one.answers:
            yield from (answer.does, answer.tends)
    yield from learned().values()
    yield from kept().values()
    yield from (one.title for one in small_things())
    yield from expectations().values()


def _situation(row: dict[str, Any]) -> Situation:
    answers = tuple(Answer(**answer) for answer in row["answers"])
    if sorted(answer.way for answer in answers) != sorted(WAYS):
        raise ValueError(f"A situation without its four answers: {row['name']}")
    return Situation(row["name"], row["ask"], row["when"], answers, row.get("baby", True))


def _file() -> dict[str, Any]:
    return tomllib.loads((files("nearward.data") / "practices.toml").read_text(encoding="utf-8"))
