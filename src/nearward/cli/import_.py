"""`nearward import FILE…`: bring in a baby's log, or only look at what would come in."""

import hashlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from nearward.cli.import_output import as_json, as_table
from nearward.cli.refusing import one_sentence
from nearward.cli.running import setup
from nearward.domain.babylog.files import LogFile, open_file
from nearward.domain.babylog.reading import Choices, Reading, read
from nearward.domain.babylog.text import MAX_BYTES, too_large
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_

_SLOW = 3_000_000  # bytes that take about two seconds to read


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--family", metavar="ID", help="The family it is for. Not needed when there is only one.")
@click.option("--child", metavar="NAME", default="", help="The child it is for; NAME=WHO if the log says WHO.")
@click.option("--zone", "zone_name", metavar="ZONE", help="The time zone of the phone or server it came from.")
@click.option("--dry-run", is_flag=True, help="Only say what would come in. Needs no database.")
@click.option("--json", "json_", is_flag=True, help="Machine output.")
def command(
    *,
    files: tuple[str, ...],
    family: str | None,
    child: str,
    zone_name: str | None,
    dry_run: bool,
    json_: bool,
) -> None:
    """Bring in a baby's log: CSV files exported from Baby Buddy.

    Times in these files are wall times: --zone says where. A second run adds nothing.
    """
    with one_sentence():
        opened = _open_all(files)
        zone = zone_named(zone_name) if zone_name else machine_zone()
        reading = _dry_run(opened, child, zone) if dry_run else _bring_in(opened, family, child, zone)
    click.echo(json.dumps(as_json(reading))) if json_ else as_table(reading, zone.key, came_in=not dry_run)


def _dry_run(files: list[tuple[LogFile, str]], child: str, zone: ZoneInfo) -> Reading:
    baby, who = child_asked_for(child)
    logs = [log for log, _ in files]
    return read(logs, Choices(zone=zone, now=datetime.now(UTC), baby=baby, who=who or _known_as(baby, logs)))


def _bring_in(files: list[tuple[LogFile, str]], family: str | None, child: str, zone: ZoneInfo) -> Reading:
    """Write the log to the family's database."""
    setup()
    from nearward.cli.import_into import bring_in  # noqa: PLC0415  (loads the web)

    baby, who = child_asked_for(child)
    return bring_in(files, family=family, baby=baby, who=who, zone=zone)


def child_asked_for(child: str) -> tuple[str, str]:
    """`NAME` or `NAME=WHO`: the child in the family, and what the log calls it."""
    name, _, who = child.partition("=")
    return name.strip(), who.strip()


def _known_as(baby: str, files: list[LogFile]) -> str:
    """The child's name where the log names children; where it only numbers them, nobody: most rows decide."""
    return baby if any(line.named.name for file in files for line in file.lines) else ""


def zone_named(name: str) -> ZoneInfo:
    """A time zone by its name, or `Refused`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Refused(
            say(N_("“%(zone)s” is not a time zone; write it like Europe/Amsterdam."), zone=name)
        ) from None


def machine_zone() -> ZoneInfo:
    """The zone of this machine, UTC where it does not say."""
    for name in (os.environ.get("TZ", ""), str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]):
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            continue
    return ZoneInfo("UTC")


def _open_all(paths: tuple[str, ...]) -> list[tuple[LogFile, str]]:
    """Return each file opened, with the fingerprint of its bytes."""
    slow = not sys.stderr.isatty() or sum(map(_size, paths)) < _SLOW
    with click.progressbar(paths, label="Reading", file=sys.stderr, hidden=slow) as bar:
        return [_open(click.format_filename(Path(path).name), content_of(path)) for path in bar]


def _open(name: str, content: bytes) -> tuple[LogFile, str]:
    return open_file(name, content), hashlib.sha256(content).hexdigest()


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def content_of(path: str) -> bytes:
    """The bytes of a file, never more than the limit and one."""
    name = click.format_filename(Path(path).name)
    if _size(path) > MAX_BYTES:
        raise Refused(too_large(name))
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise Refused(say(N_("%(file)s cannot be read; is it there, and a file?"), file=name)) from None
