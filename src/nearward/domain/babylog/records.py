"""What is kept of a log: sleeps, feeds, changes and pumping. No notes, no amounts, no adult's name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from nearward.domain.sentence import Sentence


class Kind(StrEnum):
    SLEEP = "sleep"
    FEEDING = "feeding"
    CHANGE = "change"
    PUMPING = "pumping"


@dataclass(frozen=True, slots=True)
class Sleep:
    """From falling asleep to waking. Instants in UTC, to the second."""

    kind: ClassVar[Kind] = Kind.SLEEP
    start: datetime
    end: datetime
    nap: bool | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `end` is None and words are empty where the log does not say. The words are Baby Buddy's."""

    kind: ClassVar[Kind] = Kind.FEEDING
    start: datetime
    end: datetime | None = None
    type: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A diaper change; None where the log does not say."""

    kind: ClassVar[Kind] = Kind.CHANGE
    start: datetime
    wet: bool | None = None
    solid: bool | None = None

    @property
    def end(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Pumping:
    """Milk pumped; `end` is None where the log has one time only."""

    kind: ClassVar[Kind] = Kind.PUMPING
    start: datetime
    end: datetime | None = None


Record = Sleep | Feed | Change | Pumping


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that does not come in, by its number in the file (the header is row 1), and why."""

    row: int
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Noted:
    """A row that comes in with something to say about it."""

    row: int
    note: Sentence


def source_key(source: str, child: str, record: Record) -> str:
    """What makes a record the same one, so that a second run adds nothing."""
    return f"{source}/{record.kind}/{child}/{record.start:%Y-%m-%dT%H:%M:%SZ}"
