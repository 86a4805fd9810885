"""The reads of words and plans: only between the two who are here now. What a partner who left said is sealed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from nearward.data.practices import Small, small_things
from nearward.domain import together as rules
from nearward.domain.agreement import Agreement
from nearward.domain.daytime import WEEKDAYS
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.together.models import Plan, Wording

EARLIER = 12
MOST_PLANS = 12


@dataclass(frozen=True)
class Worded:
    """One wording: whose, its words, and whether both agree to it."""

    by: Caregiver
    words: str
    agreed: bool
    number: int


@dataclass(frozen=True)
class Words:
    """What stands agreed, what is put to the other now, and the wordings before."""

    agreed: Worded | None
    open: Worded | None
    earlier: tuple[Worded, ...]
    state: Agreement

    @property
    def latest(self) -> str:
        """Return the words to write on from."""
        standing = self.open or self.agreed
        return standing.words if standing else ""


@dataclass(frozen=True)
class Planned:
    """A plan ready for the page."""

    row: Plan
    by: Caregiver
    mine: bool
    said: dict[str, Any]
    answer_words: str

    @property
    def title(self) -> str:
        """Return the small thing from the list; "" for one's own words."""
        return next((one.title for one in small_things() if one.name == self.said.get("name")), "")

    @property
    def weekday(self) -> str:
        """Return the day of a kept time."""
        return WEEKDAYS[self.said["weekday"]]

    @property
    def until(self) -> date:
        """Return the last day of a kept time."""
        return date.fromisoformat(self.said["until"])

    @property
    def may_answer(self) -> bool:
        """Whether it is the reader's to answer."""
        return self.row.asks and not self.mine


def small_offered(circle: Circle) -> list[Small]:
    """Return the small things to choose from; after a loss only those without a baby in them."""
    return [one for one in small_things() if not (one.baby and circle.grieves)]


def _between(circle: Circle) -> Q:
    both = list(circle.partners)
    return Q(author__in=both, to__in=both)


def _alone(circle: Circle) -> Q:
    return Q(author=circle.me, to=None)


def _since_loss(circle: Circle) -> Q:
    """Return the condition that nothing from before a loss is shown while the family grieves."""
    lost = [child.lost_at for child in circle.lost if child.lost_at] if circle.grieves else []
    return Q(said_at__gt=max(lost)) if lost else Q()


def wordings(circle: Circle, about: str) -> list[Wording]:
    """Return the latest wordings of one agreement, newest first; bounded."""
    whose = _between(circle) if circle.partner else _alone(circle)
    rows = Wording.objects.filter(whose, _since_loss(circle), family=circle.me.family_id, about=about)
    with_keys = rows.select_related("author__person__vault_key")
    return list(with_keys.order_by("-number")[: EARLIER + 1])


def words_about(circle: Circle, about: str) -> Words:
    """Return how one agreement stands, with its earlier wordings."""
    return _words(circle, wordings(circle, about))


def _words(circle: Circle, rows: list[Wording]) -> Words:
    people = {person.pk: person for person in circle.partners}
    all_ = [Worded(people[row.author_id], _opened(row), row.agreed_at is not None, row.number) for row in rows]
    agreed = next((one for one in all_ if one.agreed), None)
    latest = all_[0] if all_ and not all_[0].agreed else None
    earlier = tuple(one for one in all_ if one not in (agreed, latest))
    first = rows[0] if rows else None
    mine = first is not None and first.author_id == circle.me.pk
    state = Agreement(first.number, mine, first.agreed_at is not None) if first else Agreement()
    return Words(agreed, latest, earlier, state)


def plans(circle: Circle, *, now: datetime) -> list[Plan]:
    """Return the plans that have not ended, oldest first; after a loss none from before it."""
    rows = _rows(circle).filter(_since_loss(circle), ended_at=None, fades_at__gt=now)
    with_keys = rows.select_related("author__person__vault_key", "to__person__vault_key")
    return list(with_keys.order_by("said_at")[:MOST_PLANS])


def planned(circle: Circle, *, now: datetime) -> list[Planned]:
    """Return the plans that stand or wait, ready for the page."""
    return _planned(circle, plans(circle, now=now))


@dataclass(frozen=True)
class Together:
    """What opens Us: the words both agreed on, and what is planned."""

    words: Words
    small: tuple[Planned, ...]
    times: tuple[Planned, ...]


def together(circle: Circle, *, now: datetime) -> Together:
    """Return both in two queries. After a loss nothing from before it is shown; what was written stays."""
    seen = planned(circle, now=now)
    return Together(_words(circle, wordings(circle, Wording.About.FOUR)), *by_kind(seen))


def by_kind(seen: Iterable[Planned]) -> tuple[tuple[Planned, ...], tuple[Planned, ...]]:
    """Return the small things, and the kept times."""
    all_ = tuple(seen)
    return tuple(one for one in all_ if one.row.kind == rules.SMALL), tuple(
        one for one in all_ if one.row.kind == rules.TIME
    )


def _planned(circle: Circle, rows: Iterable[Plan]) -> list[Planned]:
    people, seen = {person.pk: person for person in circle.partners}, []
    for row in rows:
        by = people[row.author_id]
        said = json.loads(_opened(row))
        for name in ("start", "end"):
            if name in said:
                said[name] = time.fromisoformat(said[name])
        seen.append(Planned(row, by, by.pk == circle.me.pk, said, _answer_words(row)))
    return seen


def plan_seen_by(circle: Circle, plan_id: UUID) -> Plan:
    """Return a plan between the two, or 404 alike for "not there" and "not yours"."""
    return get_object_or_404(_rows(circle), pk=plan_id)


def _rows(circle: Circle) -> QuerySet[Plan]:
    return Plan.objects.filter(_between(circle) | _alone(circle), family=circle.me.family_id)


def place_of(row: Wording | Plan, author: Caregiver) -> vault.Place:
    """Return where words belong."""
    return vault.Place(row._meta.label, "sealed", author.person_id, row.pk)


def place_of_answer(row: Plan, by: Caregiver) -> vault.Place:
    """Return where the words of an answer belong."""
    return vault.Place("together.Plan", "answer_words", by.person_id, row.pk)


def _opened(row: Wording | Plan) -> str:
    wrapped = bytes(row.author.person.vault_key.wrapped)
    return vault.open_text(row.sealed, wrapped=wrapped, place=place_of(row, row.author))


def _answer_words(row: Plan) -> str:
    if row.to is None or not row.answer_words:
        return ""
    wrapped = bytes(row.to.person.vault_key.wrapped)
    return vault.open_text(row.answer_words, wrapped=wrapped, place=place_of_answer(row, row.to))
