"""What goes of a reflection when a person erases everything of theirs, or leaves."""

from nearward.web.people.models import Caregiver
from nearward.web.reflection.models import Draft, Shown


def erase_of(place: Caregiver) -> None:
    """Delete this person's reflection, and what they showed of it."""
    Draft.objects.filter(author=place).delete()
    end_of(place)


def end_of(place: Caregiver) -> None:
    """Stop showing anything of it; what is written comes along."""
    Shown.objects.filter(author=place).delete()
