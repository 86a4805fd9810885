"""Reads a lock as pip-compile writes it: each package with its version, its hashes, and what asked for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)")


@dataclass
class Package:
    """One package of a lock. `via`: the packages that asked for it, or nearward itself."""

    name: str
    version: str
    hashes: list[str] = field(default_factory=list)
    via: set[str] = field(default_factory=set)


def packages(lock: Path) -> list[Package]:
    """Return every package of a lock, in its order."""
    return list(_packages(lock.read_text()))


def _packages(text: str) -> Iterator[Package]:
    for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M):
        if found := PACKAGE.match(block):
            asked = re.findall(r"^ +#(?: +via)? +([A-Za-z0-9][\w.-]*)", block, re.M)
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", block)
            yield Package(found[1], found[2], hashes, set(asked) - {"via"})
