"""Each promise has faults that are caught, where the page of promises says; `bin/prove faults` plants them all."""

import ast
import re
from pathlib import Path

from tests.prove.faults import FAULTS, Fault
from tests.prove.promises import PAGE, table
from tests.prove.registry import proofs

ROOT = Path(__file__).parents[2]
PROMISES = 19  # the last is that every reason of a plan is true


def exists(fault: Fault) -> bool:
    """Return whether the test or the proof that is to catch a fault is there."""
    if fault.is_for_a_proof:
        return fault.caught_by in proofs()
    file, _, name = fault.test.partition("::")
    held = ast.parse((ROOT / file).read_text()).body if (ROOT / file).is_file() else []
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in held)


def test_every_promise_has_a_fault_and_each_names_a_test_that_is_there() -> None:
    assert {int(fault.promise.split()[0]) for fault in FAULTS.values()} == set(range(1, PROMISES + 1))
    assert [fault.sentence for fault in FAULTS.values() if not exists(fault)] == []


def test_the_page_of_promises_says_what_the_code_says() -> None:
    written = re.search(r"^\| promise .*?(?=\n\n|\Z)", PAGE.read_text(), re.S | re.M)
    assert written, PAGE
    assert written[0].strip().splitlines() == table(), "run `python -m tests.prove.promises`"
