"""What goes of the calendar link when a person erases everything of theirs."""

from nearward.web.feed.models import FeedLink
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's link in this family."""
    FeedLink.objects.filter(caregiver=place).delete()
