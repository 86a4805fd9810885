"""What goes of what one keeps when a person erases everything of theirs, or leaves."""

from nearward.web.own.models import Answered, Draft, OwnTime
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete this person's places and times, and their answers to the other's."""
    Draft.objects.filter(author=place).delete()
    OwnTime.objects.filter(author=place).delete()
    _take_answers_back(place)


def end_of(place: Caregiver) -> None:
    """End what was asked and answered; the places, and a time kept alone, come along."""
    OwnTime.objects.filter(author=place, to__isnull=False).delete()
    _take_answers_back(place)


def _take_answers_back(place: Caregiver) -> None:
    Answered.objects.filter(author=place).delete()
    OwnTime.objects.filter(to=place).update(how="", at=None, but=b"", answered_at=None)
