"""The only writes of asks, answers and hand-overs. Only the person who will do something commits to it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from nearward.domain import asks, handover, space
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.asks.models import Answer, Ask, Given
from nearward.web.core import live
from nearward.web.core.once import once
from nearward.web.notify import services as notify
from nearward.web.notify.selectors import may_wake_for_asks
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import zone_of
from nearward.web.people.services import hold_family, people_of
from nearward.web.watch.services import move_watch, take_watch


def ask(
    *, me: Caregiver, partner: Caregiver, what: asks.Ask, key: UUID, now: datetime,
    sleeps_until: datetime | None = None, wakes: bool = False,
) -> UUID:  # fmt: skip
    """Send an ask to the partner and return its id. To a sleeper it waits without a sound, unless it `wakes` them.

    Whether an ask may wake them is the sleeper's own setting; once it did, none does until this sleep ends.
    """
    wakes = wakes and sleeps_until is not None and may_wake_for_asks(partner.person, now=now)
    asks.accept_ask(what)

    def make() -> UUID:
        fades = asks.fades_after_sleep(asks.fades_at(what.when, now, zone_of(me.family)), sleeps_until)
        made = Ask.objects.create(
            family_id=me.family_id, asker=me, asked=partner, asked_at=now, fades_at=fades, **vars(what)
        )
        if sleeps_until is not None and not wakes:
            live.ring([me.person_id])
            return made.pk
        _ring(me, now)
        notify.tell([partner.person_id], cannot_wait=wakes)
        if wakes and sleeps_until is not None:
            notify.note_woken(person=partner.person, until=sleeps_until)
        return made.pk

    return once(author=me.person, key=key, body=["ask", vars(what), partner.pk], make=make)


def answer_ask(
    *, ask: Ask, by: Caregiver, answer: asks.Answer, seen: int, key: UUID, now: datetime, quiet: bool = False
) -> UUID:
    """Answer an ask. `seen` is the number of the answer the page showed (0 for none): two at once meet here.

    A quiet answer signals no phone: the asker sleeps by an agreed plan.

    Raises `Refused` when the ask is over, is not `by`'s to answer, or was answered since the page was read.
    """
    if by.pk != ask.asked_id:
        raise Refused(N_("Only the person who was asked can answer."))

    def make() -> UUID:
        # Read again inside the transaction: it may have been taken back since the page was opened.
        if not Ask.objects.filter(pk=ask.pk, ended_at__isnull=True, fades_at__gt=now).exists():
            raise Refused(N_("This ask is over. You can still say “I'm here” from Today."))
        asks.accept_answer(answer, when=ask.when, now=now)
        made = _add_answer(ask, answer, seen, now)
        fades = asks.fades_after(answer, ask.fades_at)
        Ask.objects.filter(pk=ask.pk).update(fades_at=fades)
        _ring(by, now)
        if not quiet:
            notify.tell([ask.asker.person_id])
        return made.pk

    return once(author=by.person, key=key, body=["answer", ask.pk, repr(answer)], make=make)


def _add_answer(ask: Ask, answer: asks.Answer, seen: int, now: datetime) -> Answer:
    how = {asks.Here: "here", asks.At: "at", asks.But: "but"}[type(answer)]
    latest = ask.answers.order_by("-number").values_list("number", flat=True).first() or 0
    twice = Refused(N_("This was answered in another window just now. Here is the answer as it stands."))
    if latest != seen:
        raise twice
    try:
        with transaction.atomic():
            return Answer.objects.create(
                ask=ask,
                number=seen + 1,
                how=how,
                at=getattr(answer, "at", None),
                words=getattr(answer, "words", "").strip(),
                said_at=now,
            )
    except IntegrityError:
        raise twice from None


def end_ask(*, ask: Ask, by: Caregiver, how: str, now: datetime) -> None:
    """Close an ask or take it back. Only the asker can; doing it twice changes nothing."""
    if by.pk != ask.asker_id:
        raise Refused(N_("Only the person who asked can close this."))
    with transaction.atomic():
        Ask.objects.filter(pk=ask.pk, ended_at__isnull=True).update(ended_at=now, ended_how=how)
        _ring(by, now)


def hand_over(*, me: Caregiver, given: handover.HandOver, key: UUID, now: datetime) -> UUID:
    """Take something on, whole, until a time."""
    handover.accept_handover(given, now=now)
    return _give(me, "handover", given.key, given.words.strip(), given.until, key, now)


def say_here(*, me: Caregiver, key: UUID, now: datetime) -> UUID:
    """Say "I know you're overwhelmed. I'm here." without being asked."""
    return _give(me, "here", "", "", now + handover.HERE_LASTS, key, now)


def take_space(*, me: Caregiver, taken: space.Space, key: UUID, now: datetime, asked: Sequence[str] = ()) -> UUID:
    """Take space until a time of one's own choosing; the partner reads when, and a sentence that holds.

    It takes the place of a space one was in already. `asked` are the answers to who has the baby until then; that
    puts nobody on duty. Whoever has the baby says so by their own tap.
    """
    space.accept_space(taken, now=now, asked=asked)
    return _give(me, "space", taken.baby_with if asked else "", taken.words.strip(), taken.back_at, key, now)


def take_baby(*, me: Caregiver, given: Given, now: datetime) -> None:
    """Have the baby, by my own tap, until the other is back from the space they took."""
    with transaction.atomic():
        hold_family(me.family_id)
        if Given.objects.filter(pk=given.pk, ended_at__isnull=True, until__gt=now).exists():
            take_watch(me=me, relieved=None, until=given.until, now=now)
        _ring(me, now)


def return_later(*, given: Given, back_at: datetime, now: datetime) -> None:
    """Say another time to come back. Raises `Refused` for one that is past or too far."""
    space.accept_return(back_at, now=now)
    with transaction.atomic():
        Given.objects.filter(pk=given.pk, ended_at__isnull=True).update(until=back_at)
        move_watch(given.family_id, since=given.given_at, until=back_at)
        _ring(given.giver, now)


def _end_spaces(me: Caregiver, now: datetime) -> None:
    Given.objects.filter(giver=me, how=Given.How.SPACE, ended_at__isnull=True).update(ended_at=now)


def _give(me: Caregiver, how: str, what: str, words: str, until: datetime, key: UUID, now: datetime) -> UUID:
    def make() -> UUID:
        if how == Given.How.SPACE:
            _end_spaces(me, now)
        made = Given.objects.create(
            family_id=me.family_id, giver=me, how=how, key=what, words=words, given_at=now, until=until
        )
        _ring(me, now)
        return made.pk

    body = ["give", how, what, words, None if how == "here" else until]
    return once(author=me.person, key=key, body=body, make=make)


def end_given(*, given: Given, now: datetime) -> None:
    """End a hand-over early; nothing is said about why."""
    with transaction.atomic():
        Given.objects.filter(pk=given.pk, ended_at__isnull=True).update(ended_at=now)
        _ring(given.giver, now)


def _ring(me: Caregiver, now: datetime) -> None:
    """Ring the partners and the person who acted; a helper does not hear what is not theirs."""
    live.ring({*people_of(me.family_id, now, partners_only=True), me.person_id})
