"""Reads what is asked of each before a baby is here."""

import tomllib
from functools import cache
from importlib.resources import files

from nearward.domain.expecting import TITLES, Asked, Kind, Part


@cache
def asked() -> Asked:
    """Return everything that is asked, in the order of the file."""
    rows = tomllib.loads((files("nearward.data") / "expecting.toml").read_text(encoding="utf-8"))
    read = Asked(
        kinds=tuple(Kind(row["key"], row["hint"]) for row in rows["kind"]),
        parts=tuple(Part(row["key"], row["title"], row["hint"]) for row in rows["part"]),
        talk=tuple(row["question"] for row in rows["talk"]),
        pattern=tuple(row["words"] for row in rows["pattern"]),
    )
    if [kind.key for kind in read.kinds] != list(TITLES) or len(set(read.keys)) != len(read.keys):
        raise ValueError(f"What is asked does not fit the six kinds and the night: {read.keys}")
    return read
