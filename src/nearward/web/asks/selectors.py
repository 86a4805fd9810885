"""The only reads of asks, answers and hand-overs."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from nearward.web.asks.models import Answer, Ask, Given
from nearward.web.people.models import Caregiver

SHOWN = 12


def _mine(me: Caregiver) -> Q:
    """An ask that its asker erased is empty, and stays only under the other's answer."""
    return (Q(asker=me) | Q(asked=me)) & ~Q(need="")


def _with_answers(asks: QuerySet[Ask]) -> QuerySet[Ask]:
    answers = Prefetch("answers", Answer.objects.order_by("number"))
    return asks.select_related("asker__person", "asked__person").prefetch_related(answers)


def open_asks(me: Caregiver, *, now: datetime) -> list[Ask]:
    """Return the asks between `me` and the partner that have not faded, newest first; bounded."""
    asks = Ask.objects.filter(_mine(me), family=me.family_id, fades_at__gt=now, ended_at__isnull=True)
    return list(_with_answers(asks).order_by("-asked_at")[:SHOWN])


def ask_seen_by(me: Caregiver, ask_id: UUID) -> Ask:
    """Return an ask that `me` made or was asked, or 404 alike for "not there" and "not yours"."""
    return get_object_or_404(_with_answers(Ask.objects.filter(_mine(me), family=me.family_id)), pk=ask_id)


def current_answer(ask: Ask) -> Answer | None:
    """Return the answer that stands."""
    answers = list(ask.answers.all())
    return answers[-1] if answers else None


def given_now(me: Caregiver, *, now: datetime) -> list[Given]:
    """Return the hand-overs and "I'm here"s that hold now in `me`'s family, newest first; bounded.

    A helper sees their own only.
    """
    given = Given.objects.filter(family=me.family_id, until__gt=now, ended_at__isnull=True)
    if me.role == Caregiver.Role.HELPER:
        given = given.filter(giver=me)
    return list(given.select_related("giver__person").order_by("-given_at")[:SHOWN])


def given_by(me: Caregiver, given_id: UUID) -> Given:
    """Return something `me` gave, or 404."""
    return get_object_or_404(Given.objects.filter(giver=me), pk=given_id)
