"""What a person takes along of nights: their own usual hours, as they said them. A plan is about both and stays."""

from typing import Any

from nearward.web.nights.models import GivenSleep, Hours
from nearward.web.people.models import Caregiver

FIELDS = ("bed", "up", "leaves", "leaves_at", "floor_minutes", "breastfeeds")


def own_of(place: Caregiver) -> dict[str, Any]:
    """Return a partner's hours; those of a helper may be said by a partner too, so they are left out."""
    own = (
        Hours.objects.filter(caregiver=place, said=True)
        if place.role == Caregiver.Role.PARTNER
        else Hours.objects.none()
    )
    given = GivenSleep.objects.filter(caregiver=place).values("minutes", "at").first()
    return {"usual_hours": own.values(*FIELDS).first(), "sleep_given_to_the_plan": given}
