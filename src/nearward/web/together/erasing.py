"""What goes of time together when a person erases everything of theirs: it is between both, so all of it."""

from django.db.models import Q

from nearward.web.people.models import Caregiver
from nearward.web.together.models import Shared


def erase_of(place: Caregiver) -> None:
    """Delete what this person suggested or was suggested."""
    Shared.objects.filter(Q(by=place) | Q(to=place) | Q(rested_by=place)).delete()
