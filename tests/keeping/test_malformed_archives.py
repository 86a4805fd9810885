"""A backup sealed with the right key, and wrong inside: one sentence, and nothing here has changed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.keeping.malformed import KINDS, ON_POSTGRES
from tests.postgres import new_database

ANSWERS = ("This backup ", "The database in this backup ", "The copied database ", "The server key in this backup ")
Found = dict[str, dict[str, Any]]


def restored(folder: Path, database: str = "") -> Found:
    """Restore each over a small house, and return what came of it."""
    own = {"NEARWARD_DATA": str(folder / "data"), "NEARWARD_DATABASE_URL": database, "NEARWARD_KEY_FILE": ""}
    done = subprocess.run(
        [sys.executable, "-m", "tests.keeping.malformed"],
        env={**os.environ, **own}, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers: Found = json.loads(done.stdout.splitlines()[-1])
    return answers


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return restored(tmp_path_factory.mktemp("malformed"))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_answered_with_one_sentence(found: Found, kind: str) -> None:
    answer = found[kind]
    assert answer["crash"] == ""
    assert answer["code"] == 2
    assert answer["said"].count("\n") == 1
    assert answer["said"].startswith(ANSWERS)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_here_has_changed(found: Found, kind: str) -> None:
    assert found[kind]["changed"] == []


@pytest.mark.proved
@pytest.mark.postgres
def test_on_postgresql_too_all_is_as_it_was(tmp_path: Path) -> None:
    with new_database("malformed") as database:
        answers = restored(tmp_path, database)
    assert tuple(answers) == ON_POSTGRES
    for answer in answers.values():
        assert (answer["code"], answer["crash"], answer["changed"]) == (2, "", [])
        assert answer["said"].startswith(ANSWERS)
