"""Restore a backup: open it whole beside the data, prove it, put it in place, and erase again whoever erased."""

from collections.abc import Mapping
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
        for known in (folder / archive.LEDGER, file.parent / ledger.NAME, *ledgers):
            ledger.add(ledger_file(), ledger.read(known))
        connections.close_all()
        _put_key_back(folder / archive.KEY, keep_old=keep_old_key)
        database.put_back(folder / contents.database)
        call_command("migrate", verbosity=0, interactive=False)
        erased = replay(now=now)
        if settings.SQLITE:
            forget.empty_log()
        refuse_wrong_key_file()
        connections.close_all()
    return Restored(contents.made, contents.tables, erased)


def _fits(database: Database, contents: archive.Contents, folder: Path) -> None:
    if contents.database != database.part:
        kind = "PostgreSQL" if contents.database.endswith("pgdump") else "SQLite"
        raise Refused(f"This backup is of {kind}. Set NEARWARD_DATABASE_URL for {kind}, then restore.")
    keys.read_keys(folder / archive.KEY)
    if database.count(folder / contents.database) != contents.tables:
        raise Refused("The database in this backup does not hold what its list says. Try another copy.")


def _put_key_back(restored: Path, *, keep_old: bool) -> None:
    file = settings.KEY_FILE
    if keep_old and file.read_bytes() != restored.read_bytes():
        file.replace(file.with_name(f"{file.name}.before-restore"))
    keys.write_keys(file, keys.read_keys(restored))


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
