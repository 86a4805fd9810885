"""What lies in a backup: a short list, the server's key, the ledger, the database; tar inside the sealed stream."""

import io
import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from nearward.domain.refused import Refused
from nearward.web.keeping.stream import CHUNK, DAMAGED, Opener, Sealer

FORMAT = 1
LIST, KEY, LEDGER = "list.json", "nearward.key", "erased.txt"
PARTS = {LIST, KEY, LEDGER, "database.sqlite3", "database.pgdump"}


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
    """Open a whole backup into an empty folder of one's own. Raises `Refused` unless every byte is as written."""
    with file.open("rb") as source:
        opener = Opener(source, key)
        try:
            with tarfile.open(fileobj=opener, mode="r|", bufsize=CHUNK) as tar:
                for entry in tar:
                    _take(tar, entry, into)
            opener.drain()
            listed = json.loads((into / LIST).read_text())
        except (tarfile.TarError, OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise Refused(DAMAGED) from error
    if listed.get("format") != FORMAT:
        raise Refused("This backup was made by a newer Nearward. Update this one, then restore.")
    return Contents(**listed)


def _take(tar: tarfile.TarFile, entry: tarfile.TarInfo, into: Path) -> None:
    if entry.name not in PARTS or not entry.isreg():
        raise Refused(f"This backup holds “{entry.name[:80]}”, which no Nearward wrote. Try another copy.")
    with os.fdopen(os.open(into / entry.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(cast("io.BufferedReader", tar.extractfile(entry)), out, CHUNK)
