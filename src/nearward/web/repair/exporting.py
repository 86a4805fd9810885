"""What a person takes along of repairs: what they are about, their own steps, their words for the agreement."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.repair.models import Draft, Left, Proposal, Repair, Shared
from nearward.web.repair.selectors import Said, place_of, place_of_about


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return them in the order they were started; what the other wrote, and when, is left out."""
    repairs = Repair.objects.filter(Q(starter=place) | Q(other=place)).order_by("started_at", "pk")
    steps, proposals = _steps(place, wrapped), _proposals(place, wrapped)
    left = set(Left.objects.filter(author=place).values_list("repair_id", flat=True))
    told = [
        {
            **_started(row, place, wrapped),
            "steps": steps.get(row.pk, []),
            "agreement_put": proposals.get(row.pk, []),
            "left": row.pk in left,
        }
        for row in repairs
    ]
    return {"repairs": [one for one in told if "started_at" in one or one["steps"] or one["agreement_put"]]}


def _started(row: Repair, place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    if row.starter_id != place.pk:
        return {}
    about = vault.open_text(row.about, wrapped=wrapped, place=place_of_about(row, place))
    return {"started_at": row.started_at, "about": about}


def _steps(place: Caregiver, wrapped: bytes) -> dict[UUID, list[dict[str, Any]]]:
    shared = {
        (row.repair_id, row.step): row.shared_at for row in Shared.objects.filter(author=place).only("shared_at")
    }
    steps: dict[UUID, list[dict[str, Any]]] = {}
    for row in Draft.objects.filter(author=place).order_by("step", "pk"):
        said = Said.from_text(row.text(place.person_id, wrapped))
        own = {"step": row.step, "feelings": list(said.feelings), "words": said.words}
        steps.setdefault(row.repair_id, []).append(own | {"shared_at": shared.get((row.repair_id, row.step))})
    return steps


def _proposals(place: Caregiver, wrapped: bytes) -> dict[UUID, list[dict[str, Any]]]:
    put: dict[UUID, list[dict[str, Any]]] = {}
    for row in Proposal.objects.filter(author=place).order_by("said_at", "pk"):
        words = vault.open_text(row.sealed, wrapped=wrapped, place=place_of(row, place))
        put.setdefault(row.repair_id, []).append({"said_at": row.said_at, "words": words})
    return put
