"""What goes of Us when a person erases everything of theirs."""

from nearward.web.people.models import Caregiver
from nearward.web.us.models import CyclePart, Wording


def erase_of(place: Caregiver) -> None:
    """Delete this person's part of the cycle, and the words they found for the four sentences."""
    CyclePart.objects.filter(author=place).delete()
    Wording.objects.filter(author=place).delete()
