"""What goes of Holding when a person erases everything of theirs, and what is the family's and stays."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from nearward.web.holding.models import Before, Offer, Part, Quiet, Responsibility
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete what only this person wrote and holds; what another holds or put into words stays, without them."""
    Offer.objects.filter(Q(by=place) | Q(to=place)).delete()
    Part.objects.filter(Q(giver=place) | Q(taker=place)).delete()
    Quiet.objects.filter(who=place).delete()
    people = ("notice", "plan", "do", "title_by", "standard_by")
    alone = [Q(**{column: place}) | Q(**{column: None}) for column in people]
    others_words = Before.objects.filter(item=OuterRef("pk"), by__isnull=False).exclude(by=place)
    Responsibility.objects.filter(*alone, ~Exists(others_words), written_by=place).delete()
    Responsibility.objects.filter(standard_by=place).update(standard="", agreed=False)
    Before.objects.filter(by=place).delete()
    for stage in ("notice", "plan", "do", "written_by", "title_by", "standard_by"):
        Responsibility.objects.filter(**{stage: place}).update(**{stage: None})
    _forget_tastes(place)


def _forget_tastes(place: Caregiver) -> None:
    who = str(place.pk)
    for row in Responsibility.objects.filter(family=place.family_id).only("taste", "cannot"):
        if who in row.taste or who in row.cannot:
            row.taste.pop(who, None)
            row.cannot = [one for one in row.cannot if one != who]
            row.save(update_fields=["taste", "cannot"])


def others_words_in(family_id: UUID) -> bool:
    """Return whether someone who is still known wrote something down in this family."""
    return Responsibility.objects.filter(family=family_id, written_by__person__vault_key__isnull=False).exists()
