"""Promise 18, first half: nothing is installed that is not pinned by its hash."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-words.lock")


def unpinned(lock: str) -> list[str]:
    """Return the lines of a lock that name a package without version or hash."""
    entries = re.sub(r"\\\n\s*", " ", lock).splitlines()
    named = [line for line in entries if line and not line.startswith((" ", "#", "-"))]
    return [line for line in named if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_its_hash(name: str) -> None:
    lock = (ROOT / name).read_text()
    assert "--hash=sha256:" in lock
    assert unpinned(lock) == []


def test_packages_are_installed_by_hash_only() -> None:
    assert "--require-hashes" in (ROOT / "bin/setup").read_text()
