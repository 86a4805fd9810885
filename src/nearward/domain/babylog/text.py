"""From bytes to rows of cells, whatever the line ends and quoting; a broken row costs itself only."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

MAX_BYTES = 10_000_000
MAX_ROWS = 50_000
MAX_LINES = 2 * MAX_ROWS
MAX_LINE_LENGTH = 20_000
MAX_COLUMNS = 200
MAX_LINES_IN_A_ROW = 200
READ_AGAIN = 4
DELIMITERS = (",", ";", "\t")

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_BROKEN = say(N_("The row is broken: its quotes or columns do not add up."))
_NOT_TEXT = say(N_("The row holds characters that do not belong in a text file."))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file as a spreadsheet would number it, or what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    problem: Sentence | None = None


def decode(content: bytes, name: str) -> str:
    """The text of a file, or `Refused` with what to do about it."""
    if len(content) > MAX_BYTES:
        raise Refused(too_large(name))
    if _looks_like_utf16(content):
        raise Refused(say(N_("%(file)s is saved as UTF-16. Save it as UTF-8 and try again."), file=name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            say(N_("%(file)s is not in UTF-8. Save it as a CSV file in UTF-8 and try again."), file=name)
        ) from None
    if not text.strip():
        raise Refused(say(N_("%(file)s is empty."), file=name))
    if line_count(content) > MAX_LINES:
        raise Refused(too_many_lines(name))
    if max(map(len, text.replace("\r", "\n").split("\n"))) > MAX_LINE_LENGTH:
        raise Refused(_not_a_log(name))
    return text


def line_count(content: bytes) -> int:
    """The number of lines, at most: counted before parsing, since each line costs time and memory."""
    return content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n") + 1


def too_large(name: str) -> Sentence:
    """The sentence for a file past the limit, for whoever can see the size before the content."""
    return say(
        N_("%(file)s is larger than %(limit)s MB, far more than a baby's log. Nothing of it was read."),
        file=name,
        limit=MAX_BYTES // 1_000_000,
    )


def plain(cell: str, limit: int) -> str:
    """A cell as it may be shown to a person: printable, on one line, not longer than `limit`."""
    cell = "".join(letter if letter.isprintable() else " " for letter in cell)
    cell = " ".join(cell.split())
    return cell if len(cell) <= limit else f"{cell[: limit - 1]}…"


def header_of(text: str, delimiter: str) -> tuple[str, ...]:
    """The cells of the first line, trimmed and in lower case; none where that line is no header of a log."""
    first = _LINES.match(text.lstrip("\r\n"))
    line = first.group() if first else ""
    if line.count(delimiter) >= MAX_COLUMNS:
        return ()
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip().casefold() for cell in cells)


def rows_of(text: str, delimiter: str, width: int, name: str) -> Iterator[Row]:
    """Every row after the header that is not blank. `width` is the number of cells the header has."""
    lines = [line for line in _LINES.findall(text.lstrip("\r\n")) if line]
    at, number, rows, read = 1, 1, 0, 0
    while at < len(lines):
        number += 1
        row, used, tried = _row_at(lines, at, delimiter, width, number)
        at += used
        read += tried
        if read > READ_AGAIN * len(lines) + MAX_LINES_IN_A_ROW:
            raise Refused(_not_a_log(name))
        if row is None:
            continue
        rows += 1
        if rows > MAX_ROWS:
            raise Refused(_too_many(name))
        yield row


def _row_at(lines: list[str], at: int, delimiter: str, width: int, number: int) -> tuple[Row | None, int, int]:
    """The row that begins at a line, how many lines it took, and how many were read to see that.

    A broken row takes its first line only, so that lines read in vain are read again.
    """
    if "\x00" in lines[at]:
        return Row(number, (), _NOT_TEXT), 1, 1
    reach = MAX_LINES_IN_A_ROW if '"' in lines[at] else 1
    reader = csv.reader(lines[at : at + reach], delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return Row(number, (), _BROKEN), 1, reader.line_num
    took = reader.line_num
    if _swallowed(lines[at + 1 : at + took], delimiter, width):
        return Row(number, (), _BROKEN), 1, took
    if not any(cell.strip() for cell in cells):
        return None, took, took
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return Row(number, (), _BROKEN), took, took
    return Row(number, tuple(cells)), took, took


def _swallowed(inner: list[str], delimiter: str, width: int) -> bool:
    """Whether an open quote has eaten whole rows: a line inside one cell that reads like a row of the log."""
    return any(line.count(delimiter) >= width - 1 and _MOMENT.search(line) for line in inner)


def _too_many(name: str) -> Sentence:
    return say(
        N_("%(file)s has more than %(limit)s rows, far more than a baby's log. Nothing of it came in."),
        file=name,
        limit=f"{MAX_ROWS:,}",
    )


def too_many_lines(name: str) -> Sentence:
    """The sentence for more lines than are read at once, in one file or in several together."""
    return say(
        N_(
            "%(file)s has more than %(limit)s lines, far more than a baby's log. Export a shorter time, "
            "and bring in one file after the other."
        ),
        file=name,
        limit=f"{MAX_LINES:,}",
    )


def _not_a_log(name: str) -> Sentence:
    return say(
        N_(
            "%(file)s is not built like a log: a line is far too long, or the quotes do not add up. "
            "Export it again as CSV, and choose that file."
        ),
        file=name,
    )


def _looks_like_utf16(content: bytes) -> bool:
    head = content[:400]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return len(head) >= 8 and max(head[::2].count(0), head[1::2].count(0)) * 3 > len(head)
