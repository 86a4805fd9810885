"""What goes of reflection when a person erases everything of theirs."""

from django.db.models import Q

from nearward.web.people.models import Caregiver
from nearward.web.reflection.models import Draft, Shared


def erase_of(place: Caregiver) -> None:
    """Delete what this person wrote, and any sentence by or to them: a sentence is for one reader."""
    Draft.objects.filter(author=place).delete()
    Shared.objects.filter(Q(author=place) | Q(to=place)).delete()
