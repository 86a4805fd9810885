"""What goes of nights when a person erases everything of theirs."""

from nearward.web.nights.models import Hours, NightYes, PlannedNight
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's hours and yeses, and the planned nights they were in: a plan is about both."""
    Hours.objects.filter(caregiver=place).delete()
    NightYes.objects.filter(caregiver=place).delete()
    PlannedNight.objects.filter(family=place.family_id).delete()
