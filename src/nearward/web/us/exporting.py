"""What a person takes along of Us: their own words in the cycle, and those they found for the four sentences."""

import json
from typing import Any

from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.us.models import CyclePart, Wording
from nearward.web.us.wordings import place_of


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return this person's own. That the other agreed is the other's word, so it is left out."""
    rows = Wording.objects.filter(author=place).select_related("author").order_by("said_at", "pk")
    return {
        "cycle": CyclePart.objects.filter(author=place).values("agreed_at", "words").first(),
        "four_sentences": [
            {
                "said_at": row.said_at,
                "lines": json.loads(vault.open_text(row.sealed, wrapped=wrapped, place=place_of(row))),
            }
            for row in rows
        ],
    }
