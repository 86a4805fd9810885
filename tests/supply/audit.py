"""`bin/audit [LOCK…]`: look the packages of a lock up in lists of known vulnerabilities.

pip-audit alone says "No known vulnerabilities found" and ends with 0 when it could look up nothing. This ends
with 0 only when every package was looked up, with 1 when one has a known vulnerability, and else with 2.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.supply.locks import ROOT, packages

SOURCES = {"pypi": "https://pypi.org", "osv": "https://api.osv.dev"}
PATIENCE = 600
Ask = Callable[[Path, str], str]


@dataclass(frozen=True)
class Answer:
    """What a source said: the packages it knows, and a line for each vulnerability."""

    audited: frozenset[str]
    found: tuple[str, ...]


def ask(lock: Path, source: str) -> str:
    """Run pip-audit over a lock and return what it printed. It reads names and versions, and installs nothing."""
    words = ["--requirement", str(lock), "--require-hashes", "--no-deps", "--disable-pip"]
    words += ["--vulnerability-service", source, "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def parse(printed: str) -> Answer:
    """Read pip-audit's JSON. What it skipped, or what is no JSON, was not audited."""
    try:
        rows = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answer(frozenset(), ())
    looked_up = [row for row in rows if "vulns" in row]
    found = [
        f"{row['name']} {row['version']}: {one['id']}"
        + (f", fixed in {', '.join(one['fix_versions'])}" if one.get("fix_versions") else "")
        for row in looked_up
        for one in row["vulns"]
    ]
    return Answer(frozenset(canonicalize_name(row["name"]) for row in looked_up), tuple(found))


def audit(lock: Path, ask: Ask = ask) -> tuple[int, str]:
    """Ask each source until one knows every package. Returns the code to end with, and what to say."""
    names = {str(canonicalize_name(package.name)) for package in packages(lock)}
    if not names:
        return 2, f"{lock.name}: nothing was audited, since it names no package."
    tried = []
    for source, address in SOURCES.items():
        answer = parse(ask(lock, source))
        if answer.found:
            return 1, "\n".join(
                [*answer.found, f"{lock.name}: {len(answer.found)} known vulnerabilities ({address})."]
            )
        if answer.audited >= names:
            return 0, f"{lock.name}: {len(names)} packages audited at {address}, no known vulnerability."
        tried.append(f"{address} answered for {len(answer.audited & names)}")
    return 2, (
        f"{lock.name}: not audited. Of its {len(names)} packages {' and '.join(tried)}; a source could not be "
        "reached or does not know them. Run this where it can be reached."
    )


def main() -> int:
    """Audit the locks named, or the one that `bin/setup` installs."""
    locks = [Path(name) for name in sys.argv[1:]] or [ROOT / "requirements.lock"]
    worst = 0
    for lock in locks:
        code, said = audit(lock)
        print(said, file=sys.stderr if code else sys.stdout)
        worst = max(worst, code)
    return worst


if __name__ == "__main__":
    sys.exit(main())
