"""What goes of a reflection when a person erases everything of theirs."""

from nearward.web.people.models import Caregiver
from nearward.web.reflection.models import Draft, Shown


def erase_of(place: Caregiver) -> None:
    """Delete what this person wrote, and what they showed of it."""
    Draft.objects.filter(author=place).delete()
    Shown.objects.filter(author=place).delete()
