"""What goes of expecting when a person erases everything of theirs; the other's side stays as it is."""

from uuid import UUID

from nearward.web.expecting.models import Draft, Opened, Proposal
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's sides, notes and words for agreements."""
    for model in (Draft, Opened, Proposal):
        model.objects.filter(author=place).delete()


def others_hold_on(place: Caregiver) -> bool:
    """Return whether something the other wrote was said to this place."""
    return Opened.objects.filter(to=place).exists() or Proposal.objects.filter(to=place).exists()


def others_words_in(family_id: UUID) -> bool:
    """Return whether someone who is still known wrote of a child of this family."""
    living = {"child__family": family_id, "author__person__vault_key__isnull": False}
    return any(model.objects.filter(**living).exists() for model in (Draft, Opened, Proposal))
