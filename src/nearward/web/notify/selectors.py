"""The reads of phones."""

from datetime import datetime

from django.conf import settings

from nearward.web.notify.models import Phone, SleepRule
from nearward.web.people.models import Person


def phone_here(person: Person, session: str) -> bool:
    """Whether the browser with this sign-in gets signals."""
    return Phone.objects.filter(person=person, session=session).exists()


def any_phone(person: Person) -> bool:
    """Whether any browser of this person gets signals."""
    return Phone.objects.filter(person=person).exists()


def any_phone_rings(person: Person) -> bool:
    """Whether a signal has somewhere to go: this server sends signals, and a phone of this person gets them."""
    return bool(settings.PUSH_HOSTS) and any_phone(person)


def sleep_rule(person: Person) -> SleepRule | None:
    """Return what may ring through this person's protected sleep, as they said it."""
    return SleepRule.objects.filter(person=person).first()


def may_ring_in_sleep(person: Person) -> bool:
    """Whether a partner who can't go on may ring through this person's protected sleep."""
    return SleepRule.objects.filter(person=person, relief=True).exists()


def may_wake_for_asks(person: Person, *, now: datetime) -> bool:
    """Whether an ask may wake this person now: they allow it, and nobody did so in this block yet."""
    rule = sleep_rule(person)
    return rule is not None and rule.asks and (rule.woken_until is None or rule.woken_until <= now)
