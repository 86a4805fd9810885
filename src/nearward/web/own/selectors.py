"""The reads of what one keeps. `times_of` is the only one the partner's side of the house may call."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.domain import own as rules
from nearward.domain.sentence import Sentence
from nearward.web.core import vault
from nearward.web.own.models import Answered, Draft, OwnTime
from nearward.web.people.earlier import Earlier
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle


@dataclass(frozen=True)
class Place:
    """One place of one's own: its words, and the number of their last save."""

    key: str
    title: str
    hint: str
    words: str
    number: int


@dataclass(frozen=True)
class TimeSeen:
    """One asked time as one of the two sees it."""

    row: OwnTime
    by: Caregiver
    mine: bool
    words: str
    but: str
    other: rules.Time | None
    question: Sentence | str


def places(circle: Circle) -> list[Place]:
    """Return one's own four places; only their author may be handed them."""
    me, hints = circle.me, rules.PLAIN_HINTS if circle.grieves else rules.HINTS
    rows = {
        row.place_named: row for row in Draft.objects.filter(author=me).select_related("author__person__vault_key")
    }
    return [
        Place(key, title, hints[key], row.text(me.person_id, row.author.person.vault_key.wrapped), row.number)
        if (row := rows.get(key))
        else Place(key, title, hints[key], "", 0)
        for key, title in rules.PLACES.items()
    ]


def place_named(circle: Circle, key: str) -> Place:
    """Return one of one's own places, or 404."""
    found = next((place for place in places(circle) if place.key == key), None)
    if found is None:
        raise Http404
    return found


def _between(circle: Circle) -> QuerySet[OwnTime]:
    """Return the times between the two, and one's own kept alone; nothing that was asked of an earlier partner."""
    me, partner = circle.me, circle.partner
    alone = Q(author=me, to__isnull=True)
    if partner is None:
        return OwnTime.objects.filter(alone)
    return OwnTime.objects.filter(alone | Q(author=me, to=partner) | Q(author=partner, to=me))


def times_of(circle: Circle, *, now: datetime) -> list[TimeSeen]:
    """Return the times that are not over, soonest first, in one query; a person has one a week."""
    rows = _between(circle).filter(ends_at__gt=now).order_by("starts_at")
    return [_seen(row, circle) for row in rows.select_related(*WITH_KEYS)]


def time_seen_by(circle: Circle, time_id: UUID) -> TimeSeen:
    """Return a time between the two, or 404 alike for "not there" and "not yours"."""
    return _seen(get_object_or_404(_between(circle).select_related(*WITH_KEYS), pk=time_id), circle)


def weeks_taken(circle: Circle) -> set[date]:
    """Return the weeks in which one has a time; what was asked of an earlier partner takes none."""
    return set(_between(circle).filter(author=circle.me).values_list("week", flat=True))


WITH_KEYS = ("author__person__vault_key", "to__person__vault_key")


def _seen(row: OwnTime, circle: Circle) -> TimeSeen:
    mine = row.author_id == circle.me.pk
    by = circle.me if mine else row.author
    words = vault.open_text(row.words, wrapped=_key(row.author), place=place_of(row, "words", row.author))
    but = vault.open_text(row.but, wrapped=_key(row.to), place=place_of(row, "but", row.to)) if row.to else ""
    other = row.time.moved(row.at) if row.at else None
    here = [child.name for child in circle.children if child.born_on and child.home]
    return TimeSeen(row, by, mine, words, but, other, rules.question(here if all(here) else []))


def _key(place: Caregiver) -> bytes:
    wrapped: Any = place.person.vault_key.wrapped
    return bytes(wrapped)


def answers_before(seen: TimeSeen) -> list[Earlier]:
    """Return the answers that stood before the one that stands, newest first."""
    row = seen.row
    if row.to is None:
        return []
    return [
        Earlier(_answer_words(one, row, row.to), row.to, one.said_at)
        for one in row.answered.filter(author=row.to).order_by("-said_at", "pk")
    ]


def _answer_words(one: Answered, row: OwnTime, by: Caregiver) -> str:
    if one.at:
        other = row.time.moved(one.at)
        at, until = timezone.localtime(other.starts), timezone.localtime(other.ends)
        return f"{date_format(at, 'l H:i')}–{date_format(until, 'H:i')}"
    words = vault.open_text(one.but, wrapped=_key(by), place=place_of_earlier(one, by))
    return _("I can't, but: %(words)s") % {"words": words} if words else _("Yes, I’ve got it")


def place_of_earlier(row: Answered, owner: Caregiver) -> vault.Place:
    """Return where the words of an earlier answer belong."""
    return vault.Place("own.Answered", "but", owner.person_id, row.pk)


def place_of(row: OwnTime, field: str, owner: Caregiver) -> vault.Place:
    """Return where the words of a time belong."""
    return vault.Place("own.OwnTime", field, owner.person_id, row.pk)
