"""Reads the small things two people can do together."""

import tomllib
from functools import cache
from importlib.resources import files

from nearward.domain.together import Thing


@cache
def things() -> dict[str, Thing]:
    """Return every small thing by its key, in the order of the file."""
    rows = tomllib.loads((files("nearward.data") / "together.toml").read_text(encoding="utf-8"))["thing"]
    read = {row["key"]: Thing(row["key"], row["title"], row.get("baby", False)) for row in rows}
    if len(read) != len(rows):
        raise ValueError("Two small things have one key.")
    return read
