"""The table of docs/reference/promises.md: promise, planted fault, what catches it. Run it to write it anew."""

import re
from pathlib import Path

from tests.prove.faults import FAULTS

PAGE = Path(__file__).parents[2] / "docs/reference/promises.md"


def table() -> list[str]:
    """Return the table, line by line, from the registries."""
    rows = sorted(FAULTS.values(), key=lambda one: int(one.promise.split()[0]))
    lines = [(one.promise, one.sentence, f"`{_short(one.caught_by)}`") for one in rows]
    return [
        "| promise | planted fault | caught by |",
        "|---|---|---|",
        *("| " + " | ".join(row) + " |" for row in lines),
    ]


def _short(caught_by: str) -> str:
    return caught_by.removeprefix("tests/") if "::" in caught_by else f"bin/prove {caught_by}"


def main() -> None:
    """Write the table into the page."""
    page = PAGE.read_text()
    PAGE.write_text(re.sub(r"^\| promise .*?(?=\n\n|\Z)", lambda _: "\n".join(table()), page, flags=re.S | re.M))


if __name__ == "__main__":
    main()
