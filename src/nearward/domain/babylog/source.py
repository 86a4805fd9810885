"""What a program that logs babies looks like to the importer; each program is one file beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from nearward.domain.babylog.records import Kind, Record
from nearward.domain.sentence import Sentence

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file is: `kind` for planning, or None with the program's own word for what it holds."""

    word: str
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """How a row names its child: an id, a name, both or neither."""

    id: str = ""
    name: str = ""


class Source(Protocol):
    """One program."""

    name: str
    columns: frozenset[str]

    def owns(self, header: tuple[str, ...]) -> bool:
        """Whether the header may be of this program, even if it does not say what the file holds."""

    def recognise(self, header: tuple[str, ...], file: str = "") -> Shape | None:
        """What a file with this header is, or None when it is not of this program."""

    def child(self, cells: Cells) -> Named:
        """Who the row is about."""

    def record(self, kind: Kind, cells: Cells, zone: ZoneInfo) -> tuple[Record, tuple[Sentence, ...]]:
        """The row as a record with notes; raises `RowError`."""
