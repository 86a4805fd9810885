"""What a person takes along of Holding: the words they found for the things they wrote down, earlier ones too.

Either may change such words, and what stood before stays; so one's own are the same whoever changed them last.
"""

from typing import Any

from nearward.web.holding.models import Before, Responsibility
from nearward.web.people.models import Caregiver


def own_of(place: Caregiver) -> dict[str, Any]:
    """Return them in the order they were written down."""
    rows = Responsibility.objects.filter(written_by=place).order_by("created_at", "pk").prefetch_related("before")
    return {"written_down": [_told(row, place) for row in rows]}


def _told(row: Responsibility, place: Caregiver) -> dict[str, Any]:
    before = sorted((one for one in row.before.all() if one.by_id == place.pk), key=lambda one: (one.until, one.pk))
    titles = [one.words for one in before if one.what == Before.What.TITLE]
    standards = [one.words for one in before if one.what == Before.What.STANDARD]
    never_changed = row.title_by_id is None and not titles
    if row.title_by_id == place.pk or never_changed:
        titles.append(row.title)
    if row.standard and row.standard_by_id == place.pk:
        standards.append(row.standard)
    return {"at": row.created_at, "titles": titles, "good_enough": standards}
