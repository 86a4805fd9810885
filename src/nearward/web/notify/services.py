"""The writes of phones, and the one way a signal is sent."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from nearward.web.notify import keys, sending
from nearward.web.notify.models import Phone, SleepRule
from nearward.web.people.models import Person


def keep_phone(*, person: Person, session: str, endpoint: str, p256dh: str, auth: str) -> UUID:
    """Send this browser signals from now on; one address belongs to one person."""
    kept, _made = Phone.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "person": person, "p256dh": p256dh, "auth": auth, "session": session,
            "server_key": keys.name_of(settings.KEYRING.current()),
        },
    )  # fmt: skip
    return kept.pk


def stop_phones(*, person: Person, session: str = "") -> None:
    """Send no more signals to the browser with this sign-in, or to any of this person's."""
    phones = Phone.objects.filter(person=person)
    (phones.filter(session=session) if session else phones).delete()


def follow(*, phone: UUID, person: Person, session: str) -> None:
    """Keep a phone with its sign-in when that got another key."""
    Phone.objects.filter(pk=phone, person=person).update(session=session)


def tell(people: Iterable[UUID], *, cannot_wait: bool = False) -> None:
    """Signal these people's phones, once the transaction commits, that there is something new.

    The signal is the same for everyone and for everything. Whoever calls this leaves out who rests by plan.
    """
    _send(list(Phone.objects.filter(person__in=list(people))), cannot_wait)


def _send(phones: Sequence[Phone], cannot_wait: bool) -> None:
    if phones:
        transaction.on_commit(lambda: sending.soon(phones, cannot_wait=cannot_wait))


def call_now(people: Iterable[UUID], *, lasts: timedelta, after: Callable[[bool], None]) -> None:
    """Signal these people's phones, once the transaction commits, that they are needed now.

    `after` is told of each phone whether its push service took the signal. The caller leaves out who must not ring.
    """
    phones = list(Phone.objects.filter(person__in=list(people)))
    if phones:
        transaction.on_commit(lambda: sending.at_once(phones, lasts=lasts, after=after))


def save_sleep_rule(*, person: Person, relief: bool, asks: bool) -> None:
    """Keep what may ring through this person's protected sleep."""
    SleepRule.objects.update_or_create(person=person, defaults={"relief": relief, "asks": asks})


def note_woken(*, person: Person, until: datetime) -> None:
    """Let nothing else wake this person for an ask until their block ends."""
    SleepRule.objects.filter(person=person).update(woken_until=until)
