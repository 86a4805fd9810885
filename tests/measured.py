"""The sections of docs/reference/measured.md that the commands write themselves.

A command calls `write_section` at its end when `asked()`, that is, when NEARWARD_MEASURED=1 is set. Each
section stands between two markers and begins with when, at which commit and on what machine it was measured.
From a shell: `some command | python -m tests.measured "bin/bench web"` passes the output on and keeps it.
"""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference/measured.md"
SECTION = re.compile(r"<!-- begin (?P<name>[^>]+) -->\n(?P<body>.*?)<!-- end (?P=name) -->\n", re.S)
STAMP = re.compile(r"^Measured on \d{4}-\d\d-\d\d at \d\d:\d\d UTC, at commit [0-9a-f]{7,}", re.M)


def asked() -> bool:
    """Return whether this run is to keep its figures in the docs."""
    return os.environ.get("NEARWARD_MEASURED") == "1"


def write_section(name: str, lines: Iterable[str], *, page: Path = PAGE) -> None:
    """Replace the section `name`, such as `bin/test`, by these lines of Markdown, or add it at the end."""
    body = "\n".join(lines).rstrip()
    section = f"<!-- begin {name} -->\n## {name}\n\n{stamp()}\n\n{body}\n<!-- end {name} -->\n"
    before = page.read_text()
    names = [found["name"] for found in SECTION.finditer(before)]
    if name in names:
        after = SECTION.sub(lambda found: section if found["name"] == name else found[0], before)
    else:
        after = f"{before.rstrip()}\n\n{section}"
    page.write_text(after)


def stamp() -> str:
    """Say when, at which commit and on what machine this is measured."""
    load = os.getloadavg()[1]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    when = f"{datetime.now(UTC):%Y-%m-%d at %H:%M UTC}"
    return f"Measured on {when}, at commit {commit()}, on {machine}; load of the last five minutes {load:.1f}."


def commit() -> str:
    """Return the commit of the working copy, and whether it was changed beyond this page."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{PAGE.relative_to(ROOT)}")
    return _git("rev-parse", "--short=10", "HEAD") + (" with uncommitted changes" if changed else "")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def fenced(text: str) -> list[str]:
    """Return the plain output of a command as lines of Markdown."""
    return ["```text", *(line.rstrip() for line in text.strip("\n").splitlines()), "```"]


def main() -> None:
    """Pass standard input on, and keep it as the section named."""
    said = []
    for line in sys.stdin:
        sys.stdout.write(line)
        sys.stdout.flush()
        said.append(line)
    if said:
        write_section(sys.argv[1], fenced("".join(said)))


if __name__ == "__main__":
    main()
