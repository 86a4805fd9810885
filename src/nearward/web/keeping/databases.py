"""How each kind of database is copied whole while it is in use, opened for proof, and put back."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from nearward.domain.refused import Refused

Counts = dict[str, int]
PAGES = 2000


class Database(Protocol):
    """What a backup needs of a database."""

    part: str

    def copy(self, to: Path) -> Counts:
        """Copy everything as of one instant, while others write. Returns the rows of each table."""

    def count(self, copied: Path) -> Counts:
        """Open a copy, check that it is whole, and return the rows of each table."""

    def is_empty(self) -> bool:
        """Return whether nothing would be overwritten."""

    def set_aside(self, folder: Path) -> Callable[[], None]:
        """Keep what is here before a copy is put back. Returns what brings it back as it was."""

    def forget_aside(self) -> None:
        """Let go of what was kept, once the copy is in place."""

    def put_back(self, copied: Path) -> None:
        """Make a copy the database in use."""


class Sqlite:
    """The embedded database: SQLite's online backup."""

    part = "database.sqlite3"

    def __init__(self, file: Path) -> None:
        self.file = file

    def copy(self, to: Path) -> Counts:
        """Copy by the online backup, in steps small enough that nobody waits long."""
        if not self.file.exists():
            raise Refused(f"There is no database at {self.file} yet. Start the server once, then back up.")
        with closing(sqlite3.connect(self.file, timeout=20)) as source, closing(sqlite3.connect(to)) as copied:
            # A reader that holds its snapshot: without it every write of others starts the copy from the beginning.
            source.isolation_level = None
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            source.backup(copied, pages=PAGES, sleep=0)
            source.execute("ROLLBACK")
            copied.execute("PRAGMA journal_mode=DELETE")
        return self.count(to)

    def count(self, copied: Path) -> Counts:
        """Check every page and index, then count."""
        with closing(sqlite3.connect(f"{copied.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            try:
                said = opened.execute("PRAGMA integrity_check").fetchone()[0]
                names = opened.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
                ).fetchall()
                found = {name: _rows(opened, name) for (name,) in names}
            except sqlite3.DatabaseError as error:
                said, found = str(error), {}
        if said != "ok":
            raise Refused("The copied database is damaged. Try another copy, or check this machine's disk.")
        return found

    def is_empty(self) -> bool:
        """Return whether there is no database file."""
        return not self.file.exists()

    def set_aside(self, folder: Path) -> Callable[[], None]:
        """Keep the file and its log, damaged or not, under other names beside it."""
        kept = [(file, file.with_name(f"{file.name}.before-restore")) for file in self._files()]
        for file, aside in kept:
            aside.unlink(missing_ok=True)
            if file.exists():
                aside.hardlink_to(file)

        def bring_back() -> None:
            for file, aside in kept:
                file.unlink(missing_ok=True)
                if aside.exists():
                    aside.replace(file)

        return bring_back

    def put_back(self, copied: Path) -> None:
        """Replace the file; the old log must not be played into the new file, so it goes first."""
        _file, *logs = self._files()
        for log in logs:
            log.unlink(missing_ok=True)
        copied.chmod(0o600)
        copied.replace(self.file)

    def forget_aside(self) -> None:
        """Remove what was kept beside it."""
        for file in self._files():
            file.with_name(f"{file.name}.before-restore").unlink(missing_ok=True)

    def _files(self) -> tuple[Path, Path, Path]:
        return self.file, Path(f"{self.file}-wal"), Path(f"{self.file}-shm")


def _rows(opened: sqlite3.Connection, table: str) -> int:
    count: int = opened.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608  (a name it gave)
    return count


class Postgres:
    """PostgreSQL: its own tools, which must be installed beside Nearward."""

    part = "database.pgdump"

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts

    def copy(self, to: Path) -> Counts:
        """Dump one snapshot in the custom format."""
        with to.open("wb") as out:
            self._run("pg_dump", self._name, "--format=custom", "--no-owner", "--no-privileges", out=out)
        return self.count(to)

    def count(self, copied: Path) -> Counts:
        """Read every row out of the dump, as a restore would, and count."""
        self._tool("pg_restore")
        script = subprocess.Popen(  # noqa: S603
            ["pg_restore", "--data-only", "--file=-", str(copied)],  # noqa: S607
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert script.stdout is not None
        found: Counts = {}
        table = None
        for line in script.stdout:
            if table is None and (start := re.match(rb"COPY (?:\S+\.)?(\S+) \(", line)):
                table = start[1].decode().strip('"')
                found[table] = 0
            elif line == b"\\.\n":
                table = None
            elif table is not None:
                found[table] += 1
        script.communicate()
        if script.returncode or not found:
            raise Refused("The dump of the database does not open. Check the disk, then try again.")
        return found

    def is_empty(self) -> bool:
        """Return whether the database holds no person."""
        return "people_person" not in self._tables()

    def set_aside(self, folder: Path) -> Callable[[], None]:
        """Dump what is here. Raises `Refused` when that cannot be done: then restore into a new database."""
        kept, there = folder / "before.pgdump", bool(self._tables())
        if there:
            self.copy(kept)

        def bring_back() -> None:
            if there:
                self.put_back(kept)
            else:
                self._play(self._drop(self._tables(), folder / "drop.sql"))

        return bring_back

    def forget_aside(self) -> None:
        """Do nothing: the dump goes with its folder."""

    def put_back(self, copied: Path) -> None:
        """Restore in one transaction: all of it, or nothing. Tables that a later version added go first."""
        later = self._drop(self._tables() - set(self.count(copied)), copied.with_suffix(".later.sql"))
        script = copied.with_suffix(".sql")
        with script.open("wb") as out:
            words = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--file=-", str(copied))
            self._run("pg_restore", *words, out=out)
        self._play(later, script)

    def _drop(self, tables: set[str], script: Path) -> Path:
        script.write_text("".join(f'DROP TABLE "{name}" CASCADE;\n' for name in tables))
        return script

    def _play(self, *scripts: Path) -> None:
        whole = ("--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1")
        words = (f"--file={script}" for script in scripts)
        self._run("psql", self._name, *whole, *words, out=subprocess.DEVNULL)

    @property
    def _name(self) -> str:
        return f"--dbname={self.facts['NAME']}"

    def _tables(self) -> set[str]:
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            names = set(connection.introspection.table_names(cursor))
        connection.close()  # an open line would keep the restore waiting
        return names

    def _tool(self, tool: str) -> None:
        if shutil.which(tool) is None:
            raise Refused(
                f"{tool} is missing. Install PostgreSQL's client tools (postgresql-client), then try again."
            )

    def _run(self, tool: str, *words: str, out: Any) -> None:
        self._tool(tool)
        done = subprocess.run([tool, *words], env=self._env(), stdout=out, stderr=subprocess.PIPE, check=False)  # noqa: S603
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise Refused(f"{tool} stopped: {said[-1] if said else 'no reason given'}")

    def _env(self) -> dict[str, str]:
        """Return the environment that tells the tools where and as whom; a password is in no list of processes."""
        told = {f"PG{name}": self.facts.get(name) for name in ("HOST", "PORT", "USER", "PASSWORD")}
        ssl = {f"PG{name.upper()}": value for name, value in self.facts.get("OPTIONS", {}).items() if "ssl" in name}
        return {**os.environ, **{name: str(value) for name, value in {**told, **ssl}.items() if value}}


def database_in_use(facts: Mapping[str, Any]) -> Database:
    """Return the database these settings name."""
    if facts["ENGINE"].endswith("sqlite3"):
        return Sqlite(Path(facts["NAME"]))
    return Postgres(facts)
