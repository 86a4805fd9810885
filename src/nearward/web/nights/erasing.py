"""What goes of nights when a person erases everything of theirs."""

from nearward.web.nights.models import GivenSleep, Hours, NightYes, PlannedNight
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's hours, given sleep and yeses, and empty the planned nights this person is in.

    An empty row without this person stays, so that the others can read that a plan of theirs has ended.
    """
    Hours.objects.filter(caregiver=place).delete()
    GivenSleep.objects.filter(caregiver=place).delete()
    NightYes.objects.filter(caregiver=place).delete()
    for row in PlannedNight.objects.filter(family=place.family_id).only("people"):
        if str(place.pk) in row.people:
            others = [pk for pk in row.people if pk != str(place.pk)]
            PlannedNight.objects.filter(pk=row.pk).update(people=others, plan={})
