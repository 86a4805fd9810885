"""The only reads of grants: a partner's own, a counselor's by what was given to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from nearward.domain import consent
from nearward.domain.consent import Grant, What
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.grants.models import Counsel, Given, Homework, Read
from nearward.web.people.models import Caregiver, Counselor
from nearward.web.people.selectors import Circle, hash_token, today_of

READS, OFFERED = 40, 20
UNTOLD = N_("%(other)s does not know that %(name)s sees you.")


@dataclass(frozen=True)
class Offered:
    """Something a counselor offered, opened."""

    row: Homework
    words: str


def own_counsels(me: Caregiver) -> list[Counsel]:
    """Return whom I let in, and links nobody has taken yet, with what I give each; two queries."""
    rows = Counsel.objects.filter(of=me).select_related("counselor__person", "counselor__practice")
    return list(rows.order_by("made_at").prefetch_related("given"))


def own_counsel(me: Caregiver, counsel_id: UUID) -> Counsel:
    """Return one of those, or 404."""
    rows = Counsel.objects.select_related("counselor__person", "counselor__practice").prefetch_related("given")
    return get_object_or_404(rows, pk=counsel_id, of=me)


def reads_of(counsels: Iterable[Counsel]) -> list[Read]:
    """Return when what was opened, newest first; bounded."""
    rows = Read.objects.filter(counsel__in=list(counsels)).select_related("counsel__counselor__person")
    return list(rows.order_by("-at", "-pk")[:READS])


def offered_to(me: Caregiver) -> list[Offered]:
    """Return what my counselors offered me and I did not put away, newest first."""
    return opened(Homework.objects.filter(counsel__of=me, away=False).order_by("-at")[:OFFERED])


def own_homework(me: Caregiver, homework_id: UUID) -> Homework:
    """Return something offered to me, or 404."""
    return get_object_or_404(Homework, pk=homework_id, counsel__of=me)


def opened(rows: QuerySet[Homework]) -> list[Offered]:
    """Open what was offered, in one query."""
    return [
        Offered(row, vault.open_text(row.sealed, wrapped=bytes(key.wrapped), place=row.place(key.person_id)))
        for row in rows.select_related("counsel__of__person__vault_key", "counsel__counselor__person")
        if (key := row.counsel.of.person.vault_key)
    ]


def shown_to(circle: Circle) -> Counsel | None:
    """Return the counselor my partner shows me, where I have not let the same one in; else None."""
    if circle.partner is None:
        return None
    theirs = Counsel.objects.filter(of=circle.partner, shown=True, counselor__isnull=False)
    mine = Counsel.objects.filter(of=circle.me).values("counselor")
    return theirs.exclude(counselor__in=mine).select_related("counselor__person", "counselor__practice").first()


def own_desks(me: Caregiver) -> list[Counselor]:
    """Return the counselors I let in, to call one; a practice without a telephone is left out."""
    rows = Counselor.objects.filter(counsels__of=me).exclude(practice__phone="")
    return list(rows.select_related("person", "practice").order_by("counsels__made_at"))


def link_for(token: str, *, now: datetime) -> Counsel | None:
    """Return what a partner's link lets a counselor into, or None: taken, old and foreign look alike."""
    rows = Counsel.objects.filter(token_hash=hash_token(token), expires_at__gt=now, counselor__isnull=True)
    return rows.filter(_holds()).select_related("of__person", "of__family").first()


# What follows is the counselor's side.


def _holds(of: str = "of") -> Q:
    """Return the condition that a counsel still stands: the partner who gave it is in the family."""
    return Q(**{f"{of}__ended_at__isnull": True})


def counsels_at(desk: Counselor) -> QuerySet[Counsel]:
    """Return those who let this counselor in and are there now."""
    rows = Counsel.objects.filter(_holds(), counselor=desk).select_related("of__person", "of__family")
    return rows.order_by("of__family__created_at", "of__seat")


def counsel_at(desk: Counselor, counsel_id: UUID) -> Counsel:
    """Return someone who let this counselor in, or 404."""
    return get_object_or_404(counsels_at(desk), pk=counsel_id)


def both_at(desk: Counselor, family_id: UUID) -> tuple[Counsel, Counsel] | None:
    """Return the two partners of a family who both let this counselor in, in seat order; else None."""
    rows = list(counsels_at(desk).filter(of__family=family_id))
    return (rows[0], rows[1]) if len(rows) == 2 else None


def not_told(desk: Counselor, family_id: UUID) -> tuple[Sentence, ...]:
    """Return what must not be mentioned: which of two who both let this counselor in has not told the other."""
    pair = both_at(desk, family_id)
    return untold_of(pair) if pair else ()


def untold_of(pair: tuple[Counsel, Counsel]) -> tuple[Sentence, ...]:
    """Return it in words, for each of the two who does not show the other that they see this counselor."""
    return tuple(
        say(UNTOLD, name=one.of.name, other=other.of.name) for one, other in (pair, pair[::-1]) if not one.shown
    )


def seen_together(desk: Counselor, family_id: UUID) -> list[Counsel]:
    """Return both of a family who let this counselor in, or the one who is left and showed it; else 404."""
    rows = list(counsels_at(desk).filter(of__family=family_id))
    if len(rows) < 2 and not any(row.shown for row in rows):
        raise Http404
    return rows


def offered_by(counsels: Iterable[Counsel]) -> list[Offered]:
    """Return what was offered to these people, newest first; whether they put it away is not told."""
    return opened(Homework.objects.filter(counsel__in=list(counsels)).order_by("-at")[:OFFERED])


def homework_at(desk: Counselor, homework_id: UUID) -> Homework:
    """Return something this counselor offered, or 404."""
    rows = Homework.objects.filter(_holds("counsel__of"), counsel__counselor=desk)
    return get_object_or_404(rows, pk=homework_id)


def hold_grants(counsel: Counsel, *, now: datetime) -> dict[What, Grant]:
    """Return what this counsel may read now, and hold it so until this transaction ends.

    Called inside the transaction that reads: whoever ends a grant meanwhile waits for it, and the next finds none.
    """
    rows = Given.objects.select_for_update().filter(counsel=counsel)
    return consent.in_force((row.grant for row in rows), today_of(counsel.of, now=now))
