"""The only writes of grants. The other partner hears of none of them, unless one shows whom one sees."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from nearward.domain.consent import Grant, What, accept_grants, accept_homework
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import live, vault
from nearward.web.core.forget import forget_soon
from nearward.web.grants.models import Counsel, Given, Homework, Read
from nearward.web.people.models import Caregiver, Counselor, Family
from nearward.web.people.selectors import hash_token, today_of, wrapped_key
from nearward.web.people.services import hold_family, must_share, ring_partners

LINK_LASTS = timedelta(days=14)
MOST_COUNSELS = 8


def make_link(*, me: Caregiver, now: datetime) -> str:
    """Make a single-use link for a counselor and return its token; an unused earlier one opens no more."""
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        hold_family(me.family_id)
        Counsel.objects.filter(of=me, counselor__isnull=True).delete()
        if Counsel.objects.filter(of=me).count() >= MOST_COUNSELS:
            raise Refused(N_("You have let several counselors in. End one first."))
        Counsel.objects.create(of=me, token_hash=hash_token(token), made_at=now, expires_at=now + LINK_LASTS)
    return token


@transaction.atomic
def take_link(*, counsel: Counsel, desk: Counselor, now: datetime) -> Counsel:
    """Let this counselor in by a partner's link. It gives nothing to read yet. Raises `Refused` if it is gone."""
    if Counsel.objects.filter(of=counsel.of, counselor=desk).exists():
        raise Refused(N_("You have been let in already. The link still opens, once, for someone else."))
    free = Counsel.objects.filter(pk=counsel.pk, counselor__isnull=True, expires_at__gt=now)
    if not free.update(counselor=desk, token_hash=None, expires_at=None):
        raise Refused(N_("This link was already used or is too old. Ask for a new one."))
    live.ring([counsel.of.person_id])
    counsel.refresh_from_db()
    return counsel


@transaction.atomic
def join_shown(*, me: Caregiver, theirs: Counsel, now: datetime) -> Counsel:
    """Let in the counselor one's partner shows one, for oneself; shown to the partner too. It gives nothing yet."""
    must_share(me)
    hold_family(me.family_id)
    made, _new = Counsel.objects.update_or_create(
        of=me, counselor=theirs.counselor, defaults={"shown": True}, create_defaults={"shown": True, "made_at": now}
    )
    ring_partners(me.family_id, now)
    return made


@transaction.atomic
def give(*, counsel: Counsel, grants: Iterable[Grant], shown: bool, now: datetime) -> None:
    """Give these classes and no others, and show the other partner whom one sees, or not. Raises `Refused`."""
    kept = accept_grants(grants, today_of(counsel.of, now=now))
    hold_family(counsel.of.family_id)
    if shown and not counsel.shown:
        must_share(counsel.of)
    Given.objects.filter(counsel=counsel).exclude(what__in=[grant.what for grant in kept]).delete()
    for grant in kept:
        said = {"since": grant.since, "until": grant.until, "item": grant.item}
        Given.objects.update_or_create(counsel=counsel, what=grant.what, defaults=said)
    if shown != counsel.shown:
        Counsel.objects.filter(pk=counsel.pk).update(shown=shown)
        ring_partners(counsel.of.family_id, now)
    let_go_on(counsel.of.family_id)
    forget_soon()


@transaction.atomic
def end(*, counsels: Iterable[Counsel], me: Caregiver, now: datetime) -> None:
    """End what these may read, at once: the next page they ask for is refused."""
    hold_family(me.family_id)
    ended = list(counsels)
    Counsel.objects.filter(of=me, pk__in=[counsel.pk for counsel in ended]).delete()
    let_go_on(me.family_id)
    if any(counsel.shown for counsel in ended):
        ring_partners(me.family_id, now)
    forget_soon()


def put_away(*, homework: Homework) -> None:
    """Put away something a counselor offered. Nobody is told."""
    Homework.objects.filter(pk=homework.pk).update(away=True)


# What follows is the counselor's side.


def note_reads(*, counsel: Counsel, whats: Iterable[What], now: datetime) -> None:
    """Leave one line for each class that is read, in the transaction that reads it."""
    Read.objects.bulk_create(Read(counsel=counsel, what=what, at=now) for what in whats)


@transaction.atomic
def offer_homework(*, counsels: Iterable[Counsel], words: str, now: datetime) -> None:
    """Offer something to one person or to both, each for themselves."""
    kept = accept_homework(words)
    for counsel in counsels:
        row = Homework(counsel=counsel, at=now)
        owner = counsel.of.person_id
        row.sealed = vault.seal_text(kept, wrapped=wrapped_key(owner), place=row.place(owner))
        row.save(force_insert=True)
        live.ring([owner])


def take_back_homework(*, homework: Homework) -> None:
    """Take back something that was offered."""
    homework.delete()
    forget_soon()


@transaction.atomic
def rest(*, counsels: Sequence[Counsel], resting: bool, now: datetime) -> None:
    """Pause exercises for two, for both alike, or let them go on.

    To pause, both have to show each other whom they see; to go on, one is enough. Raises `Refused`.
    """
    family_id = counsels[0].of.family_id
    hold_family(family_id)
    if resting and Counsel.objects.filter(pk__in=[one.pk for one in counsels], shown=True).count() < 2:
        raise Refused(
            N_("Both have to show each other that they see you. Until then nothing can be paused for two.")
        )
    Family.objects.filter(pk=family_id).update(resting=resting)
    ring_partners(family_id, now)


def let_go_on(family_id: UUID) -> None:
    """Let exercises go on once neither shows a counselor: nobody is left who could end the pause."""
    seen = Counsel.objects.filter(
        of__family=family_id, of__ended_at__isnull=True, shown=True, counselor__isnull=False
    )
    if not seen.exists():
        Family.objects.filter(pk=family_id, resting=True).update(resting=False)
