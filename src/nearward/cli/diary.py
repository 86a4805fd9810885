"""A diary file as check-ins: every cell checked, nothing dropped in silence."""

import math
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from nearward.cli.table import Table
from nearward.domain.direction.series import ALONE, UNTIMED, Diaries
from nearward.domain.refused import Refused

REQUIRED = ("caregiver", "date", "stress", "move", "need")
OPTIONAL = ("couple", "time", "kind")
KINDS = {"": 0, "daily": 0, "event": 1}
NUMBERS = ("stress", "move", "need")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d*\.?\d+([eE][+-]?\d+)?", re.ASCII)


@dataclass(slots=True)
class Lines:
    """One caregiver's rows, compact: row number in the file, day, minute, event, stress, move, need."""

    row: "array[int]" = field(default_factory=lambda: array("i"))
    day: "array[int]" = field(default_factory=lambda: array("i"))
    minute: "array[int]" = field(default_factory=lambda: array("h"))
    event: "array[int]" = field(default_factory=lambda: array("b"))
    stress: "array[float]" = field(default_factory=lambda: array("d"))
    move: "array[float]" = field(default_factory=lambda: array("d"))
    need: "array[float]" = field(default_factory=lambda: array("d"))


@dataclass(frozen=True, slots=True)
class Person:
    """Whose rows these are; `couple` is None where the file has no such column."""

    couple: str | None
    caregiver: str
    lines: Lines


def read(path: Path, seen: Callable[[int], None] = lambda row: None) -> tuple[list[Person], list[str]]:
    """Everybody in the file in order of first appearance, and the columns nothing was read from."""
    table = Table(path, REQUIRED)
    people = _people(table, seen)
    for person in people:
        _refuse_twice(table, person)
    return people, [name for name in table.header if name not in REQUIRED + OPTIONAL]


def batches(people: Sequence[Person], couples: int = 500) -> Iterator[tuple[list[Person], Diaries]]:
    """The people again, some couples at a time, with their diaries; partners stay together."""
    together: dict[str | None, list[Person]] = {}
    for person in people:
        together.setdefault(person.couple, []).append(person)
    remaining = iter(together.values())
    while chunk := list(islice(remaining, couples)):
        of_chunk = [person for couple in chunk for person in couple]
        yield of_chunk, _diaries(of_chunk, _partners(chunk))


def _people(table: Table, seen: Callable[[int], None]) -> list[Person]:
    cells_of = _Cells(table)
    couple_at, caregiver_at = table.at("couple"), table.at("caregiver") or 0
    people: dict[tuple[str | None, str], Person] = {}
    size: dict[str | None, int] = {}
    for row, cells in table.rows():
        couple = None if couple_at is None else cells[couple_at].strip()
        key = couple, cells[caregiver_at].strip()
        if key not in people:
            size[couple] = size.get(couple, 0) + 1
            _refuse_nobody(table, row, key, size[couple])
            people[key] = Person(*key, Lines())
        cells_of.put(people[key].lines, row, cells)
        seen(row)
    return list(people.values())


def _refuse_nobody(table: Table, row: int, key: tuple[str | None, str], size: int) -> None:
    couple, caregiver = key
    if not caregiver:
        raise table.wrong(row, "caregiver", "a name", caregiver)
    if couple == "":
        raise table.wrong(row, "couple", "a name or number", couple)
    if size > 2:
        add = "; add a column couple to tell couples apart" if couple is None else ""
        raise table.wrong(row, "caregiver", f"one of the two partners of the couple{add}", caregiver)


