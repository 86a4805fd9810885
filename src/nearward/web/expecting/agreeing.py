"""Agreements made before a baby is here: either finds words, the other agrees to exactly those."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404

from nearward.domain import expecting as rules
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.core.once import once
from nearward.web.expecting.models import Proposal
from nearward.web.people.earlier import Earlier
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import Circle, wrapped_key, wrapped_keys
from nearward.web.people.services import hold_family, ring_partners

MOST = 12
ENOUGH = N_("Twelve agreements are a lot to keep. Take one away, or find other words for one.")


@dataclass(frozen=True)
class Agreed:
    """One agreement as one of the two sees it: the words that stand, and those agreed before them."""

    thread: UUID
    by: Caregiver
    words: str
    state: rules.Agreement
    before: str = ""
    earlier: tuple[Earlier, ...] = ()


def _between(circle: Circle, child: Child) -> list[Proposal]:
    """Return what the two of today put to each other, oldest first."""
    both = [person.pk for person in circle.partners]
    rows = Proposal.objects.filter(child=child, author__in=both, to__in=both)
    return list(rows.order_by("said_at", "number"))


def agreements(circle: Circle, child: Child) -> list[Agreed]:
    """Return the agreements of the two in the order they were begun."""
    threads: dict[UUID, list[Proposal]] = {}
    for row in _between(circle, child):
        threads.setdefault(row.thread, []).append(row)
    people, keys = {one.pk: one for one in circle.partners}, wrapped_keys(circle.partners) if threads else {}

    def words(row: Proposal) -> str:
        author = people[row.author_id]
        return vault.open_text(row.sealed, wrapped=keys[author.pk], place=place_of_proposal(row, author))

    return [
        Agreed(
            thread, people[rows[-1].author_id], words(rows[-1]), _state(rows[-1], circle.me),
            next((words(row) for row in rows[-2::-1] if row.agreed_at), "") if not rows[-1].agreed_at else "",
            tuple(Earlier(words(row), people[row.author_id], row.said_at, row.agreed_at is not None)
                  for row in rows[-2::-1]),
        )
        for thread, rows in threads.items()
    ]  # fmt: skip


def _state(row: Proposal | None, me: Caregiver) -> rules.Agreement:
    return (
        rules.Agreement(row.number, row.author_id == me.pk, row.agreed_at is not None) if row else rules.Agreement()
    )


def place_of_proposal(row: Proposal, author: Caregiver) -> vault.Place:
    """Return where words for an agreement belong."""
    return vault.Place("expecting.Proposal", "sealed", author.person_id, row.pk)


def _latest(circle: Circle, child: Child, thread: UUID) -> Proposal:
    """Hold the family and return the words of a thread that stand, or 404."""
    hold_family(circle.me.family_id)
    rows = [row for row in _between(circle, child) if row.thread == thread]
    if not rows:
        raise Http404
    return rows[-1]


def propose(
    *, circle: Circle, child: Child, thread: UUID | None, words: str, seen: int, key: UUID, now: datetime
) -> UUID:
    """Put words for an agreement to the other: a new one, or other words for one that stands."""
    me, partner = circle.me, circle.partner
    if partner is None:
        raise Refused(N_("An agreement needs two, and nobody else is here yet."))

    def make() -> UUID:
        hold_family(me.family_id)
        latest = _latest(circle, child, thread) if thread else None
        if latest is None and len({row.thread for row in _between(circle, child)}) >= MOST:
            raise Refused(ENOUGH)
        accepted = rules.propose(_state(latest, me), words=words, seen=seen)
        row = Proposal(child=child, thread=thread or uuid4(), author=me, to=partner, number=seen + 1, said_at=now)
        row.sealed = vault.seal_text(accepted, wrapped=wrapped_key(me.person_id), place=place_of_proposal(row, me))
        row.save(force_insert=True)
        ring_partners(me.family_id, now)
        return row.thread

    return once(author=me.person, key=key, body=["expecting", child.pk, thread, words, seen], make=make)


def agree(*, circle: Circle, child: Child, thread: UUID, seen: int, now: datetime) -> None:
    """Agree to exactly the words one read."""
    with transaction.atomic():
        row = _latest(circle, child, thread)
        rules.agree(_state(row, circle.me), seen=seen)
        Proposal.objects.filter(pk=row.pk).update(agreed_at=now)
        ring_partners(circle.me.family_id, now)


def take_away(*, circle: Circle, child: Child, thread: UUID, seen: int, now: datetime) -> None:
    """Take one's own words back while nobody agreed to them; what was agreed before them stands again."""
    with transaction.atomic():
        row = _latest(circle, child, thread)
        rules.withdraw(_state(row, circle.me), seen=seen)
        row.delete()
        ring_partners(circle.me.family_id, now)
        forget_soon()
