"""What lies in a backup: a short list, the server's key, the ledger, the database; tar inside the sealed stream."""

import io
import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from nearward.domain.refused import Refused
from nearward.web.keeping.stream import CHUNK, DAMAGED, Opener, Sealer

FORMAT = 1
LIST, KEY, LEDGER = "list.json", "nearward.key", "erased.txt"
DATABASES = {"database.sqlite3", "database.pgdump"}
PARTS = {LIST, KEY, LEDGER, *DATABASES}
EVERY_DATABASE_HAS = {"django_migrations", "people_person"}
LARGEST_LIST = 1_000_000  # bytes
NOT_OURS_INSIDE = (
    "This backup opens with this key, and what is in it was not made by Nearward ({}). Try another copy."
)


@dataclass(frozen=True)
class Contents:
    """The list in front: when the backup was made, by what, and how many rows each table has."""

    made: str
    nearward: str
    database: str
    tables: Mapping[str, int]
    format: int = FORMAT


def write(file: Path, *, key: bytes, contents: Contents, parts: Mapping[str, Path]) -> None:
    """Write a sealed backup and settle it on the disk (mode 0600)."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        sealer = Sealer(out, key)
        with tarfile.open(fileobj=sealer, mode="w|", bufsize=CHUNK) as tar:
            listed = json.dumps(asdict(contents)).encode()
            _add(tar, LIST, io.BytesIO(listed), len(listed))
            for name, path in parts.items():
                with path.open("rb") as source:
                    _add(tar, name, source, path.stat().st_size)
        sealer.finish()
        out.flush()
        os.fsync(out.fileno())


def _add(tar: tarfile.TarFile, name: str, source: io.BufferedReader | io.BytesIO, size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, source)


def read(file: Path, *, key: bytes, into: Path) -> Contents:
    """Open a whole backup into an empty folder that is the caller's alone.

    Raises `Refused` unless every byte is as it was written and everything a backup needs is in it, once.
    """
    with file.open("rb") as source:
        opener = Opener(source, key)
        try:
            _unpack(opener, into)
            opener.drain()
        except Refused:
            raise
        except OSError as error:
            if error.errno:  # of the disk, not of the archive
                raise
            raise Refused(DAMAGED) from error
        except Exception as error:  # tarfile raises almost anything on an archive that is not one
            raise Refused(DAMAGED) from error
    contents = _contents(into / LIST)
    for name in (KEY, contents.database):
        if not (into / name).exists():
            raise _not_ours(f"{name} is missing")
    return contents


def _unpack(opener: Opener, into: Path) -> None:
    taken: set[str] = set()
    with tarfile.open(fileobj=opener, mode="r|", bufsize=CHUNK) as tar:
        for entry in tar:
            if entry.name not in PARTS or entry.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or entry.issparse():
                raise _not_ours(f"it holds “{_printable(entry.name)}”")
            if entry.name in taken:
                raise _not_ours(f"{entry.name} stands in it twice")
            taken.add(entry.name)
            _take(tar, entry, into)


def _take(tar: tarfile.TarFile, entry: tarfile.TarInfo, into: Path) -> None:
    with os.fdopen(os.open(into / entry.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(cast("io.BufferedReader", tar.extractfile(entry)), out, CHUNK)


def _contents(file: Path) -> Contents:
    if not file.exists():
        raise _not_ours(f"{LIST} is missing")
    if file.stat().st_size > LARGEST_LIST:
        raise _not_ours(f"{LIST} is too long")
    try:
        listed = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, dict) or type(listed.get("format")) is not int:
        raise _not_ours(f"{LIST} cannot be read")
    if listed["format"] > FORMAT:
        raise Refused("This backup was made by a newer Nearward. Update this one, then restore.")
    if not _is_contents(listed):
        raise _not_ours(f"{LIST} does not say what it must")
    return Contents(**listed)


def _is_contents(listed: dict[str, Any]) -> bool:
    tables = listed.get("tables")
    return (
        set(listed) == {field.name for field in fields(Contents)}
        and listed["format"] == FORMAT
        and all(isinstance(listed[name], str) for name in ("made", "nearward", "database"))
        and _is_moment(listed["made"])
        and listed["database"] in DATABASES
        and isinstance(tables, dict)
        and all(type(count) is int for count in tables.values())
        and set(tables) >= EVERY_DATABASE_HAS
    )


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _not_ours(why: str) -> Refused:
    return Refused(NOT_OURS_INSIDE.format(why))


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:80])
