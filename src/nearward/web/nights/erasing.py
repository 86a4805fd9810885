"""What goes of nights when a person erases everything of theirs."""

from nearward.web.nights.models import Hours, NightYes, PlannedNight
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's hours and yeses, and the planned nights they are in: a plan is about all of them."""
    Hours.objects.filter(caregiver=place).delete()
    NightYes.objects.filter(caregiver=place).delete()
    nights = PlannedNight.objects.filter(family=place.family_id).only("people")
    about = [row.pk for row in nights if str(place.pk) in row.people]
    PlannedNight.objects.filter(pk__in=about).delete()