class _Cells:
    """Turns cells into numbers; each different text is read once."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.at = {name: table.at(name) for name in ("date", "time", "kind", *NUMBERS)}
        self.known: dict[str, dict[str, float]] = {name: {} for name in self.at}
        self.readers: dict[str, tuple[Callable[[str], float | None], str]] = {
            "date": (_day, "a date such as 2026-03-09"),
            "time": (_minute, "a time such as 07:30, or nothing"),
            "kind": (KINDS.get, "daily, event, or nothing"),
            **dict.fromkeys(NUMBERS, (_ten, "a number from 0 to 10, or nothing")),
        }

    def put(self, lines: Lines, row: int, cells: list[str]) -> None:
        day = self.value(row, cells, "date")
        lines.row.append(row)
        lines.day.append(int(day))
        lines.minute.append(int(self.value(row, cells, "time")))
        lines.event.append(int(self.value(row, cells, "kind")))
        lines.stress.append(self.value(row, cells, "stress"))
        lines.move.append(self.value(row, cells, "move"))
        lines.need.append(self.value(row, cells, "need"))

    def value(self, row: int, cells: list[str], column: str) -> float:
        at = self.at[column]
        text = "" if at is None else cells[at]
        known = self.known[column]
        if text not in known:
            read, expected = self.readers[column]
            value = read(text.strip())
            if value is None:
                raise self.table.wrong(row, column, expected, text)
            if len(known) > 100_000:
                known.clear()
            known[text] = value
        return known[text]


def _day(text: str) -> float | None:
    try:
        return date.fromisoformat(text).toordinal() if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _minute(text: str) -> float | None:
    match = _TIME.fullmatch(text)
    if match:
        return int(match[1]) * 60 + int(match[2])
    return None if text else UNTIMED


def _ten(text: str) -> float | None:
    if not text:
        return math.nan
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    return value if 0 <= value <= 10 else None


def _refuse_twice(table: Table, person: Person) -> None:
    """The same moment twice is refused; so is a copied row without a time, unless several a day are usual."""
    lines = person.lines
    timed: dict[tuple[float, ...], int] = {}
    said: dict[tuple[float, ...], int] = {}
    copies: list[tuple[int, int]] = []
    for at, row in enumerate(lines.row):
        moment = lines.day[at], lines.minute[at], lines.event[at]
        if lines.minute[at] != UNTIMED:
            if (first := timed.setdefault(moment, row)) != row:
                raise _twice(table, row, first, "date and time")
        elif (first := said.setdefault((*moment, *_values(lines, at)), row)) != row:
            copies.append((row, first))
    if copies and (len(copies) > max(1, len(said) // 10) or not _several_a_day(said)):
        raise _twice(table, *copies[0], "row without a time")


def _several_a_day(said: dict[tuple[float, ...], int]) -> bool:
    """Whether different rows of one day are there on more than one day in ten."""
    days = {row[0] for row in said}
    return len(said) > 1.1 * len(days)


def _values(lines: Lines, at: int) -> tuple[float, ...]:
    return tuple(_key(column[at]) for column in (lines.stress, lines.move, lines.need))


def _key(value: float) -> float:
    return -1.0 if math.isnan(value) else value


def _twice(table: Table, row: int, first: int, what: str) -> Refused:
    return Refused(
        f"{table.name}, row {row}, column date: expected each check-in once, "
        f"found the same caregiver and {what} as in row {first}."
    )


def _partners(couples: Sequence[Sequence[Person]]) -> list[int]:
    partner: list[int] = []
    for couple in couples:
        first = len(partner)
        partner += [first + 1, first] if len(couple) == 2 else [ALONE]
    return partner


def _diaries(people: Sequence[Person], partner: list[int]) -> Diaries:
    def column(name: str, kind: type) -> Any:
        return np.concatenate([np.array(getattr(person.lines, name), dtype=kind) for person in people])

    return Diaries(
        person=np.repeat(np.arange(len(people)), [len(person.lines.row) for person in people]),
        day=column("day", np.int64),
        minute=column("minute", np.int64),
        event=column("event", np.bool_),
        stress=column("stress", np.float64),
        move=column("move", np.float64),
        need=column("need", np.float64),
        partner=np.array(partner),
    )
