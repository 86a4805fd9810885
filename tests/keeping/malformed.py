"""Backups sealed with the right key whose inside is wrong. `python -m tests.keeping.malformed` restores each.

It runs in a process of its own on the data folder of its environment, and prints what came of each as JSON.
"""

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.prove import house

SEALED_WITH = b"k" * 20
Parts = dict[str, bytes]
Entries = tuple[tarfile.TarInfo, ...]


@dataclass
class Good:
    """A real backup, unpacked."""

    parts: Parts
    folder: Path

    @property
    def listed(self) -> dict[str, Any]:
        """Its list."""
        return dict(json.loads(self.parts["list.json"]))

    def but(self, **changed: Any) -> bytes:
        """Return a tar with other entries in its list; None takes one out."""
        kept = {name: value for name, value in {**self.listed, **changed}.items() if value is not None}
        return self.tar({"list.json": json.dumps(kept).encode()})

    def tar(
        self, changed: Parts | None = None, *, without: str = "", more: tuple[tarfile.TarInfo, ...] = ()
    ) -> bytes:
        """Return a tar with other parts."""
        parts = {name: part for name, part in {**self.parts, **(changed or {})}.items() if name != without}
        return tar_of(*parts.items(), more=more)

    def database(self, *statements: str) -> bytes:
        """Return a tar with a database of one's own and a list that is right about it."""
        file = self.folder / "made.sqlite3"
        file.unlink(missing_ok=True)
        with closing(sqlite3.connect(file)) as made, made:
            for statement in statements:
                made.execute(statement)
            names = [name for (name,) in made.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            tables = {name: made.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
        listed = json.dumps({**self.listed, "tables": tables}).encode()
        return self.tar({"list.json": listed, "database.sqlite3": file.read_bytes()})


def tar_of(*parts: tuple[str, bytes], more: Entries = ()) -> bytes:
    """Return a tar of these parts, in this order, repeated names and all; then entries without content."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, part in parts:
            entry = tarfile.TarInfo(name)
            entry.size = len(part)
            tar.addfile(entry, io.BytesIO(part))
        for entry in more:
            tar.addfile(entry)
    return out.getvalue()


def entry_of(name: str, kind: bytes, leads_to: str = "") -> tarfile.TarInfo:
    """Return an entry that is no plain file."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, leads_to
    return entry


def sparse(name: str, size: int) -> bytes:
    """Return a tar whose one entry claims to be a huge file of holes."""
    entry = entry_of(name, tarfile.GNUTYPE_SPARSE)
    head = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
    head[483:495] = b"%011o\0" % size
    head[148:156] = b"        "
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + bytes(1024)


def headers_of_headers(count: int) -> bytes:
    """Return a tar of extended headers, each about the next."""
    return entry_of("x", tarfile.XHDTYPE).tobuf(tarfile.USTAR_FORMAT) * count


CLEAN = "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied text)"
KINDS: dict[str, Callable[[Good], bytes]] = {
    "nothing at all": lambda _: b"",
    "no tar": lambda _: b"once upon a time " * 999,
    "an empty tar": lambda _: tar_of(),
    "cut in a part": lambda good: good.tar()[: len(good.tar()) // 2],
    "headers of headers": lambda _: headers_of_headers(5_000),
    "a huge file of holes": lambda _: sparse("database.sqlite3", 1 << 32),
    "no list": lambda good: good.tar(without="list.json"),
    "two lists": lambda good: tar_of(*good.parts.items(), ("list.json", good.parts["list.json"])),
    "a list that is no JSON": lambda good: good.tar({"list.json": b"{"}),
    "a list that is no text": lambda good: good.tar({"list.json": b"\xff\xfe\x00"}),
    "a list of lists of lists": lambda good: good.tar({"list.json": b"[" * 100_000}),
    "a list without names": lambda good: good.tar({"list.json": b"[1]"}),
    "a list without tables": lambda good: good.but(tables=None),
    "a list with something more": lambda good: good.but(more=1),
    "tables that are no table": lambda good: good.but(tables=["people_person", "django_migrations"]),
    "counts that are no numbers": lambda good: good.but(tables=dict.fromkeys(good.listed["tables"], "many")),
    "counts that are wrong": lambda good: good.but(tables=dict.fromkeys(good.listed["tables"], 7)),
    "a day that is none": lambda good: good.but(made="last week"),
    "a database elsewhere": lambda good: good.but(database="../../../etc/passwd"),
    "a database of the other kind": lambda good: good.but(database="database.pgdump"),
    "no database": lambda good: good.tar(without="database.sqlite3"),
    "a database that is none": lambda good: good.tar({"database.sqlite3": b"once upon a time " * 999}),
    "a database cut short": lambda good: good.tar({"database.sqlite3": good.parts["database.sqlite3"][:40_000]}),
    "the database of another program": lambda good: good.database("CREATE TABLE songs (title text)"),
    "a database that cannot be migrated": lambda good: good.database(CLEAN, "CREATE TABLE people_person (id)"),
    "no server key": lambda good: good.tar(without="nearward.key"),
    "a server key that is no text": lambda good: good.tar({"nearward.key": b"\xff\xfe\x00"}),
    "a server key of zeros": lambda good: good.tar({"nearward.key": b"A" * 43 + b"="}),
    "the key of another server": lambda good: good.tar({"nearward.key": another_key()}),
    "a name that leads out": lambda good: tar_of(("../evil", b"evil"), *good.parts.items()),
    "a name from the root": lambda good: tar_of((str(good.folder / "evil"), b"evil"), *good.parts.items()),
    "a link": lambda good: good.tar(without="erased.txt", more=(entry_of("erased.txt", tarfile.SYMTYPE, "/etc"),)),
    "a second name": lambda good: good.tar(more=(entry_of("erased.txt", tarfile.LNKTYPE, "nearward.key"),)),
    "a folder": lambda _: tar_of(more=(entry_of("list.json", tarfile.DIRTYPE),)),
    "a pipe": lambda _: tar_of(more=(entry_of("list.json", tarfile.FIFOTYPE),)),
    "a newer one": lambda good: good.but(format=2),
}


ON_POSTGRES = (
    "no list",
    "a server key of zeros",
    "the key of another server",
)  # the last fails once all is in place


def another_key() -> bytes:
    """Return a server key as another server would have drawn it."""
    from nearward.web.core.keys import new_key

    return f"{new_key().line()}\n".encode()


def sealed(tar: bytes) -> bytes:
    """Return a tar as a backup."""
    from nearward.web.keeping.stream import Sealer

    out = io.BytesIO()
    sealer = Sealer(out, SEALED_WITH)
    sealer.write(tar)
    sealer.finish()
    return out.getvalue()


def everything(folder: Path) -> dict[str, str]:
    """Return a fingerprint of each file that a restore might touch, and of the people in the database."""
    from django.db import Error, connections

    from nearward.web.people.models import PersonKey

    try:
        people = {str(row.person_id): bytes(row.wrapped).hex() for row in PersonKey.objects.all()}
    except Error as error:
        people = {"the database": str(error)}
    connections.close_all()
    marks = {".serving", ".only-server"}
    files = [path for path in folder.rglob("*") if not path.is_dir() and path.name not in marks]
    return people | {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    """Make a backup of a house with Alice in it; restore each malformed one over it."""
    from click.testing import CliRunner
    from django.conf import settings
    from django.db import connections

    house.settle()
    from nearward.cli import main as nearward
    from nearward.web.keeping import archive, backup_key, ledger
    from nearward.web.keeping.backup import back_up

    root = house.data().parent
    alice = house.come_in("Alice")
    house.note(alice, "a note")
    made = back_up(to=root / "made", key=SEALED_WITH, now=house.now())
    opened = root / "opened"
    opened.mkdir()
    archive.read(made.file, key=SEALED_WITH, into=opened)
    good = Good({file.name: file.read_bytes() for file in opened.iterdir()}, root)
    good.parts[ledger.NAME] = f"{alice.person_id}\n".encode()  # taken seriously only once the rest is in place
    key_file = root / "written-down"
    key_file.write_text(backup_key.written(SEALED_WITH))
    connections.close_all()
    found = {}
    for kind in KINDS if settings.SQLITE else ON_POSTGRES:
        file = root / "malformed.backup"
        file.write_bytes(sealed(KINDS[kind](good)))
        before = everything(root)
        words = ["restore", str(file), "--overwrite", "--key-file", str(key_file)]
        done = CliRunner().invoke(nearward, words)
        connections.close_all()
        crash = "" if isinstance(done.exception, SystemExit | None) else repr(done.exception)
        after = everything(root)
        changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        found[kind] = {"code": done.exit_code, "said": done.stderr, "crash": crash, "changed": changed}
    print(json.dumps(found))


if __name__ == "__main__":
    os.umask(0o077)
    main()
