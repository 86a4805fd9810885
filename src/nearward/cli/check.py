"""`nearward check`: what must be put right, and what will not work at this address."""

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.running import say, setup
from nearward.domain.refused import Refused

LOOK = {"ok": "green", "mind": "yellow", "fix": "red"}


@click.command()
@click.option("--json", "json_", is_flag=True, help="Machine output.")
def command(json_: bool) -> None:
    """Look at configuration, database, keys, help lines and backups. Ends with 2 when something must be fixed."""
    try:
        setup()
    except Refused as refusal:
        rows = [{"what": "configuration", "state": "fix", "sentence": str(refusal)}]
    else:
        with one_sentence():
            from nearward.web.keeping.checking import look  # noqa: PLC0415

            rows = [vars(finding) for finding in look()]
    say(True, rows, "") if json_ else _show(rows)
    if any(row["state"] == "fix" for row in rows):
        raise SystemExit(2)


def _show(rows: list[dict[str, str]]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415  (a sentence may hold brackets, which are no markup)

    table = Table(box=None, pad_edge=False, show_header=False)
    for row in rows:
        table.add_row(row["what"], Text(row["state"], style=LOOK[row["state"]]), Text(row["sentence"]))
    Console().print(table)
