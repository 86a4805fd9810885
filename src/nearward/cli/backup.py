"""`nearward backup [TO]`: an encrypted copy of everything a new machine needs, opened once to be sure."""

from datetime import UTC, datetime
from pathlib import Path

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import say, setup

WRITE_DOWN = """This server's backup key was made just now. Write it on paper; it is shown once:

    {key}

Without it no backup opens. It also lies in {file}, which a burnt or stolen machine takes along.
"""


@click.command()
@click.argument("to", metavar="[TO]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Machine output.")
def command(to: Path | None, json_: bool) -> None:
    """Back up the database and the server's key, while the server runs.

    TO is a folder or a file name with an ending; by default the folder `backups` beside the data. The command says
    done only after it has opened the backup, checked the database in it and counted every table.
    """
    with one_sentence():
        setup()
        from django.conf import settings  # noqa: PLC0415  (reads the environment)
        from rich.console import Console  # noqa: PLC0415

        from nearward.web.keeping import backup_key  # noqa: PLC0415
        from nearward.web.keeping.backup import back_up  # noqa: PLC0415

        file = settings.DATA / backup_key.NAME
        key, new = backup_key.ensure(file)
        if new:
            click.echo(WRITE_DOWN.format(key=backup_key.written(key), file=file), err=True)
        with Console(stderr=True).status("Copying, sealing, opening again …"):
            made = back_up(to=to, key=key, now=datetime.now(UTC))
    facts = {"file": made.file, "bytes": made.size, "rows": made.rows, "tables": made.tables}
    say(
        json_,
        facts,
        f"Done: {made.file} ({made.size:,} bytes). It was opened: {made.rows:,} rows, all of them whole.",
    )
