"""Reads the care-demand curve by age, leaving out every figure that its provenance marks as from memory."""

import csv
from functools import cache
from importlib.resources import files

from nearward.domain.care_demand import Band

_FROM_MEMORY = "[M]"
_CRYING = "cry"


@cache
def care_curve() -> tuple[Band, ...]:
    """The bands of infant_demand.csv, youngest first."""
    text = files("nearward.data").joinpath("infant_demand.csv").read_text(encoding="utf-8")
    return tuple(_band(row) for row in csv.DictReader(text.splitlines()))


def _band(row: dict[str, str]) -> Band:
    return Band(
        from_week=float(row["age_from_wk"]),
        to_week=float(row["age_to_wk"]),
        breast_sessions=float(row["bf_sessions_24h"]),
        minutes_per_session=float(row["bf_min_per_session"]),
        night_feeds=float(row["night_feeds_22_06"]),
        night_wakings=float(row["parent_night_wakes"]),
        longest_sleep_hours=float(row["infant_longest_sleep_h"]),
        crying_minutes=None if _crying_from_memory(row["provenance"]) else float(row["cry_fuss_min_24h"]),
        changes=float(row["diapers_24h"]),
    )


def _crying_from_memory(provenance: str) -> bool:
    """Whether the crying figure is from memory; anything else from memory is an error in the data."""
    notes = [note.strip() for note in provenance.split(";") if _FROM_MEMORY in note]
    if not all(note.startswith(_CRYING) for note in notes):
        raise ValueError(f"A figure from memory that nothing leaves out: {notes}")
    return bool(notes)
