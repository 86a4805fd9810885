"""What goes of words and plans when a person erases everything of theirs; the other's stay, without an answer."""

from nearward.web.people.models import Caregiver
from nearward.web.together.models import Plan, Wording


def erase_of(place: Caregiver) -> None:
    """Delete this person's words and plans, and their answers to the other's."""
    Wording.objects.filter(author=place).delete()
    Plan.objects.filter(author=place).delete()
    Plan.objects.filter(to=place).update(answer="", answer_words=b"")
