"""What a person takes along of their reflection: what they do in each situation, and where they learned it."""

import json
from typing import Any

from nearward.web.people.models import Caregiver
from nearward.web.reflection.models import Draft


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return both parts as they are kept."""
    texts = {row.part: row.text(place.person_id, wrapped) for row in Draft.objects.filter(author=place)}
    situations, learned = (json.loads(texts.get(part) or "{}") for part in Draft.Part.values)
    return {"reflection": {"situations": situations, "learned": learned}}
