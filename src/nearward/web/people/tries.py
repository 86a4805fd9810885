"""Counters of tries: how often a PIN, a passphrase or a code was tried lately. They are kept in the database.

A counter belongs to one person, and is deleted with them, or to one of a fixed number of buckets, which addresses
and names that nobody has share. So no other entry can push a counter out, a restart forgets none, and strangers
cannot fill the table.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from math import ceil
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.throttle import Rate, still_counted, wait_for_next
from nearward.domain.words import N_
from nearward.web.core.clock import now
from nearward.web.people.known_browsers import Browser, browser_of
from nearward.web.people.models import Person, Tries

BUCKETS = 16_384
FIVE = Rate(5, 5 * 60)
TWENTY_A_DAY = Rate(20, 24 * 60 * 60)
TEN = Rate(10, 60)

NAME = N_("Too many tries with this name. Wait %(wait)s, or come in by passkey or recovery code.")
ADDRESS = N_("Too many tries from this address. Wait %(wait)s, or come in by passkey or recovery code.")
RECOVERY = N_("Too many tries from this address. Wait %(wait)s, then try once more.")
PASSPHRASE = N_("Too many tries with your passphrase. Wait %(wait)s, then try once more.")
CODE = N_("Too many tries with a code. Wait %(wait)s, then try once more.")
PIN = N_("Too many tries with this PIN. Wait %(wait)s, or use your passphrase.")
PIN_TODAY = N_("Too many tries with this PIN today. Wait %(wait)s, or use your passphrase.")


@dataclass(frozen=True)
class Counter:
    """One counter: its rates, each with the sentence that says why it refuses."""

    key: str
    refusals: Mapping[Rate, str]
    person: Person | None = None
    browser: UUID | None = None


@dataclass(frozen=True)
class Counted:
    """A try that was counted, so that it can be taken back."""

    keys: tuple[str, ...]
    at: float


def pin_counter(person: Person) -> Counter:
    """Return the counter of a person's PIN. It is one for all their devices: four digits allow no more tries."""
    return Counter(f"pin {person.pk}", {FIVE: PIN, TWENTY_A_DAY: PIN_TODAY}, person)


def code_counter(request: HttpRequest, person: Person) -> Counter:
    """Return the counter of codes (an app's, or for recovery) in this browser."""
    return _of_person("code", {FIVE: CODE}, person, browser_of(request, person))


def passphrase_counters(request: HttpRequest, name: str) -> list[Counter]:
    """Return the counters of a passphrase for a name.

    A browser where that person was signed in before has one of its own, so that nobody else can use it up. All
    others share one by name, and one by address. A name that nobody has is counted and answered alike.
    """
    person = Person.objects.filter(sign_in_name=name).first()
    browser = browser_of(request, person)
    if person is not None and browser.known:
        reason = PASSPHRASE if request.user.is_authenticated else NAME
        return [_of_person("passphrase", {FIVE: reason}, person, browser)]
    named = (
        _of_person("passphrase", {FIVE: NAME}, person, browser) if person else _bucket("name", name, {FIVE: NAME})
    )
    return [named, _bucket("address", address_of(request), {TEN: ADDRESS})]


def recovery_counter(request: HttpRequest, name: str) -> Counter:
    """Return the counter of tries to come back with a recovery code."""
    person = Person.objects.filter(sign_in_name=name).first()
    browser = browser_of(request, person)
    if person is not None and browser.known:
        return _of_person("recovery", {TEN: CODE}, person, browser)
    return _bucket("recovery", address_of(request), {TEN: RECOVERY})


def _of_person(way: str, refusals: Mapping[Rate, str], person: Person, browser: Browser) -> Counter:
    return Counter(f"{way} {person.pk} {browser}".strip(), refusals, person, browser.row)


def _bucket(kind: str, value: str, refusals: Mapping[Rate, str]) -> Counter:
    """Return the bucket of a value. Which one that is can be worked out with the server's key alone."""
    digest = salted_hmac(f"nearward.tries.{kind}", value, algorithm="sha256").digest()
    return Counter(f"{kind} {int.from_bytes(digest[:8], 'big') % BUCKETS}", refusals)


@contextmanager
def counted(*counters: Counter) -> Iterator[None]:
    """Count a try, and take it back unless what follows raises: only wrong ones stay.

    Raises `Refused`, with the reason and how long it lasts, when one of the counters is full. A try is counted
    before it is looked at, so that many at the same moment are not more than the rate allows.
    """
    one = count(*counters)
    yield
    take_back(one)


def count(*counters: Counter) -> Counted:
    """Count a try in each of the counters, or in none of them and raise `Refused`."""
    at, refusals = now().timestamp(), []
    with transaction.atomic():
        rows = _held(counters)
        for counter in counters:
            row = rows[counter.key]
            row.moments = still_counted(row.moments, tuple(counter.refusals), at)
            if wait := wait_for_next(row.moments, counter.refusals, at):
                refusals.append((wait.seconds, counter.refusals[wait.rate]))
        for row in () if refusals else rows.values():
            row.moments.append(at)
        Tries.objects.bulk_update(rows.values(), ["moments"])
    if refusals:
        seconds, reason = max(refusals)
        raise Refused(say(reason, wait=in_words(seconds)))
    return Counted(tuple(rows), at)


def take_back(one: Counted) -> None:
    """Forget a try that was right. What someone else tried in between still counts."""
    with transaction.atomic():
        rows = list(Tries.objects.select_for_update().filter(key__in=one.keys).order_by("key"))
        for row in rows:
            if one.at in row.moments:
                row.moments.remove(one.at)
        Tries.objects.bulk_update(rows, ["moments"])


def _held(counters: tuple[Counter, ...]) -> dict[str, Tries]:
    """Return the counters' rows, made if they are new and held until the transaction ends."""
    fresh = [Tries(key=one.key, person=one.person, browser_id=one.browser) for one in counters]
    Tries.objects.bulk_create(sorted(fresh, key=lambda row: row.key), ignore_conflicts=True)
    rows = Tries.objects.select_for_update().filter(key__in=[one.key for one in counters]).order_by("key")
    return {row.key: row for row in rows}


def in_words(seconds: float) -> Sentence:
    """Say how long a wait is, rounded up, so that it is never over later than was said."""
    minutes = ceil(seconds / 60)
    if minutes <= 1:
        return say(N_("a minute"))
    if minutes < 100:
        return say(N_("%(minutes)d minutes"), minutes=minutes)
    return say(N_("%(hours)d hours"), hours=ceil(minutes / 60))


def address_of(request: HttpRequest) -> str:
    """Return the network address a request came from; of IPv6 the /64, which one household holds."""
    address: str = get_adapter().get_client_ip(request)
    network = ip_network(address)
    return str(network.supernet(new_prefix=64) if network.version == 6 else network)
