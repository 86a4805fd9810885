"""Small logs for the tests of this folder."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from nearward.domain.babylog.files import open_file
from nearward.domain.babylog.reading import Choices, FileReading, Reading, read

FIXTURES = Path(__file__).parents[2] / "fixtures" / "babybuddy"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SLEEP = "child_id,start,end,nap,notes\n"


def fixture(path: str) -> tuple[str, bytes]:
    file = FIXTURES / path
    return file.name, file.read_bytes()


def log(*files: tuple[str, bytes], **choices: object) -> Reading:
    given = {"zone": AMSTERDAM, "now": NOW} | choices
    return read([open_file(name, content) for name, content in files], Choices(**given))


def one(text: str | bytes, name: str = "log.csv", **choices: object) -> FileReading:
    content = text.encode() if isinstance(text, str) else text
    return log((name, content), **choices).files[0]


def sleeps(*rows: str, **choices: object) -> FileReading:
    return one(SLEEP + "\n".join(rows), **choices)


def reasons(file: FileReading) -> Sequence[tuple[int, str]]:
    return [(skipped.row, str(skipped.reason)) for skipped in file.skipped]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)
