"""The only writes of calls: make one, signal for it, take over, close it."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nearward.domain import relief
from nearward.domain.watch import lasts_until
from nearward.web.babylog.taps import forget_lines
from nearward.web.core import live
from nearward.web.core.forget import forget_soon
from nearward.web.nights.on_duty import helpers_on_duty
from nearward.web.notify import services as notify
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, circle_of, zone_of
from nearward.web.people.services import hold_family
from nearward.web.relief import relay, selectors
from nearward.web.watch.models import Call, Watch
from nearward.web.watch.selectors import baby_at_home
from nearward.web.watch.services import end_watch, forget_past, take_watch

log = logging.getLogger(__name__)


def call(*, circle: Circle, now: datetime) -> None:
    """Open a call, or begin another round of signals for one that is ten minutes old; else change nothing.

    Without a partner there is nobody to call, and nothing is kept.
    """
    me = circle.me
    if circle.partner is None:
        return
    with transaction.atomic():
        hold_family(me.family_id)
        row = Call.objects.filter(author=me).first()
        if row is not None and not row.as_said.may_ring_again(now):
            return
        row = _begun(me, row, now)
        _ring(circle, now)  # first, so that an open screen does not wait for what a signal costs
        _signal(row, circle, now)
        transaction.on_commit(relay.poke)


def _begun(me: Caregiver, row: Call | None, now: datetime) -> Call:
    row = row or Call(family_id=me.family_id, author=me)
    row.began_at, row.tried, row.accepted = now, 0, 0
    row.next_signal_at = relief.signal_after(now, now)
    row.save()
    return row


def _signal(row: Call, circle: Circle, now: datetime) -> None:
    people = [one.person_id for one in selectors.to_signal(circle, now=now)]
    lasts = relief.signal_lasts(row.began_at, now)
    notify.call_now(people, lasts=lasts, after=partial(_note_answer, row.pk, circle.me.person_id))


def _note_answer(call_id: UUID, author: UUID, accepted: bool) -> None:
    """Keep whether a push service took a signal, so that the caller's screen can say that a phone will not ring."""
    before = Call.objects.filter(pk=call_id).values_list("tried", "accepted").first()
    Call.objects.filter(pk=call_id).update(tried=F("tried") + 1, accepted=F("accepted") + int(accepted))
    if before is not None and not accepted and not before[1]:
        with transaction.atomic():
            live.ring([author])


def send_due(*, now: datetime) -> datetime | None:
    """Send each signal that is due, once whatever runs beside this process. Returns when the next one is due."""
    due = Call.objects.filter(next_signal_at__lte=now).select_related("author__person", "author__family")
    for row in list(due):
        try:
            _send_again(row, now)
        except Exception as trouble:  # one family's trouble must not keep another's signal
            log.warning("A signal could not be repeated: %s", type(trouble).__name__)
    forget_past(now)
    forget_lines(now=now)
    waiting = Call.objects.filter(next_signal_at__isnull=False).order_by("next_signal_at")
    return waiting.values_list("next_signal_at", flat=True).first()


def _send_again(row: Call, now: datetime) -> None:
    """Claim the signal by moving it on; whoever moved it sends it."""
    following = relief.signal_after(row.began_at, now)
    with transaction.atomic():
        mine = Call.objects.filter(pk=row.pk, next_signal_at=row.next_signal_at).update(next_signal_at=following)
        if not mine or relief.lapsed(row.began_at, now):
            return
        _signal(row, circle_of(row.author, now=now), now)
        live.ring([row.author.person_id])


def take_over(*, circle: Circle, now: datetime) -> None:
    """Have the baby from this tap on, and close every call of someone else in this family."""
    me = circle.me
    with transaction.atomic():
        hold_family(me.family_id)
        others = Call.objects.filter(family=me.family_id).exclude(author=me)
        callers = set(others.values_list("author_id", flat=True))
        relieved = next((one for one in circle.partners if one.pk in callers), None)
        others.delete()
        forget_soon()
        if baby_at_home(circle):
            _take_watch(circle, relieved, now)
        _ring(circle, now)


def _take_watch(circle: Circle, relieved: Caregiver | None, now: datetime) -> None:
    """Put the rest of this night or day in my hands; where I was relieved and take over again, end that."""
    mine = Watch.objects.filter(family=circle.me.family_id, relieved=circle.me, until__gt=now)
    if relieved is None and mine.exists():
        end_watch(circle.me.family_id)
        return
    take_watch(me=circle.me, relieved=relieved, until=lasts_until(now, zone_of(circle.me.family)), now=now)


def all_right(*, circle: Circle, now: datetime) -> None:
    """Close my call: I am all right now. Nothing of it stays."""
    with transaction.atomic():
        Call.objects.filter(author=circle.me).delete()
        forget_soon()
        _ring(circle, now)


def _ring(circle: Circle, now: datetime) -> None:
    """Ring the partners, me, and a helper on duty; another helper does not hear what is not theirs."""
    people = [circle.me, *circle.partners, *helpers_on_duty(circle, now=now)]
    live.ring({one.person_id for one in people})
