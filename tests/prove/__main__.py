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
        start = time.monotonic()
        figure = proofs()[asked.one].run(proofs()[asked.one].sizes[size])
        print(f"{time.monotonic() - start:.1f} s", asked.one, file=sys.stderr)
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
    print(f"{words}{more}, in {time.monotonic() - start:.0f} s ({SIZES[size]}).", file=sys.stderr if json_ else None)
    refused = bool(skipped) and os.environ.get("CI") == "true"
    return 1 if missed or refused else 0


def run_one(one: Proof, postgres: bool, size: int, shared: Path) -> Figure:
    """Run one proof with a folder, and on PostgreSQL a database, of its own."""
    with tempfile.TemporaryDirectory(prefix="nearward-proof-") as folder:
        env = {
            **os.environ, "NEARWARD_DATA": str(Path(folder) / "data"), "NEARWARD_DATABASE_URL": "",
            "NEARWARD_PROVE_STATIC": str(shared / "static"), "NEARWARD_KEY_FILE": "", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        if postgres and not (env.update(NEARWARD_DATABASE_URL=(url := new_database(one.name))) or url):
            return Figure("no PostgreSQL here (set NEARWARD_TEST_POSTGRES)", None)
        words: list[str] = [sys.executable, "-m", "tests.prove", "--one", one.name, *(["--quick"], [], ["--deep"])[size]]
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        return Figure(f"stopped: {(done.stderr.strip() or done.stdout).splitlines()[-1][:160]}", False)
    if os.environ.get("NEARWARD_PROVE_TIMES"):
        print(done.stderr.splitlines()[-1], file=sys.stderr)
    return Figure(**json.loads(done.stdout.splitlines()[-1]))


def new_database(name: str) -> str:
    """Make an empty PostgreSQL database beside the one for tests, or return nothing where there is none."""
    at = os.environ.get("NEARWARD_TEST_POSTGRES", POSTGRES)
    try:
        import psycopg

        with psycopg.connect(at, autocommit=True, connect_timeout=2) as line:
            line.execute(f'DROP DATABASE IF EXISTS "test_prove_{name}"')
            line.execute(f'CREATE DATABASE "test_prove_{name}"')
    except (ImportError, psycopg.OperationalError):
        return ""
    return urlunsplit(urlsplit(at)._replace(path=f"/test_prove_{name}"))


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
