"""What a person takes along of what they keep: the four places, and the times they asked for."""

from typing import Any

from nearward.web.core import vault
from nearward.web.own.models import Draft, OwnTime
from nearward.web.own.selectors import place_of
from nearward.web.people.models import Caregiver


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return this person's own. An answer goes with the time it is for, and so it is left out."""
    drafts = {row.place_named: row for row in Draft.objects.filter(author=place)}
    times = OwnTime.objects.filter(author=place).order_by("starts_at", "pk")
    return {
        "kept": {key: drafts[key].text(place.person_id, wrapped) for key in sorted(drafts)},
        "own_times": [
            {
                "from": row.starts_at,
                "until": row.ends_at,
                "words": vault.open_text(row.words, wrapped=wrapped, place=place_of(row, "words", place)),
            }
            for row in times
        ],
    }
