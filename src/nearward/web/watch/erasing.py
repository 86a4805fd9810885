"""What goes of who has the baby, and of calls, when a person erases everything of theirs or leaves."""

from django.db.models import Q

from nearward.web.people.models import Caregiver
from nearward.web.watch.models import Call, Watch


def erase_of(place: Caregiver) -> None:
    """Delete this person's open call, and the row that names them as having the baby or as relieved."""
    Call.objects.filter(author=place).delete()
    Watch.objects.filter(Q(holder=place) | Q(relieved=place)).delete()
