"""What goes of asks when a person erases everything of theirs, and what is the other's and stays.

An answer belongs to whoever gave it. The other's answer to one's own ask stays with an empty ask under it; the
other's own ask stays unchanged, and one's answers to it go.
"""

from datetime import datetime
from uuid import UUID

from nearward.web.asks.models import Answer, Ask, Given
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver, *, now: datetime) -> None:
    """Delete this person's asks, answers and hand-overs in this family."""
    Answer.objects.filter(ask__asked=place).delete()
    Given.objects.filter(giver=place).delete()
    mine = Ask.objects.filter(asker=place)
    mine.filter(answers__isnull=True).delete()
    mine.update(
        need="", kind="", when="", words="", asked_at=now, fades_at=now,
        ended_at=now, ended_how=Ask.End.TAKEN_BACK,
    )  # fmt: skip


def others_hold_on(place: Caregiver) -> bool:
    """Return whether an entry of someone else refers to this place."""
    return Ask.objects.filter(asked=place).exists() or Ask.objects.filter(asker=place).exists()


def others_words_in(family_id: UUID) -> bool:
    """Return whether someone who is still known asked or gave something in this family."""
    return (
        Ask.objects.filter(family=family_id, asker__person__vault_key__isnull=False).exists()
        or Answer.objects.filter(ask__family=family_id, ask__asked__person__vault_key__isnull=False).exists()
        or Given.objects.filter(family=family_id, giver__person__vault_key__isnull=False).exists()
    )
