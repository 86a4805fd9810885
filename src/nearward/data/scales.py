"""Reads and writes a scales file: how far slopes lie from 0, learned by a host with consent; nothing else."""

import json
import math
from pathlib import Path
from typing import Any

from nearward.domain.direction.model import PRIOR, Prior
from nearward.domain.direction.scales import FEWEST_COUPLES, Scales
from nearward.domain.refused import Refused

KEYS = ("b_sd", "c_sd", "couples", "from")
LARGEST = 10_000  # bytes
WIDEST = 10.0


def prior_from(path_text: str) -> Prior:
    """The prior of this host: that of its scales file, or the usual one without a file."""
    return read_scales(Path(path_text)).prior if path_text else PRIOR


def read_scales(path: Path) -> Scales:
    """Read a scales file; refuse one that holds anything else than scales."""
    said = _object(path)
    if set(said) != set(KEYS):
        found = ", ".join(map(str, said)) or "nothing"
        raise Refused(f"{path.name}: expected {', '.join(KEYS)} and nothing else; found {found[:120]}.")
    if type(said["couples"]) is not int or said["couples"] < FEWEST_COUPLES:
        raise _wrong(path, "couples", f"a whole number, {FEWEST_COUPLES} or more", said)
    if not isinstance(said["from"], str):
        raise _wrong(path, "from", "the name of a file", said)
    c_sd = None if said["c_sd"] is None else _sd(path, "c_sd", said)
    return Scales(_sd(path, "b_sd", said), c_sd, said["couples"], said["from"])


def write_scales(path: Path, scales: Scales) -> None:
    """Write a scales file."""
    said = dict(zip(KEYS, (scales.b_sd, scales.c_sd, scales.couples, scales.source), strict=True))
    try:
        path.write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path.name} cannot be written: {error.strerror}.") from None


def _object(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(LARGEST).decode("utf-8-sig"))
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise Refused(f"{path.name}: expected JSON as `nearward population --learn-scales` writes it.") from None
    if not isinstance(said, dict):
        raise Refused(f"{path.name}: expected one JSON object, found something else.")
    return said


def _sd(path: Path, key: str, said: dict[str, Any]) -> float:
    value = said[key]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not 0 <= value <= WIDEST:
        raise _wrong(path, key, f"a number from 0 to {WIDEST:g}", said)
    return float(value)


def _wrong(path: Path, key: str, expected: str, said: dict[str, Any]) -> Refused:
    return Refused(f"{path.name}, {key}: expected {expected}, found {json.dumps(said[key])[:40]}.")
