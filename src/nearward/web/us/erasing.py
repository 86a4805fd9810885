"""What goes of Us when a person erases everything of theirs."""

from nearward.web.people.models import Caregiver
from nearward.web.us.models import CyclePart


def erase_of(place: Caregiver) -> None:
    """Delete this person's part of the cycle."""
    CyclePart.objects.filter(author=place).delete()
