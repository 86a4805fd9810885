"""The reads of the four sentences in the couple's own words; open to these two, and to no later partner."""

import json
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nearward.domain import four as rules
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.us.models import Wording

PAGE = 12


@dataclass(frozen=True)
class Seen:
    """One wording as both may see it."""

    row: Wording
    by: Caregiver
    wording: rules.Wording

    @property
    def said(self) -> rules.Lines:
        """Return the four sentences as they are read."""
        return rules.said(self.wording.lines)


@dataclass(frozen=True)
class Opening:
    """What opens Us: the words that stand, and later ones that wait for the other's yes."""

    said: rules.Lines
    waiting: Seen | None
    number: int


def opening(circle: Circle) -> Opening:
    """Return what opens Us, in one query whatever was said before; after a loss only what was said since."""
    rows = between(circle)
    last, agreed = rows.order_by("-number"), rows.filter(agreed_at__isnull=False).order_by("-number")
    ends = Q(pk__in=last.values("pk")[:1]) | Q(pk__in=agreed.values("pk")[:1])
    seen = _seen(circle, rows.filter(ends))
    wordings = [one.wording for one in seen]
    latest = rules.latest(wordings)
    since = circle.grieves_since
    shown = [one for one in seen if since is None or one.row.said_at > since]
    waiting = next((one for one in shown if one.wording == latest and not latest.agreed), None)
    standing = rules.standing([one.wording for one in shown])
    return Opening(rules.said(standing.lines), waiting, latest.number)


def earlier(circle: Circle, *, before: int | None = None) -> list[Seen]:
    """Return the wordings so far, newest first, a page at a time; all of them stay."""
    rows = between(circle).order_by("-number")
    return _seen(circle, (rows.filter(number__lt=before) if before else rows)[:PAGE])


def all_of(circle: Circle) -> list[rules.Wording]:
    """Return every wording so far."""
    return [one.wording for one in _seen(circle, between(circle))]


def between(circle: Circle) -> QuerySet[Wording]:
    """Return what these two said to each other; what was said with an earlier partner is not shown."""
    me, partner = circle.me, circle.partner
    if partner is None:
        return Wording.objects.none()
    return Wording.objects.filter(Q(author=me, to=partner) | Q(author=partner, to=me))


def _seen(circle: Circle, rows: QuerySet[Wording]) -> list[Seen]:
    people = {person.pk: person for person in circle.partners}
    return [
        Seen(row, people[row.author_id], _wording(row, circle.me))
        for row in rows.select_related("author__person__vault_key")
    ]


def _wording(row: Wording, me: Caregiver) -> rules.Wording:
    text = vault.open_text(row.sealed, wrapped=bytes(row.author.person.vault_key.wrapped), place=place_of(row))
    lines = tuple(json.loads(text))
    return rules.Wording(row.number, row.author_id == me.pk, row.agreed_at is not None, lines)


def place_of(row: Wording) -> vault.Place:
    """Return where the words of a wording belong."""
    return vault.Place("us.Wording", "sealed", row.author.person_id, row.pk)
