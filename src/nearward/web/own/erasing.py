"""What goes of what one keeps when a person erases everything of theirs."""

from nearward.web.own.models import Draft, OwnTime
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's places and times, and their answers to the other's."""
    Draft.objects.filter(author=place).delete()
    OwnTime.objects.filter(author=place).delete()
    OwnTime.objects.filter(to=place).update(how="", at=None, but=b"")
