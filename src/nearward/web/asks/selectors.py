"""The only reads of asks, answers and hand-overs.

Everything is read through the circle of who is in the family now: when one partner has left, what the two said to
each other is sealed for both.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from nearward.domain import space
from nearward.web.asks.models import Answer, Ask, Given
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle

SHOWN = 12
ANSWER = tuple(field.attname for field in Answer._meta.concrete_fields if field.name != "ask")
MOST_HANDOVERS = 200
OVERDUE = timedelta(hours=12)


def _between(circle: Circle) -> QuerySet[Ask]:
    """Return the asks between the two partners of today, with their answers; an erased one is not shown."""
    both = list(circle.partners)
    answers = Prefetch("answers", Answer.objects.order_by("number"))
    asks = Ask.objects.filter(family=circle.me.family_id, asker__in=both, asked__in=both)
    return asks.exclude(need="").prefetch_related(answers)


def _named(asks: Iterable[Ask], circle: Circle) -> list[Ask]:
    """Give each ask its two people from the circle, without asking the database again."""
    people = {person.pk: person for person in circle.partners}
    rows = list(asks)
    for row in rows:
        row.asker, row.asked = people[row.asker_id], people[row.asked_id]
    return rows


def open_asks(circle: Circle, *, now: datetime) -> list[Ask]:
    """Return the asks that have not faded, newest first, with the answer that stands; bounded, in one query."""
    latest = Answer.objects.filter(ask=OuterRef("pk")).order_by("-number")
    answered = {f"answer_{name}": Subquery(latest.values(name)[:1]) for name in ANSWER}
    asks = _between(circle).prefetch_related(None).filter(fades_at__gt=now, ended_at__isnull=True)
    rows = _named(asks.annotate(**answered).order_by("-asked_at")[:SHOWN], circle)
    for row in rows:
        said = {name: getattr(row, f"answer_{name}") for name in ANSWER}
        row.latest = Answer(ask_id=row.pk, **said) if said["number"] else None
    return rows


def ask_seen_by(circle: Circle, ask_id: UUID) -> Ask:
    """Return an ask between the two partners, or 404 alike for "not there" and "not yours"."""
    if circle.partner is None:
        raise Http404
    return _named([get_object_or_404(_between(circle), pk=ask_id)], circle)[0]


def current_answer(ask: Ask) -> Answer | None:
    """Return the answer that stands."""
    if hasattr(ask, "latest"):
        return ask.latest
    answers = list(ask.answers.all())
    return answers[-1] if answers else None


def given_now(circle: Circle, *, now: datetime) -> list[Given]:
    """Return what is given and the spaces that hold now, newest first; bounded. A helper sees their own only.

    A space whose return has passed holds for a while longer: whoever left can still say "I'm back".
    """
    me = circle.me
    people = {person.pk: person for person in (me, *circle.partners, *circle.helpers)}
    givers = [me] if me.role == Caregiver.Role.HELPER else list(people.values())
    holds = Q(until__gt=now) | Q(how=Given.How.SPACE, until__gt=now - OVERDUE)
    given = Given.objects.filter(holds, family=me.family_id, giver__in=givers, ended_at__isnull=True)
    rows = list(given.order_by("-given_at")[:SHOWN])
    for row in rows:
        row.giver = people[row.giver_id]
    return rows


def handovers_since(circle: Circle, since: datetime) -> list[Given]:
    """Return the hand-overs that stand and end after `since`, oldest first; bounded. A helper sees their own."""
    me = circle.me
    givers = [me] if me.role == Caregiver.Role.HELPER else [me, *circle.partners, *circle.helpers]
    given = Given.objects.filter(how=Given.How.HANDOVER, family=me.family_id, giver__in=givers)
    newest = given.filter(until__gt=since, ended_at__isnull=True).order_by("-given_at")[:MOST_HANDOVERS]
    return list(newest)[::-1]


def given_by(me: Caregiver, given_id: UUID) -> Given:
    """Return something `me` gave, or 404."""
    return get_object_or_404(Given.objects.filter(giver=me), pk=given_id)


def spaces_now(circle: Circle, *, now: datetime) -> dict[UUID, Given]:
    """Return the space each partner is taking now, by caregiver id."""
    return {row.giver_id: row for row in reversed(given_now(circle, now=now)) if row.how == Given.How.SPACE}


def space_of_other(circle: Circle, given_id: UUID) -> Given:
    """Return a space that someone else in the circle took, or 404; a helper's only where it counts on a helper."""
    taken = Given.objects.filter(how=Given.How.SPACE, giver__in=circle.partners).exclude(giver=circle.me)
    if circle.me.role == Caregiver.Role.HELPER:
        taken = taken.filter(key=space.HELPER)
    return get_object_or_404(taken, pk=given_id, family=circle.me.family_id)


def own_space(me: Caregiver, given_id: UUID) -> Given:
    """Return a space `me` took, or 404."""
    return get_object_or_404(Given, pk=given_id, giver=me, how=Given.How.SPACE)
