"""What goes of repairs when a person erases everything of theirs; what the other wrote in them stays as it is."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from nearward.web.people.models import Caregiver
from nearward.web.repair.models import Draft, Left, Proposal, Repair, Shared

OWN = (Draft, Shared, Left, Proposal)


def erase_of(place: Caregiver) -> None:
    """Delete this person's steps and proposals, and their repairs in which the other wrote nothing."""
    for model in OWN:
        model.objects.filter(author=place).delete()
    started = Repair.objects.filter(starter=place)
    written = Q()
    for model in OWN:
        written |= Q(Exists(model.objects.filter(repair=OuterRef("pk"))))
    started.exclude(written).delete()
    started.update(about=b"")


def others_hold_on(place: Caregiver) -> bool:
    """Return whether a repair the other wrote in refers to this place."""
    return Repair.objects.filter(Q(starter=place) | Q(other=place)).exists()


def others_words_in(family_id: UUID) -> bool:
    """Return whether someone who is still known started a repair of this family, or wrote in one."""
    started = Repair.objects.filter(family=family_id, starter__person__vault_key__isnull=False).exists()
    living = {"repair__family": family_id, "author__person__vault_key__isnull": False}
    return started or any(model.objects.filter(**living).exists() for model in OWN)
