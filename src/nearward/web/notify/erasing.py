"""What goes of signals when a person erases everything of theirs."""

from nearward.web.notify.models import Phone, SleepRule
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Forget all of this person's phones, and what may ring through their sleep."""
    SleepRule.objects.filter(person=place.person_id).delete()
    Phone.objects.filter(person=place.person_id).delete()
