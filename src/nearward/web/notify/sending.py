"""Sending a signal: encrypted for the browser (RFC 8291), signed by this server, the same few bytes each time."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings
from django.db import close_old_connections

from nearward.web.notify import keys
from nearward.web.notify.forms import allowed
from nearward.web.notify.models import Phone
from nearward.web.people.selectors import person_of_session

SIGNAL, NEEDED_NOW = b"new", b"now"
LASTS_SECONDS = 3 * 60 * 60
PATIENCE_SECONDS = 10
TRIES = 2
GONE_STATUS = 410
GONE = {404, GONE_STATUS}
TAKEN = range(200, 300)
OUTDATED = {401, 403}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Push:
    """What is sent: one of the constants, how urgent it is, and for how long a push service keeps it."""

    text: bytes
    urgency: str
    lasts_seconds: int


sender = ThreadPoolExecutor(1, thread_name_prefix="signals")
urgent = ThreadPoolExecutor(8, thread_name_prefix="urgent")  # one slow push service must not hold up another phone


def soon(phones: Sequence[Phone], *, cannot_wait: bool) -> "Future[None]":
    """Send from a thread of its own, so that nobody waits for someone else's server."""
    return sender.submit(_in_its_thread, phones, cannot_wait=cannot_wait)


def _in_its_thread(phones: Sequence[Phone], *, cannot_wait: bool) -> None:
    close_old_connections()
    send_all(phones, cannot_wait=cannot_wait)


def at_once(phones: Sequence[Phone], *, lasts: timedelta, after: Callable[[bool], None]) -> list["Future[None]"]:
    """Send "needed now" to each phone from a thread of its own; `after` is told whether it was taken."""
    return [urgent.submit(_call, phone, lasts=lasts, after=after) for phone in phones]


def _call(phone: Phone, *, lasts: timedelta, after: Callable[[bool], None]) -> None:
    try:
        close_old_connections()
        after(_called(phone, lasts))
    except Exception as trouble:
        log.warning("What became of a signal could not be kept: %s", type(trouble).__name__)


def _called(phone: Phone, lasts: timedelta) -> bool:
    """Return whether the push service took it; forget a phone that is gone."""
    try:
        known = person_of_session(phone.session) == phone.person_id
        status = _answer(phone, Push(NEEDED_NOW, "high", int(lasts.total_seconds()))) if known else GONE_STATUS
    except Exception as trouble:
        log.warning("A signal could not be sent: %s", type(trouble).__name__)
        return False
    if status in GONE | OUTDATED:
        Phone.objects.filter(pk=phone.pk, session=phone.session).delete()
    return TAKEN.start <= status < TAKEN.stop


def send_all(phones: Sequence[Phone], *, cannot_wait: bool) -> None:
    """Send to each phone whose sign-in still stands; forget those that are gone."""
    for phone in phones:
        try:
            if person_of_session(phone.session) != phone.person_id or not _sent(phone, cannot_wait):
                Phone.objects.filter(pk=phone.pk, session=phone.session).delete()
        except Exception as trouble:  # a signal that fails must not keep the others from theirs
            log.warning("A signal could not be sent: %s", type(trouble).__name__)


def _sent(phone: Phone, cannot_wait: bool) -> bool:
    """Return whether the phone may be kept: sent, or not to be reached for now."""
    push = Push(SIGNAL, "high" if cannot_wait else "normal", LASTS_SECONDS)
    return _answer(phone, push) not in GONE | OUTDATED


def _answer(phone: Phone, push: Push) -> int:
    """Return what the push service answered at last; 0 for no answer, 410 where this server may not send there."""
    key = next((key for key in settings.KEYRING.all() if keys.name_of(key) == bytes(phone.server_key)), None)
    if key is None or not allowed(phone.endpoint):
        return GONE_STATUS
    status = 0
    for _try in range(TRIES):
        status = _post(phone, keys.private_key(key), push)
        if status:
            break
    return status


def _post(phone: Phone, key: EllipticCurvePrivateKey, push: Push) -> int:
    """Post one signal; return the answer's status, 0 where there was none."""
    import requests  # noqa: PLC0415  (with what it brings half a second of each start, for a thread that may never run)
    from py_vapid import Vapid02  # noqa: PLC0415
    from pywebpush import WebPushException, webpush  # noqa: PLC0415

    try:
        answer = webpush(
            {"endpoint": phone.endpoint, "keys": {"p256dh": phone.p256dh, "auth": phone.auth}},
            data=push.text, vapid_private_key=Vapid02(key), vapid_claims={"sub": f"https://{settings.HOST}"},
            ttl=push.lasts_seconds, headers={"Urgency": push.urgency}, timeout=PATIENCE_SECONDS,
        )  # fmt: skip
    except WebPushException as refused:
        return refused.response.status_code if refused.response is not None else 0
    except requests.RequestException:
        return 0
    return int(answer.status_code)
