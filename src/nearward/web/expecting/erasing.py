"""What goes of expecting when a person erases everything of theirs; the other's side stays as it is."""

from nearward.web.expecting.models import Draft, Opened
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's side, sealed and opened."""
    Draft.objects.filter(author=place).delete()
    Opened.objects.filter(author=place).delete()
