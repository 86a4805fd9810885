"""Each proof of `bin/prove`, a few times instead of many."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.prove.__main__ import run_one
from tests.prove.registry import GATE, proofs

POSTGRES = bool(os.environ.get("NEARWARD_TEST_DATABASE_URL"))


@pytest.fixture(scope="module")
def shared() -> Iterator[Path]:
    """Lend a folder where the proofs share the laid-out static files."""
    with TemporaryDirectory(prefix="nearward-shared-") as folder:
        yield Path(folder)


@pytest.mark.parametrize(
    "name", [one.name for one in proofs().values() if one.sizes[GATE] and (one.postgres or not POSTGRES)]
)
def test_a_promise_holds(name: str, shared: Path) -> None:
    figure = run_one(proofs()[name], POSTGRES, GATE, shared)
    assert figure.met, figure.said
