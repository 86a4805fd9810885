"""What goes of screening when a person erases everything of theirs."""

from nearward.web.people.models import Caregiver
from nearward.web.screening.models import Answered, SomeoneTrusted


def erase_of(place: Caregiver) -> None:
    """Delete this person's answers, and whom they trust."""
    Answered.objects.filter(author=place).delete()
    SomeoneTrusted.objects.filter(author=place).delete()
