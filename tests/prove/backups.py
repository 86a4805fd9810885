"""Promise 10: a backup made while people write restores, whole, elsewhere."""

import random
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tests.prove import house
from tests.prove.registry import Figure, proof


class Writer(threading.Thread):
    """Someone who checks in without end, and keeps what the server acknowledged."""

    def __init__(self, phone: house.Phone, name: str) -> None:
        super().__init__(daemon=True)
        self.phone, self.label = phone, name
        self.acknowledged: list[UUID] = []
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.is_set():
            key = uuid4()
            if self.phone.check_in(key, f"{self.label} wrote {key}"):
                self.acknowledged.append(key)


def keys_in(file: Path) -> set[UUID]:
    """Return the submissions a database file holds."""
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {UUID(row[0]) for row in opened.execute("SELECT key FROM core_submission")}


def reads_own_note(folder: Path, path: str, text: str) -> bool:
    """Sign in on a restored folder with the passphrase, and read one note."""
    with house.serving(folder) as server:
        phone = house.Phone(server.port)
        phone.post("/sign-in/", login="alice", password=house.PASSPHRASE)
        return text in phone.get(path)[1]


@proof("10 restore", "0 acknowledged rows lost; a person reads their note", (2, 5, 20))
def backups_under_load(count: int) -> Figure:
    """Back up while two people write; restore each backup into a new folder and look for every acknowledged row."""
    house.settle(static=True, sign_in=True)
    alice = house.come_in("Alice")
    bob = house.come_in("Bob", alice)
    first = house.note(alice, "the note to find again")
    sessions = house.session_of(alice), house.session_of(bob)
    lost = seen = 0
    with house.serving(house.data()) as server:
        writers = [
            Writer(house.Phone(server.port, session), name) for session, name in zip(sessions, "ab", strict=True)
        ]
        for writer in writers:
            writer.start()
        for n in range(count):
            before = {key for writer in writers for key in list(writer.acknowledged)}
            house.nearward("backup", str(house.data() / f"kept/{n}.backup"))
            into = house.data() / "elsewhere" / str(n)
            key_file = house.data() / "backup.key"
            house.nearward(
                "restore", str(house.data() / f"kept/{n}.backup"), "--into", str(into), "--key-file", str(key_file)
            )
            found = keys_in(into / "nearward.sqlite3")
            seen, lost = seen + len(before), lost + len(before - found)
        for writer in writers:
            writer.done.set()
            writer.join(10)
    shutil.copytree(house.data() / "static", into / "static")
    read = reads_own_note(into, f"/mine/check-ins/{first}/", "the note to find again")
    wrote = sum(len(writer.acknowledged) for writer in writers)
    said = f"{lost} lost in {count} backups during {wrote:,} writes; the note was read: {'yes' if read else 'no'}"
    return Figure(said, lost == 0 and read and seen > 0)


@proof("10 restore", "the same rows come back", (1, 1, 3), postgres=True)
def backups_put_back(count: int) -> Figure:
    """Back up, write more, restore over it: what was then is there, what came after is not."""
    house.settle()
    from django.conf import settings
    from django.db import connections

    from nearward.domain.refused import Refused
    from nearward.web.checkins.models import CheckIn
    from nearward.web.checkins.selectors import note_of
    from nearward.web.keeping.backup import back_up
    from nearward.web.keeping.restore import restore

    alice, key, right = house.come_in("Alice"), b"k" * 20, 0
    for n in range(count):
        kept = [house.note(alice, f"kept {n} {m}") for m in range(20)]
        made = back_up(to=None, key=key, now=house.now())
        after = house.note(alice, "after")
        with connections["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE of_a_later_version (person_id integer)")
        here: dict[str, Any] = {
            "file": made.file,
            "key": key,
            "keep_old_key": True,
            "ledgers": [],
            "now": house.now(),
        }
        refused = False
        try:
            restore(overwrite=False, **here)
        except Refused:
            refused = CheckIn.objects.filter(pk=after).exists()
        done = restore(overwrite=True, **here)
        rows = {row.pk: note_of(row, alice) for row in CheckIn.objects.filter(pk__in=[*kept, after])}
        same = rows == {pk: f"kept {n} {m}" for m, pk in enumerate(kept)}
        same = same and "of_a_later_version" not in connections["default"].introspection.table_names()
        right += same and refused and done.tables == made.tables
        connections.close_all()
    kind = "SQLite" if settings.SQLITE else "PostgreSQL"
    return Figure(f"{right} of {count} restores over a {kind} database were exact", right == count)


@proof("10 restore", "0 of 1,000 altered backups accepted", (200, 500, 2_000))
def altered_backups(count: int) -> Figure:
    """Flip, cut, lengthen, swap, drop and double parts of a backup; use a wrong key: none may open."""
    house.settle()
    from nearward.domain.refused import Refused
    from nearward.web.keeping import archive, stream
    from nearward.web.keeping.backup import back_up

    house.note(house.come_in("Alice"), "a note")
    stream.CHUNK, kept_chunk = 4096, stream.CHUNK
    stream.Sealer.__init__.__defaults__ = (4096,)
    key, chance, accepted = b"k" * 20, random.Random(3), 0
    made = back_up(to=None, key=key, now=house.now())
    whole, folder = made.file.read_bytes(), house.data() / "opened"
    for n in range(count):
        made.file.write_bytes(altered(whole, 4096 + stream.TAG, stream.HEADER.size, n % 7, chance))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            archive.read(made.file, key=b"K" * 20 if n % 7 == 6 else key, into=folder)
            accepted += 1
        except Refused:
            pass
    made.file.write_bytes(whole)
    shutil.rmtree(folder)
    folder.mkdir()
    opens = bool(archive.read(made.file, key=key, into=folder).tables)
    stream.CHUNK = kept_chunk
    return Figure(f"{accepted} of {count:,} accepted; the untouched one opens: {opens}", accepted == 0 and opens)


def altered(whole: bytes, size: int, head: int, way: int, chance: random.Random) -> bytes:
    """Return the file changed in one way."""
    chunks = [whole[at : at + size] for at in range(head, len(whole), size)]
    one, other = chance.sample(range(len(chunks) - 1), 2)
    if way == 0:
        at = chance.randrange(len(whole))
        return whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
    if way == 1:
        return whole[: chance.randrange(len(whole))]
    if way == 2:
        return whole[: head + size * chance.randrange(1, len(chunks))]
    if way == 3:
        chunks[one], chunks[other] = chunks[other], chunks[one]
    elif way == 4:
        del chunks[one]
    elif way == 5:
        chunks.insert(one, chunks[other])
    return whole[:head] + b"".join(chunks) if way != 6 else whole
