"""What goes of Mine when a person erases everything of theirs."""

from nearward.web.mine.models import Shown
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete what this person showed."""
    Shown.objects.filter(author=place).delete()
