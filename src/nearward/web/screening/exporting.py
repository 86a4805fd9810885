"""What a person takes along of screening: the forms they answered, and whom they would call.

Read against the published forms alone: the text of a host's licensed form is not theirs to pass on.
"""

import json
from collections.abc import Iterable
from typing import Any

from nearward.data.instruments import instruments
from nearward.domain.screening.fhir import Answered as OneForm
from nearward.domain.screening.scoring import result
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.screening.models import Answered
from nearward.web.screening.selectors import trusted_by


def answered_by(place: Caregiver, wrapped: bytes) -> list[OneForm]:
    """Return every form this person kept, oldest first."""
    rows = Answered.objects.filter(author=place).order_by("at", "pk")
    texts = [
        (vault.open_text(row.sealed, wrapped=wrapped, place=row.place(place.person_id)), row.at) for row in rows
    ]
    kept = [(json.loads(text), at) for text, at in texts]
    return [OneForm(instruments()[said["form"]], tuple(said["chosen"]), at) for said, at in kept]


def help_comes_first(forms: Iterable[OneForm]) -> bool:
    """Whether any of these said that thoughts of harming oneself have been there."""
    return any(result(one.form, one.chosen).help_now for one in forms)


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return the forms with each item's score, and whom one would call."""
    trusted = trusted_by(place)
    return {
        "forms": [_told(one) for one in answered_by(place, wrapped)],
        "someone_trusted": {"name": trusted.name, "phone": trusted.phone} if trusted else None,
    }


def _told(one: OneForm) -> dict[str, Any]:
    scores = [item.options[chosen].score for item, chosen in zip(one.form.items, one.chosen, strict=True)]
    found = result(one.form, one.chosen)
    return {"at": one.at, "form": one.form.key, "item_scores": scores, "total": found.score}
