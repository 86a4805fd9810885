"""Promise 12 in a real browser, where the test suite looks at a sample: every page, and every set of fonts."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.prove.registry import Figure, proof

E2E = Path(__file__).parents[1] / "e2e"
JOURNEYS = sorted(file.name for file in E2E.glob("test_*.py") if file.name != "test_looking.py")
FONTS = ("dejavu", "liberation")
PASSED, FAILED = re.compile(r"(\d+) passed"), re.compile(r"(\d+) (?:failed|error)")


def run(files: list[str], **env: str) -> tuple[int, int]:
    """Run some browser tests in a pytest of their own; return how many passed and how many did not."""
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-o", "addopts=--ds=tests.settings"]
    done = subprocess.run(
        [*command, *(str(E2E / file) for file in files)],
        env={**os.environ, **env},
        cwd=E2E.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    passed, failed = (sum(map(int, found.findall(done.stdout))) for found in (PASSED, FAILED))
    return passed, failed or int(done.returncode != 0)


@proof("12 the look", "every journey passes in either set of fonts", (0, 2, len(JOURNEYS)))
def journeys_in_two_sets_of_fonts(count: int) -> Figure:
    """Run the journeys of some files with DejaVu alone and with Liberation alone."""
    results = [run(JOURNEYS[:count], NEARWARD_E2E_FONTS=fonts) for fonts in FONTS]
    passed, failed = (sum(column) for column in zip(*results, strict=True))
    return Figure(f"{passed} journeys passed in {len(FONTS)} sets of fonts, {failed} failed", not failed)


@proof("12 the look", "no page of anyone has a fault", (0, 0, 1))
def every_page_of_everyone(count: int) -> Figure:
    """Look at all pages of all who can sign in, also those much like another's."""
    passed, failed = run(["test_looking.py"] * bool(count), NEARWARD_E2E_WHOLE="1")
    return Figure(f"{passed} tours passed, {failed} failed", not failed)
