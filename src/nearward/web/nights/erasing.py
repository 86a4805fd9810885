"""What goes of nights when a person erases everything of theirs."""

from datetime import timedelta

from nearward.web.core.clock import now
from nearward.web.nights.models import GivenSleep, Hours, NightYes, PlannedNight
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's hours, given sleep and yeses, and the planned nights this person is in.

    Of nights still ahead an empty row stays, without this person: the others read that a plan has ended.
    """
    Hours.objects.filter(caregiver=place).delete()
    GivenSleep.objects.filter(caregiver=place).delete()
    NightYes.objects.filter(caregiver=place).delete()
    nights = PlannedNight.objects.filter(family=place.family_id).only("people", "evening")
    about = [row for row in nights if str(place.pk) in row.people]
    since = now().date() - timedelta(days=1)
    PlannedNight.objects.filter(pk__in=[row.pk for row in about if row.evening < since]).delete()
    for row in about:
        if row.evening >= since:
            others = [pk for pk in row.people if pk != str(place.pk)]
            PlannedNight.objects.filter(pk=row.pk).update(people=others, plan={})
