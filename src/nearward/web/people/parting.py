"""Leaving a family: whose place goes where, which links close, and which children come along as a copy."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from nearward.web.core import live
from nearward.web.people.models import Caregiver, Child, Family, Invite, ZoneSuggestion
from nearward.web.people.services import end_place, hold_family, people_of


@transaction.atomic
def leave_family(*, place: Caregiver, now: datetime) -> None:
    """Leave at once and alone. One's place goes to a family of one's own, with what is one's own; a helper's ends.

    What the two shared lies sealed for both: every read goes through who is in a family now.
    """
    if place.role == Caregiver.Role.HELPER:
        end_place(place=place, now=now)
        return
    hold_family(place.family_id)
    left, own = place.family_id, Family.objects.create(created_at=now, zone=place.person.zone)
    close_invites(left, by=place)
    _go_on_grieving(of=left, to=own.pk, now=now)
    ZoneSuggestion.objects.filter(by=place).delete()
    Caregiver.objects.filter(pk=place.pk).update(family=own, paused=False)
    live.hang_up(place.person_id)
    live.ring(people_of(left, now))
    place.family_id = own.pk


def close_invites(left: UUID, *, by: Caregiver) -> None:
    """Let nobody in by the links of whoever leaves, nor as a partner by anyone's; the family is parted now."""
    Family.objects.filter(pk=left).update(parted=True)
    Invite.objects.filter(Q(by=by) | Q(family=left, kind=Invite.For.PARTNER), used_at__isnull=True).delete()


def _go_on_grieving(*, of: UUID, to: UUID, now: datetime) -> None:
    """Where a baby was lost and no other is here or expected, let nothing speak of a baby in the new family either.

    It keeps that there was a loss and when, without a name or a date of the child.
    """
    children = Child.objects.filter(family=of)
    lost = children.filter(lost_at__isnull=False).order_by("-lost_at").first()
    if lost is not None and not children.filter(lost_at__isnull=True).exists():
        Child.objects.create(family_id=to, created_at=now, lost_at=lost.lost_at)


def copy_children(*, of: UUID, to: UUID) -> list[tuple[Child, Child]]:
    """Copy a family's children who are not lost to another family. Returns each with its copy.

    Nothing ties a copy to what it was copied from: what changes on one side never shows on the other.
    """
    pairs = []
    for child in Child.objects.filter(family=of, lost_at__isnull=True).order_by("created_at", "pk"):
        facts = {name: getattr(child, name) for name in ("name", "due_on", "born_on", "home", "created_at")}
        pairs.append((child, Child.objects.create(family_id=to, **facts)))
    return pairs
