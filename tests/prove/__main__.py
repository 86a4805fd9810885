"""Run the proofs, each in a process of its own, two at a time; print a table and one line last.

Without words: a sample of every promise. With names: these, whole. With `--deep`: every promise whole.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from rich.console import Console
from rich.table import Table

from tests import measured
from tests.prove.registry import GATE, SAMPLE, SIZES, WHOLE, Figure, Proof, proofs

POSTGRES = "postgres://postgres@127.0.0.1:5432/test"
HEADINGS = ("promise", "proof", "goal", "size", "found", "seconds", "of processor", "")
Found = list[tuple[Proof, bool, Figure]]


def main() -> int:
    """Read the options and run."""
    options = argparse.ArgumentParser(prog="bin/prove", description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help="only these proofs, whole")
    options.add_argument("--deep", action="store_true", help="every proof whole, however long it takes")
    options.add_argument("--sample", action="store_true", help="a sample only, of those named too")
    options.add_argument("--quick", action="store_true", help="as in the test suite")
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--count", type=int, help=argparse.SUPPRESS)
    options.add_argument("--fault", help=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true", help="machine output")
    asked = options.parse_args()
    if asked.one:
        print("\n" + json.dumps(vars(in_this_process(asked.one, asked.count, asked.fault))))
        return 0
    whole = asked.deep or (asked.names and not asked.sample)
    size = GATE if asked.quick else WHOLE if whole else SAMPLE
    chosen = [proofs()[name] for name in asked.names] or [one for one in proofs().values() if one.sizes[size]]
    section = "" if asked.names or asked.quick else "bin/prove --deep" if asked.deep else "bin/prove"
    return run_all(chosen, size, json_=asked.json, section=section)


def in_this_process(name: str, count: int, fault: str | None) -> Figure:
    """Run one proof here, with a fault planted if one is named."""
    planted: Any = nullcontext()
    if fault:
        from tests.prove.faults import FAULTS

        planted = FAULTS[fault].planted()
    start = time.monotonic()
    with planted:
        figure = proofs()[name].run(count)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    return replace(figure, cpu=round(cpu, 1), seconds=round(time.monotonic() - start, 1))


def run_all(chosen: list[Proof], size: int, *, json_: bool, section: str = "") -> int:
    """Run the proofs in two lanes, print what they found, and keep it as a section of the docs if asked."""
    start = time.monotonic()
    jobs = [(one, postgres) for one in chosen for postgres in ([False, True] if one.postgres else [False])]
    with tempfile.TemporaryDirectory(prefix="nearward-prove-") as shared, ThreadPoolExecutor(2) as lanes:
        make_tables(Path(shared))

        def lane(number: int) -> Found:
            mine = [job for job in jobs if job[0].lane == number]
            return [(one, postgres, run_one(one, postgres, size, Path(shared))) for one, postgres in mine]

        found = [row for rows in lanes.map(lane, (0, 1)) for row in rows]
    found.sort(key=lambda row: (int(row[0].promise.split()[0]), row[0].name, row[1]))
    rows = [_row(row, size) for row in found]
    _show(rows, found, json_=json_)
    missed = [row for row in found if row[2].met is False]
    skipped = [row for row in found if row[2].met is None]
    words = f"{len(found) - len(missed) - len(skipped)} of {len(found)} proofs reached their goal"
    more = f"; {len(skipped)} could not run here" if skipped else ""
    cpu = sum(figure.cpu for _one, _postgres, figure in found)
    last = f"{words}{more}, in {time.monotonic() - start:.0f} s, {cpu:.0f} s of processor ({SIZES[size]})."
    print(last, file=sys.stderr if json_ else None)
    if section and measured.asked():
        measured.write_section(section, [*_markdown(rows), "", last])
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
            "PROVE_TABLES": f"{shared}/made/nearward.sqlite3",
        }
        env = {**os.environ, **{f"NEARWARD_{name}": value for name, value in own.items()}}
        env["DJANGO_SETTINGS_MODULE"] = "nearward.web.settings"  # pytest's own is for pytest
        words = [sys.executable, "-m", "tests.prove", "--one", one.name, "--count", str(one.sizes[size])]
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    if database:
        drop_database(one.name)
    if done.returncode:
        return Figure(f"stopped: {(done.stderr.strip() or done.stdout).splitlines()[-1][:160]}", False)
    return Figure(**json.loads(done.stdout.splitlines()[-1]))


def make_tables(shared: Path) -> None:
    """Make the empty tables once, for every proof on SQLite to begin with."""
    env = {**os.environ, "NEARWARD_DATA": f"{shared}/made", "NEARWARD_DATABASE_URL": "", "NEARWARD_KEY_FILE": ""}
    env["DJANGO_SETTINGS_MODULE"] = "nearward.web.settings"
    settle = "from tests.prove import house; house.settle()"
    subprocess.run([sys.executable, "-c", settle], env=env, capture_output=True, check=True)


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


def _row(found: tuple[Proof, bool, Figure], size: int) -> tuple[str, ...]:
    one, postgres, figure = found
    name = one.name.replace("_", " ") + (" (PostgreSQL)" if postgres else "")
    mark = {True: "met", False: "missed", None: "skipped"}[figure.met]
    times = (f"{figure.seconds:.0f}", f"{figure.cpu:.0f}")
    return (one.promise, name, one.goal, one.size(size), figure.said, *times, mark)


def _show(rows: list[tuple[str, ...]], found: Found, *, json_: bool) -> None:
    """Print the table."""
    if json_:
        more = [vars(figure) for _one, _postgres, figure in found]
        print(
            json.dumps(
                [{**dict(zip(HEADINGS[:4], row, strict=False)), **one} for row, one in zip(rows, more, strict=True)]
            )
        )
        return
    table = Table(*HEADINGS, box=None, pad_edge=False)
    colors = {"met": "green", "missed": "red", "skipped": "yellow"}
    for row in rows:
        table.add_row(*row[:-1], f"[{colors[row[-1]]}]{row[-1]}[/]")
    Console(width=None if sys.stdout.isatty() else 180).print(table)


def _markdown(rows: list[tuple[str, ...]]) -> list[str]:
    lines = [HEADINGS, ["---"] * len(HEADINGS), *rows]
    return ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in lines]


if __name__ == "__main__":
    sys.exit(main())
