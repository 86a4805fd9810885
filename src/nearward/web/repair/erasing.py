"""What goes of repairs when a person erases everything of theirs; what the other wrote in them stays as it is."""

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
