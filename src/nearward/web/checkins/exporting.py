"""What a person takes along of check-ins: all of it, what was said openly and what was not."""

from typing import Any

from nearward.web.checkins.models import CheckIn
from nearward.web.checkins.selectors import note_place
from nearward.web.core import vault
from nearward.web.people.models import Caregiver


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return this person's check-ins, oldest first."""
    rows = CheckIn.objects.filter(author=place).select_related("said").order_by("at", "pk")
    return {"check_ins": [_told(row, place, wrapped) for row in rows]}


def _told(row: CheckIn, place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    note = vault.open_text(row.note, wrapped=wrapped, place=note_place(row, place.person_id))
    return {
        "at": row.at, "zone": row.zone, "day": row.day, "after_something_hard": row.event,
        "need": row.said.levels if row.said else {}, "room": row.said.room if row.said else None,
        "kept_to_oneself": bool(row.said and row.said.held),
        "stress": row.stress, "move": row.move, "longest_sleep_minutes": row.sleep_minutes, "note": note,
    }  # fmt: skip
