"""`nearward restore FROM`: put a backup in place, on this machine or a new one."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import say, setup

PATH = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("file", metavar="FROM", type=PATH)
@click.option("--into", metavar="DIR", type=click.Path(path_type=Path), help="Data folder to fill (NEARWARD_DATA).")
@click.option("--key-file", type=PATH, help="File with the backup key; else NEARWARD_BACKUP_KEY, else it is asked.")
@click.option("--erased", type=PATH, multiple=True, help="Another ledger of erased people (erased.txt).")
@click.option("--overwrite", is_flag=True, help="Replace the database that is there.")
@click.option("--json", "json_", is_flag=True, help="Machine output.")
def command(
    *, file: Path, into: Path | None, key_file: Path | None, erased: tuple[Path, ...], overwrite: bool, json_: bool
) -> None:
    """Restore a backup. The server must be stopped. Whoever erased themselves stays erased."""
    with one_sentence():
        had_key = _choose(into)
        key = _key(key_file)
        setup()
        from rich.console import Console  # noqa: PLC0415

        from nearward.web.keeping.restore import restore  # noqa: PLC0415

        with Console(stderr=True).status("Opening, checking, putting in place …"):
            done = restore(
                file=file, key=key, overwrite=overwrite, keep_old_key=had_key, ledgers=list(erased),
                now=datetime.now(UTC),
            )  # fmt: skip
            keep_backup_key(key)
    facts = {"made": done.made, "rows": done.rows, "tables": done.tables, "erased_again": done.erased_again}
    say(json_, facts, f"Done: {done.rows:,} rows as of {done.made}. Erased again: {done.erased_again}.")


def keep_backup_key(key: bytes) -> None:
    """Let the next backup here use the key that is on paper already."""
    from django.conf import settings  # noqa: PLC0415

    from nearward.web.keeping import backup_key  # noqa: PLC0415

    if not (settings.DATA / backup_key.NAME).exists():
        backup_key.keep(settings.DATA / backup_key.NAME, key)


def _choose(into: Path | None) -> bool:
    """Point the settings at the folder to fill; return whether it has a server key already."""
    if into is not None:
        os.environ["NEARWARD_DATA"], os.environ["NEARWARD_KEY_FILE"] = str(into), ""
    data = Path(os.environ.get("NEARWARD_DATA") or Path.home() / ".local/share/nearward")
    return Path(os.environ.get("NEARWARD_KEY_FILE") or data / "nearward.key").exists()


def _key(key_file: Path | None) -> bytes:
    from nearward.web.keeping import backup_key  # noqa: PLC0415

    data = Path(os.environ.get("NEARWARD_DATA") or Path.home() / ".local/share/nearward")
    if key_file is not None:
        return backup_key.parse(key_file.read_text(errors="replace"))
    if written := os.environ.get("NEARWARD_BACKUP_KEY"):
        return backup_key.parse(written)
    if (data / backup_key.NAME).exists():
        return backup_key.parse((data / backup_key.NAME).read_text(errors="replace"))
    return backup_key.parse(click.prompt("The backup key, nine groups of four signs", err=True))
