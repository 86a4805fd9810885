"""A pytest plugin: run each test that is named as a fault's catcher with that fault planted, and note what it did.

NEARWARD_FAULTS lists the faults as JSON; NEARWARD_CAUGHT names the file the notes go to, one JSON object of
sentence and outcome.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.prove.faults import FAULTS, Fault

outcomes: dict[str, str] = {}
CHOSEN = [FAULTS[sentence] for sentence in json.loads(os.environ["NEARWARD_FAULTS"])]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each fault it is to catch."""
    mine = [one for one in CHOSEN if one.test == metafunc.definition.nodeid.partition("[")[0]]
    metafunc.parametrize("planted_fault", mine, ids=[one.sentence for one in mine], indirect=True)


@pytest.fixture(autouse=True)
def planted_fault(request: pytest.FixtureRequest) -> Iterator[None]:
    """Plant the fault before anything else is set up."""
    with request.param.planted():
        yield


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Keep only the parameters a fault asks for, and mark each item with its fault."""
    kept = []
    for item in items:
        fault: Fault = item.callspec.params["planted_fault"]
        if fault.parameters in item.nodeid:
            item.user_properties.append(("fault", fault.sentence))
            kept.append(item)
    items[:] = kept


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note whether the test itself failed; an error while setting up catches nothing."""
    sentence = dict(report.user_properties).get("fault")
    if sentence and (report.when == "call" or report.failed):
        outcome = "caught" if report.failed and report.when == "call" else "passed" if report.passed else "error"
        if outcomes.get(sentence) != "caught":
            outcomes[sentence] = outcome


def pytest_sessionfinish() -> None:
    """Write the notes."""
    Path(os.environ["NEARWARD_CAUGHT"]).write_text(json.dumps(outcomes))
