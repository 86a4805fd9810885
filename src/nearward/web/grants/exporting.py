"""What a person takes along of what they give a counselor: each class, its days and its end."""

from typing import Any

from nearward.web.grants.models import Given
from nearward.web.people.models import Caregiver


def own_of(place: Caregiver) -> dict[str, Any]:
    """Return what this person gives; whom, what was read and what was offered is the counselor's."""
    rows = Given.objects.filter(counsel__of=place).order_by("counsel__made_at", "what")
    return {"given_to_a_counselor": list(rows.values("what", "item", "since", "until"))}
