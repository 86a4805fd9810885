"""What goes of nights when a person erases everything of theirs."""

from nearward.web.nights.models import GivenSleep, Hours, NightYes, PlannedNight
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's hours, given sleep and yeses, and the planned nights this person is in."""
    Hours.objects.filter(caregiver=place).delete()
    GivenSleep.objects.filter(caregiver=place).delete()
    NightYes.objects.filter(caregiver=place).delete()
    nights = PlannedNight.objects.filter(family=place.family_id).only("people")
    about = [row.pk for row in nights if str(place.pk) in row.people]
    PlannedNight.objects.filter(pk__in=about).delete()
