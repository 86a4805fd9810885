"""Restore a backup: open it whole beside the data, prove it, put it in place, and erase again whoever erased."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from nearward.domain.refused import Refused
from nearward.web.core import forget, keys, vault
from nearward.web.core.lock import alone
from nearward.web.keeping import archive, ledger
from nearward.web.keeping.backup import scratch
from nearward.web.keeping.databases import Database, database_in_use
from nearward.web.keeping.erasing import ledger_file, replay
from nearward.web.people.models import PersonKey


@dataclass(frozen=True)
class Restored:
    """What came back."""

    made: str
    tables: Mapping[str, int]
    erased_again: int

    @property
    def rows(self) -> int:
        """Return how many rows came back."""
        return sum(self.tables.values())


def restore(
    *, file: Path, key: bytes, overwrite: bool, keep_old_key: bool, ledgers: list[Path], now: datetime
) -> Restored:
    """Put a backup in place of this server's database and key. Raises `Refused` before anything was changed."""
    database = database_in_use(settings.DATABASES["default"])
    if not database.is_empty() and not overwrite:
        raise Refused("There is a database here already. Add --overwrite to replace it, or --into another folder.")
    with alone(settings.DATA), scratch(settings.DATA, ".restore-") as folder:
        contents = archive.read(file, key=key, into=folder)
        _fits(database, contents, folder)
        connections.close_all()
        connections.close_all()
        with _all_or_nothing(database, folder, [folder / archive.LEDGER, file.parent / ledger.NAME, *ledgers]):
            _put_key_back(folder / archive.KEY, keep_old=keep_old_key)
            database.put_back(folder / contents.database)
            call_command("migrate", verbosity=0, interactive=False)
            _refuse_other_key()
            erased = replay(now=now)
            if settings.SQLITE:
                forget.empty_log()
        connections.close_all()
    return Restored(contents.made, contents.tables, erased)


@contextmanager
def _all_or_nothing(database: Database, folder: Path, ledgers: list[Path]) -> Iterator[None]:
    """Note who was erased, and let the database and the key be replaced; if that fails, all is as it was.

    The ledger comes first, so that a crash in between brings nobody back.
    """
    bring_back = database.set_aside(folder)
    before = {file: file.read_bytes() for file in _small_files() if file.exists()}
    for known in ledgers:
        ledger.add(ledger_file(), ledger.read(known))
    try:
        yield
    except BaseException as error:
        connections.close_all()
        bring_back()
        for file in _small_files():
            _write_again(file, before.get(file))
        if isinstance(error, Refused | OSError) or not isinstance(error, Exception):
            raise
        raise Refused(
            "The database in this backup cannot be used by this version of Nearward "
            f"({str(error).strip().partition(chr(10))[0]}). Everything here is as it was before."
        ) from error
    database.forget_aside()


def _small_files() -> tuple[Path, Path, Path]:
    return settings.KEY_FILE, _old_key_file(), ledger_file()


def _old_key_file() -> Path:
    file: Path = settings.KEY_FILE
    return file.with_name(f"{file.name}.before-restore")


def _write_again(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    elif not file.exists() or file.read_bytes() != content:
        draft = file.with_name(f".{file.name}.again")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            os.fsync(out.fileno())
        draft.replace(file)


def _fits(database: Database, contents: archive.Contents, folder: Path) -> None:
    if contents.database != database.part:
        kind = "PostgreSQL" if contents.database.endswith("pgdump") else "SQLite"
        raise Refused(f"This backup is of {kind}. Set NEARWARD_DATABASE_URL for {kind}, then restore.")
    try:
        keys.read_keys(folder / archive.KEY)
    except (Refused, ValueError):
        raise Refused("The server key in this backup is not one Nearward made. Try another copy.") from None
    if database.count(folder / contents.database) != contents.tables:
        raise Refused("The database in this backup does not hold what its list says. Try another copy.")


def _put_key_back(restored: Path, *, keep_old: bool) -> None:
    file = settings.KEY_FILE
    if keep_old and file.read_bytes() != restored.read_bytes():
        keys.write_keys(_old_key_file(), keys.read_keys(file))
    keys.write_keys(file, keys.read_keys(restored))
    vault.unwrap.cache_clear()  # what the old key file opened says nothing about this one


def _refuse_other_key() -> None:
    try:
        refuse_wrong_key_file()
    except Refused:
        raise Refused("The server key in this backup does not open the database in it. Try another copy.") from None


def refuse_wrong_key_file() -> None:
    """Stop before new words are sealed with a key file that is not this database's."""
    some = PersonKey.objects.order_by("pk")
    for row in (some.first(), some.last()):
        try:
            if row is not None:
                vault.unwrap(row.person_id, bytes(row.wrapped))
        except vault.UnreadableError:
            raise Refused(
                f"{settings.KEY_FILE} does not open what this database holds. "
                "Put the right key file back, or restore a backup."
            ) from None
