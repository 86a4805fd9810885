"""Read a CSV file row by row; whatever is wrong is one sentence with file, row and column."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from nearward.domain.refused import Refused

CAP = 64_000_000  # bytes; about two million check-ins


class Table:
    """A CSV file with a header. Rows are numbered as in a spreadsheet: the header is row 1."""

    def __init__(self, path: Path, required: Sequence[str]) -> None:
        self.path, self.name = path, path.name
        self.size = _size(path)
        self.header: list[str] = []
        for _, cells in self._rows():
            self.header = [cell.strip() for cell in cells]
            break
        self._check_header(required)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row below the header with its number; wholly empty lines carry nothing and are passed over."""
        width = len(self.header)
        for number, cells in self._rows():
            if number == 1 or not any(cells):
                continue
            if len(cells) != width:
                raise Refused(
                    f"{self.name}, row {number}: expected {width} cells as in the header, found {len(cells)}."
                )
            yield number, cells

    def at(self, column: str) -> int | None:
        """The place of a column, or None where the file has no such column."""
        return self.header.index(column) if column in self.header else None

    def wrong(self, row: int, column: str, expected: str, found: str) -> Refused:
        shown = found if len(found) <= 40 else found[:39] + "…"
        what = f"found {shown!r}" if found.strip() else "the cell is empty"
        return Refused(f"{self.name}, row {row}, column {column}: expected {expected}, {what}.")

    def _check_header(self, required: Sequence[str]) -> None:
        if not self.header:
            raise Refused(f"{self.name} is empty: expected a header row with {', '.join(required)}.")
        twice = [name for at, name in enumerate(self.header) if name in self.header[:at]]
        if twice:
            raise Refused(f"{self.name}, row 1: the column {twice[0]!r} is there twice.")
        missing = [name for name in required if name not in self.header]
        if missing:
            expected = f"columns between commas, among them {missing[0]}"
            raise Refused(f"{self.name}, row 1: expected {expected}; found {', '.join(self.header)[:120]}.")

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        number = 0
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                for number, cells in enumerate(csv.reader(_no_nul(file), strict=True), start=1):
                    yield number, cells
        except UnicodeDecodeError:
            raise Refused(
                f"{self.name}, after row {number}: expected UTF-8 text; save the file as UTF-8."
            ) from None
        except csv.Error as error:
            raise Refused(f"{self.name}, after row {number}: not a readable CSV row ({error}).") from None
        except OSError as error:
            raise Refused(f"{self.name} cannot be read: {error.strerror}.") from None


def _no_nul(file: TextIO) -> Iterator[str]:
    for line in file:
        if "\0" in line:
            raise csv.Error("it holds a zero byte, so it is not text")
        yield line


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    if path.is_dir():
        raise Refused(f"{path.name} is a folder: expected a CSV file.")
    if size > CAP:
        most = f"{CAP // 1_000_000} MB"
        raise Refused(f"{path.name} has {size // 1_000_000} MB: expected at most {most}; split it by couple.")
    return size
