"""Opened files, left-out rows and recent nights as they lie in the database. Only what planning needs."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from nearward.domain.babylog.files import SOURCES, Line, LogFile, open_file
from nearward.domain.babylog.reading import Reading
from nearward.domain.babylog.records import Feed, Kind, Record, Sleep
from nearward.domain.babylog.source import Named, Shape
from nearward.domain.night_taps import Act, Tap, Taps
from nearward.domain.sentence import Sentence, say


@dataclass(frozen=True)
class Opened:
    """A recognised file with the fingerprint of its bytes."""

    log: LogFile
    sha256: str


@dataclass(frozen=True)
class LeftOut:
    """A row that did not come in: the file, its number there, why, and what was read of it."""

    file: str
    row: int
    reason: Sentence
    cells: dict[str, str]


def opened(name: str, content: bytes) -> Opened:
    """Open a file; raises `Refused` when it cannot be read."""
    return Opened(open_file(name, content), hashlib.sha256(content).hexdigest())


def pack_files(files: Iterable[Opened]) -> bytes:
    """Return opened files as bytes."""
    return _pack([_file(file) for file in files])


def unpack_files(packed: bytes | memoryview) -> list[Opened]:
    """Return what `pack_files` packed."""
    return [_opened(kept) for kept in _unpack(packed)]


def left_out_of(reading: Reading, files: Sequence[Opened]) -> list[LeftOut]:
    """Return every row of a reading that stays out, with what was read of it."""
    rows = []
    for told, file in zip(reading.files, files, strict=True):
        cells = {line.number: line.cells for line in file.log.lines}
        rows += [LeftOut(told.file, row.row, row.reason, cells.get(row.row, {})) for row in told.skipped]
    return rows


def pack_left_out(rows: Iterable[LeftOut]) -> bytes:
    """Return left-out rows as bytes."""
    return _pack([[row.file, row.row, *_sentence(row.reason), row.cells] for row in rows])


def unpack_left_out(packed: bytes | memoryview) -> list[LeftOut]:
    """Return what `pack_left_out` packed."""
    return [
        LeftOut(file, row, say(message, **values), cells) for file, row, message, values, cells in _unpack(packed)
    ]


def pack_nights(rows: Iterable[tuple[str, datetime, datetime | None]]) -> str:
    """Return sleeps and feeds (kind, start, end) as one text, to the second."""
    packed = [(kind == Kind.SLEEP, _seconds(start), _seconds(end)) for kind, start, end in rows]
    return json.dumps([[int(slept), start, end] for slept, start, end in packed], separators=(",", ":"))


def unpack_nights(packed: str) -> tuple[Record, ...]:
    """Return what `pack_nights` packed."""
    rows = [(slept, _instant(start), _instant(end)) for slept, start, end in json.loads(packed or "[]")]
    return tuple(Sleep(start, end) if slept and end else Feed(start, end) for slept, start, end in rows if start)


def pack_taps(taps: Taps) -> list[list[Any]]:
    """Return taps as plain values, to the second."""
    return [[tap.act.value, _seconds(tap.at), tap.key, tap.side, int(tap.undone)] for tap in taps]


def unpack_taps(packed: list[list[Any]]) -> Taps:
    """Return what `pack_taps` packed."""
    return tuple(
        Tap(Act(act), datetime.fromtimestamp(at, UTC), key, side, bool(undone))
        for act, at, key, side, undone in packed
    )


def _seconds(at: datetime | None) -> int | None:
    return int(at.timestamp()) if at else None


def _instant(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None


def _sentence(sentence: Sentence) -> tuple[str, dict[str, object]]:
    return sentence.message, {
        name: value.isoformat() if isinstance(value, date) else value for name, value in sentence.values.items()
    }


def _file(file: Opened) -> dict[str, Any]:
    log = file.log
    lines = [
        [line.number, line.cells, line.named.id, line.named.name, _sentence(line.problem) if line.problem else None]
        for line in log.lines
    ]
    return {
        "name": log.name, "source": log.source.name, "word": log.shape.word, "kind": log.shape.kind,
        "names_child": log.names_child, "rows": log.rows, "sha256": file.sha256, "lines": lines,
    }  # fmt: skip


def _opened(kept: dict[str, Any]) -> Opened:
    source = next(source for source in SOURCES if source.name == kept["source"])
    shape = Shape(kept["word"], Kind(kept["kind"]) if kept["kind"] else None)
    lines = tuple(_line(*line) for line in kept["lines"])
    log = LogFile(kept["name"], source, shape, kept["names_child"], kept["rows"], lines)
    return Opened(log, kept["sha256"])


def _line(number: int, cells: dict[str, str], ident: str, name: str, problem: list[Any] | None) -> Line:
    return Line(number, cells, Named(ident, name), say(problem[0], **problem[1]) if problem else None)


def _pack(what: object) -> bytes:
    return zlib.compress(json.dumps(what, separators=(",", ":")).encode(), 6)


def _unpack(packed: bytes | memoryview) -> list[Any]:
    found: list[Any] = json.loads(zlib.decompress(bytes(packed)))
    return found
