"""What goes of check-ins when a person erases everything of theirs."""

from nearward.web.checkins.models import CheckIn, Said
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete all check-ins of this person in this family, what was said openly too."""
    CheckIn.objects.filter(author=place).delete()
    Said.objects.filter(author=place).delete()
