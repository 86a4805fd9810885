"""One file of a log, opened: who made it, what it holds, and its rows cut down to what is needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from nearward.domain.babylog.baby_buddy import BabyBuddy
from nearward.domain.babylog.source import Named, Shape, Source
from nearward.domain.babylog.text import DELIMITERS, decode, header_of, rows_of
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

SOURCES: tuple[Source, ...] = (BabyBuddy(),)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with only the columns its source asks for; notes and amounts are already gone."""

    number: int
    cells: dict[str, str]
    named: Named
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class LogFile:
    """A recognised file. `lines` is empty when planning does not need it; `rows` counts them all the same."""

    name: str
    source: Source
    shape: Shape
    names_child: bool
    rows: int
    lines: tuple[Line, ...]


def open_file(name: str, content: bytes) -> LogFile:
    """Recognise and cut a file; raises `Refused` with one sentence when it is not a log that can be read."""
    text = decode(content, name)
    source, shape, delimiter = _recognise(name, text)
    header = header_of(text, delimiter)
    lines = tuple(_lines(name, text, delimiter, header, source))
    names_child = any(column.startswith("child") for column in header)
    return LogFile(name, source, shape, names_child, len(lines), lines if shape.kind else ())


def _recognise(name: str, text: str) -> tuple[Source, Shape, str]:
    for delimiter in DELIMITERS:
        header = header_of(text, delimiter)
        for source in SOURCES:
            if shape := source.recognise(header, name):
                return source, shape, delimiter
    raise Refused(_not_ours(name, header_of(text, ",")))


def _lines(name: str, text: str, delimiter: str, header: tuple[str, ...], source: Source) -> Iterator[Line]:
    wanted = [(at, column) for at, column in enumerate(header) if column in source.columns]
    for row in rows_of(text, delimiter, len(header), name):
        cells = {column: row.cells[at] for at, column in wanted if at < len(row.cells)}
        yield Line(row.number, cells, source.child(cells), row.problem)


def _not_ours(name: str, header: tuple[str, ...]) -> Sentence:
    if {"start", "end"} <= set(header) and any(source.owns(header) for source in SOURCES):
        return say(
            N_(
                "The columns of %(file)s do not say whether it holds sleep or feeds. Export Sleep and Feedings "
                "again, and keep the names the files come with."
            ),
            file=name,
        )
    return say(
        N_("%(file)s is not a log Nearward can read. It reads CSV files exported from %(sources)s."),
        file=name,
        sources=", ".join(source.name.title() for source in SOURCES),
    )
