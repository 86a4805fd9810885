"""What goes of the review when a person erases everything of theirs; the other's side stays as it is."""

from nearward.web.people.models import Caregiver
from nearward.web.review.models import Agreed, Draft, Opened


def erase_of(place: Caregiver) -> None:
    """Delete this person's sides, sealed and opened."""
    Draft.objects.filter(author=place).delete()
    Agreed.objects.filter(author=place).delete()
    Opened.objects.filter(author=place).delete()


def others_hold_on(place: Caregiver) -> bool:
    """Return whether a side of someone else opened to this place."""
    return Opened.objects.filter(to=place).exists()
