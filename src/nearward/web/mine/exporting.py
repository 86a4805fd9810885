"""What a person takes along of Mine: the result they show, as it was on the day they chose to."""

import json
from typing import Any

from nearward.web.core import vault
from nearward.web.mine.models import Shown
from nearward.web.mine.selectors import place_of_shown
from nearward.web.people.models import Caregiver


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return it, or nothing while nothing is shown."""
    row = Shown.objects.filter(author=place).first()
    text = vault.open_text(row.sealed, wrapped=wrapped, place=place_of_shown(place)) if row else ""
    return {"direction_shown": json.loads(text) if text else None}
