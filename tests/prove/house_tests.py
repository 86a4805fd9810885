"""Promises 1, 3 and 17 by the tests of the house itself, run as long as asked."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.postgres import POSTGRES, is_there
from tests.prove.faults import FAULTS, Fault
from tests.prove.registry import Figure, proof

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """How many tests ran and how many of these did not pass, the figures they gave, and their last lines."""

    tests: int
    failed: int
    figures: list[str]
    tail: str


def run_tests(*words: str, **env: str) -> Ran:
    """Run tests of the suite in a process of their own, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="nearward-tests-") as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-o",
            "junit_logging=no",
            "-o",
            "junit_family=xunit1",
        ]
        done = subprocess.run(
            [*command, f"--junitxml={report}", *words],
            cwd=ROOT,
            env={**os.environ, "NEARWARD_TEST_DATABASE_URL": "", **env},
            capture_output=True,
            text=True,
            check=False,
        )
        suite = ElementTree.parse(report).getroot().find("testsuite") if report.exists() else None
    figures = [value.get("value", "") for value in (suite.iter("property") if suite is not None else ())]
    counts = {name: int(suite.get(name, 0)) if suite is not None else 0 for name in ("tests", "failures", "errors")}
    failed = counts["failures"] + counts["errors"] + (done.returncode not in {0, 1})
    return Ran(counts["tests"], failed, figures, done.stdout[-2000:])


TWO_WORLDS = "tests/house/test_two_worlds.py::test_two_worlds_look_the_same_to_everyone_but_alice"


@proof("1 two worlds", "0 differing bytes in 200 pairs", (0, 6, 200), lane=1)
def two_worlds(count: int) -> Figure:
    """Play pairs of worlds that differ in one person's private things, and look at them from every side."""
    ran = run_tests(TWO_WORLDS, NEARWARD_PAIRS=str(count))
    return Figure(f"{ran.tests} pairs, {ran.failed} with a difference", ran.tests == count and not ran.failed)


@proof("1 two worlds", "0 differing bytes in 20 pairs on PostgreSQL", (0, 1, 20))
def two_worlds_on_postgresql(count: int) -> Figure:
    """Do the same where rows come in another order; one pair alone is the first that is looked at quickly."""
    if not is_there():
        return Figure("no PostgreSQL here", None)
    chosen = [f"{TWO_WORLDS}[1]"] if count == 1 else [TWO_WORLDS]
    ran = run_tests(*chosen, NEARWARD_PAIRS=str(count) if count > 1 else "", NEARWARD_TEST_DATABASE_URL=POSTGRES)
    return Figure(f"{ran.tests} pairs, {ran.failed} with a difference", ran.tests == count and not ran.failed)


@proof("17 bad input", "0 of 20,001 inputs end in 500 or write half", (0, 2_001, 20_001))
def bad_input(count: int) -> Figure:
    """Send made-up inputs to every form and address, in every state a family can be in."""
    ran = run_tests("tests/house/test_bad_input.py", NEARWARD_INPUTS=str(count))
    inputs = [line for line in ran.figures if "inputs" in line]
    return Figure(
        f"{count:,} inputs in {len(inputs)} parts, {ran.failed} parts with a fault", bool(inputs) and not ran.failed
    )


def catches(faults: list[Fault]) -> dict[str, str]:
    """Plant each of these and run what is to catch it; return for each `caught`, `passed` or `error`."""
    with tempfile.TemporaryDirectory(prefix="nearward-faults-") as folder:
        found = {one.sentence: _by_a_proof(one, Path(folder)) for one in faults if one.is_for_a_proof}
        tests = sorted({one.test for one in faults if not one.is_for_a_proof})
        if tests:
            notes = Path(folder) / "caught.json"
            chosen = json.dumps([one.sentence for one in faults])
            few = {"NEARWARD_INPUTS": "90", "NEARWARD_PAIRS": "1"}
            plugin = ("-p", "tests.prove.planted", "-p", "no:randomly")
            run_tests(*plugin, *tests, NEARWARD_CAUGHT=str(notes), NEARWARD_FAULTS=chosen, **few)
            found |= json.loads(notes.read_text()) if notes.exists() else {}
    return {one.sentence: found.get(one.sentence, "not run") for one in faults}


def _by_a_proof(fault: Fault, folder: Path) -> str:
    """Run a proof a few times with the fault planted, in a data folder of its own."""
    env = {**os.environ, "NEARWARD_DATA": str(folder / fault.caught_by), "NEARWARD_DATABASE_URL": ""}
    env |= {"NEARWARD_KEY_FILE": "", "DJANGO_SETTINGS_MODULE": "nearward.web.settings"}
    words = ["--one", fault.caught_by, "--count", "100", "--fault", fault.sentence]
    done = subprocess.run(
        [sys.executable, "-m", "tests.prove", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return "error"
    return "passed" if json.loads(done.stdout.splitlines()[-1])["met"] else "caught"


@proof("3 tests can fail", "every planted fault is caught", (0, len(FAULTS), len(FAULTS)))
def faults(_count: int) -> Figure:
    """Plant a fault for each promise, one after the other, and run the test or proof that is to catch it."""
    outcomes = catches(list(FAULTS.values()))
    missed = [sentence for sentence, outcome in outcomes.items() if outcome != "caught"]
    promises = len({one.promise for one in FAULTS.values()})
    said = f"{len(outcomes) - len(missed)} of {len(outcomes)} caught, of {promises} promises"
    return Figure(f"{said}; not {missed}" if missed else said, not missed)


@proof("17 longer tests", "0 of the tests that are too long for bin/test fail", (0, 1, 1), lane=1)
def longer_tests(count: int) -> Figure:
    """Run the tests marked `proved` that need no browser."""
    ran = run_tests("-m", "proved and not browser", "tests")
    return Figure(f"{ran.tests} tests, {ran.failed} failed", ran.tests > 0 and not ran.failed)


@proof("17 longer tests", "0 of the journeys that are too long for bin/test fail", (0, 1, 1))
def longer_journeys(count: int) -> Figure:
    """Run the tests marked `proved` that drive a browser."""
    ran = run_tests("-m", "proved", "tests/e2e")
    return Figure(f"{ran.tests} tests, {ran.failed} failed", ran.tests > 0 and not ran.failed)
