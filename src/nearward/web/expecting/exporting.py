"""What a person takes along of expecting: their own side, their note, their words for agreements."""

import json
from typing import Any

from nearward.web.core import vault
from nearward.web.expecting.agreeing import place_of_proposal
from nearward.web.expecting.models import Draft, Opened, Proposal
from nearward.web.expecting.selectors import place_of_opened
from nearward.web.people.models import Caregiver


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return what this person wrote. Whether a side has opened hangs on the other too, so it is left out."""
    drafts = {
        part: [
            (row.child_id, row.text(place.person_id, wrapped))
            for row in Draft.objects.filter(author=place, part=part)
        ]
        for part in Draft.Part.values
    }
    opened = [
        (row.child_id, vault.open_text(row.sealed, wrapped=wrapped, place=place_of_opened(row, place)))
        for row in Opened.objects.filter(author=place)
    ]
    sides = sorted([*drafts[Draft.Part.SIDE], *opened], key=str)
    proposals = Proposal.objects.filter(author=place).order_by("said_at", "pk")
    return {
        "expected": [_said(json.loads(text)) for _child, text in sides if text],
        "pattern_notes": [text for _child, text in sorted(drafts[Draft.Part.PATTERN], key=str) if text],
        "agreements_put": [
            {
                "said_at": row.said_at,
                "words": vault.open_text(row.sealed, wrapped=wrapped, place=place_of_proposal(row, place)),
            }
            for row in proposals
        ],
    }


def _said(words: dict[str, str]) -> dict[str, str]:
    return {key: words[key] for key in sorted(words) if words[key]}
