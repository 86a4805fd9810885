"""Run the proofs, each in a process of its own, two at a time; print a table and one line last."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from rich.console import Console
from rich.table import Table

from tests.prove.registry import SIZES, Figure, Proof, proofs

POSTGRES = "postgres://postgres@127.0.0.1:5432/test"


def main() -> int:
    """Read the options and run."""
    options = argparse.ArgumentParser(prog="bin/prove", description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help="only these proofs")
    options.add_argument("--deep", action="store_true", help="as many times as it takes")
    options.add_argument("--quick", action="store_true", help="as in the test suite")
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true", help="machine output")
    asked = options.parse_args()
    size = 2 if asked.deep else 0 if asked.quick else 1
    if asked.one:
        figure = proofs()[asked.one].run(proofs()[asked.one].sizes[size])
        print("\n" + json.dumps(vars(figure)))
        return 0
    return run_all([proofs()[name] for name in asked.names] or list(proofs().values()), size, json_=asked.json)


def run_all(chosen: list[Proof], size: int, *, json_: bool) -> int:
    """Run the proofs in two lanes and print what they found."""
    start = time.monotonic()
    jobs = [(one, postgres) for one in chosen for postgres in ([False, True] if one.postgres else [False])]
    with tempfile.TemporaryDirectory(prefix="nearward-prove-") as shared, ThreadPoolExecutor(2) as lanes:

        def lane(number: int) -> list[tuple[Proof, bool, Figure]]:
            mine = [job for job in jobs if job[0].lane == number]
            return [(one, postgres, run_one(one, postgres, size, Path(shared))) for one, postgres in mine]

        found = [row for rows in lanes.map(lane, (0, 1)) for row in rows]
    found.sort(key=lambda row: (int(row[0].promise.split()[0]), row[0].name, row[1]))
    show(found, json_=json_)
    missed = [row for row in found if row[2].met is False]
    skipped = [row for row in found if row[2].met is None]
    words = f"{len(found) - len(missed) - len(skipped)} of {len(found)} proofs reached their goal"
    more = f"; {len(skipped)} could not run here" if skipped else ""
    print(
        f"{words}{more}, in {time.monotonic() - start:.0f} s ({SIZES[size]}).", file=sys.stderr if json_ else None
    )
    refused = bool(skipped) and os.environ.get("CI") == "true"
    return 1 if missed or refused else 0


def run_one(one: Proof, postgres: bool, size: int, shared: Path) -> Figure:
    """Run one proof with a folder, and on PostgreSQL a database, of its own."""
    database = new_database(one.name) if postgres else ""
    if postgres and not database:
        return Figure("no PostgreSQL here (set NEARWARD_TEST_POSTGRES)", None)
    with tempfile.TemporaryDirectory(prefix="nearward-proof-") as folder:
        own = {
            "DATA": f"{folder}/data",
            "DATABASE_URL": database,
            "KEY_FILE": "",
            "PROVE_STATIC": f"{shared}/static",
        }
        env = {**os.environ, **{f"NEARWARD_{name}": value for name, value in own.items()}}
        env["DJANGO_SETTINGS_MODULE"] = "nearward.web.settings"  # pytest's own is for pytest
        words: list[str] = [
            sys.executable,
            "-m",
            "tests.prove",
            "--one",
            one.name,
            *(["--quick"], [], ["--deep"])[size],
        ]
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    if database:
        drop_database(one.name)
    if done.returncode:
        return Figure(f"stopped: {(done.stderr.strip() or done.stdout).splitlines()[-1][:160]}", False)
    return Figure(**json.loads(done.stdout.splitlines()[-1]))


def postgres_line() -> Any:
    """Return a line to the PostgreSQL server for tests, or None where there is none."""
    import psycopg

    try:
        return psycopg.connect(postgres_address(), autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        return None


def postgres_address() -> str:
    """Return where the PostgreSQL server for tests is."""
    return os.environ.get("NEARWARD_TEST_POSTGRES", POSTGRES)


def new_database(name: str) -> str:
    """Make an empty database beside the one for tests; its address, or nothing without a server."""
    drop_database(name)
    if not (line := postgres_line()):
        return ""
    with line:
        line.execute(f'CREATE DATABASE "test_prove_{name}"')
    return urlunsplit(urlsplit(postgres_address())._replace(path=f"/test_prove_{name}"))


def drop_database(name: str) -> None:
    """Drop what `new_database` made."""
    if line := postgres_line():
        with line:
            line.execute(f'DROP DATABASE IF EXISTS "test_prove_{name}"')


def show(found: list[tuple[Proof, bool, Figure]], *, json_: bool) -> None:
    """Print the table."""
    rows = [
        (one.promise, one.name.replace("_", " ") + (" (PostgreSQL)" if postgres else ""), one.goal, figure)
        for one, postgres, figure in found
    ]
    if json_:
        print(json.dumps([{"promise": p, "proof": n, "goal": g, **vars(f)} for p, n, g, f in rows]))
        return
    table = Table("promise", "proof", "goal", "found", "", box=None, pad_edge=False)
    for promise, name, goal, figure in rows:
        mark = {True: "[green]met[/]", False: "[red]missed[/]", None: "[yellow]skipped[/]"}[figure.met]
        table.add_row(promise, name, goal, figure.said, mark)
    Console(width=None if sys.stdout.isatty() else 160).print(table)


if __name__ == "__main__":
    sys.exit(main())
