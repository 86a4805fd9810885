"""What a person takes along of the weekly review: their own side of each week, as first written and as changed."""

from datetime import date, datetime
from typing import Any

from nearward.domain.review import Words
from nearward.web.people.models import Caregiver
from nearward.web.review.models import Draft, Opened
from nearward.web.review.selectors import opened_words, words_in

Version = tuple[datetime | None, Words]


def own_of(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    """Return each week's versions. Whether and when a week opened hangs on the other too, so it is left out."""
    weeks: dict[date, list[Version]] = {}
    for draft in Draft.objects.filter(author=place):
        weeks.setdefault(draft.week, []).append((None, words_in(draft.text(place.person_id, wrapped))))
    for row in Opened.objects.filter(author=place).order_by("number"):
        said = None if row.number == 1 else row.said_at
        weeks.setdefault(row.week, []).append((said, opened_words(row, place, wrapped)))
    return {"weeks": [{"week": week, "versions": [_told(*one) for one in weeks[week]]} for week in sorted(weeks)]}


def _told(changed_at: datetime | None, words: Words) -> dict[str, Any]:
    return {"changed_at": changed_at, "words": {part: said for part, said in words.items() if said}}
