"""`nearward week`: who could hold what this week, with as few changes as wanted."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import click

from nearward.cli.patience import bar
from nearward.cli.refusing import one_sentence
from nearward.cli.week_file import place, read
from nearward.cli.week_page import show
from nearward.domain.week.explain import reason
from nearward.domain.week.problem import Week
from nearward.domain.week.solve import Row, frontier

Rows = tuple[Row, ...]


@click.command(name="week")
@click.argument("problem", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Only JSON, on standard output.")
def command(problem: Path, as_json: bool) -> None:
    """Find the best week plan of PROBLEM.json for every number of changes.

    PROBLEM.json holds one problem or a list of them: partners with their shares, items with holder, who can hold
    them and their load for each, and bundles that move together.
    """
    with one_sentence():
        weeks, many = read(problem)
        with bar("Looking at what could move", total=None if len(weeks) == 1 else len(weeks)) as done:
            answers = [
                _solve(problem, week, at if many else None, done, len(weeks) == 1) for at, week in enumerate(weeks)
            ]
        if as_json:
            objects = [as_object(week, rows) for week, rows in zip(weeks, answers, strict=True)]
            click.echo(json.dumps(objects if many else objects[0], ensure_ascii=False))
        else:
            show(weeks, answers)


def as_object(week: Week, rows: Rows) -> dict[str, object]:
    """Return one frontier as in the contract."""
    return {"frontier": [_row(week, row) for row in rows]}


def _row(week: Week, row: Row) -> dict[str, object]:
    changes = [
        {
            "item": change.items[0].id,
            "from": change.giver,
            "to": change.taker,
            "reason": str(reason(week, row, change)),
        }
        for change in row.changes
    ]
    return {"k": row.k, "changes": changes, "worst": row.worst, "total": _plain(row.total)}


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _solve(problem: Path, week: Week, at: int | None, done: Callable[[int], None], alone: bool) -> Rows:
    steps = count(1)
    with place(problem, at):
        rows = frontier(week, each=lambda: done(next(steps)) if alone else None)
    if not alone and at is not None:
        done(at + 1)
    return rows
