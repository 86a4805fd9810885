"""What goes of Us when a person erases everything of theirs, or leaves."""

from nearward.web.people.models import Caregiver
from nearward.web.us.models import CyclePart, Wording


def erase_of(place: Caregiver) -> None:
    """Delete this person's part of the cycle, and the words they found for the four sentences."""
    end_of(place)
    Wording.objects.filter(author=place).delete()


def end_of(place: Caregiver) -> None:
    """End this person's part of the cycle; words for the four sentences are sealed for both."""
    CyclePart.objects.filter(author=place).delete()
