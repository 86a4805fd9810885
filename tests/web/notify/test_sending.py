"""What leaves the server: the same few bytes, encrypted for one browser, signed, while a sign-in stands."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings as django_settings
from django.test import Client

from nearward.web.core.keys import new_key
from nearward.web.notify import keys, sending
from nearward.web.notify.models import Phone
from nearward.web.people.models import Caregiver
from tests.conftest import Cast
from tests.web.notify.phones import Browser, at_its_maker, bytes_of

Hand = Callable[[Caregiver], Client]


@pytest.fixture
def browser(settings: object) -> object:
    settings.PUSH_HOSTS = ["127.0.0.1"]  # type: ignore[attr-defined]
    with at_its_maker() as browser:
        yield browser


@pytest.fixture
def bobs(cast: Cast, phone: Hand, browser: Browser) -> Client:
    client = phone(cast.bob)
    assert client.post("/you/phone/", browser.asked).status_code == 302
    return client


def send(*, cannot_wait: bool = False) -> None:
    sending.send_all(list(Phone.objects.all()), cannot_wait=cannot_wait)


def test_a_signal_is_encrypted_for_that_browser_and_says_nothing(bobs: Client, browser: Browser) -> None:
    send()
    ((headers, body),) = browser.heard
    assert sending.SIGNAL not in body
    assert browser.opened(body) == sending.SIGNAL
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["urgency"] == "normal"


def test_what_cannot_wait_is_urgent_and_otherwise_alike(bobs: Client, browser: Browser) -> None:
    send()
    send(cannot_wait=True)
    (plain, one), (urgent, two) = browser.heard
    assert urgent["urgency"] == "high"
    assert len(one) == len(two)
    assert {name: value for name, value in plain.items() if name not in {"urgency", "authorization"}} == {
        name: value for name, value in urgent.items() if name not in {"urgency", "authorization"}
    }


def test_it_is_signed_with_the_key_the_browser_was_told(bobs: Client, browser: Browser) -> None:
    send()
    words = browser.heard[0][0]["authorization"].removeprefix("vapid ")
    said = dict(part.split("=", 1) for part in words.split(","))
    assert said["k"] == keys.public_key(django_settings.KEYRING.current())
    head, claims, signature = said["t"].split(".")
    raw = bytes_of(signature)
    mark = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(said["k"]))
    public.verify(mark, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["aud"] == browser.endpoint.removesuffix("/send/one")


@pytest.mark.parametrize("status", [404, 410, 401, 403])
def test_a_browser_that_is_gone_is_forgotten(bobs: Client, browser: Browser, status: int) -> None:
    browser.status = status
    send()
    assert not Phone.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_is_busy_costs_one_signal_and_no_more(bobs: Client, browser: Browser, status: int) -> None:
    browser.status = status
    send()
    assert Phone.objects.count() == 1


def test_nothing_goes_to_a_phone_whose_sign_in_has_ended(bobs: Client, browser: Browser) -> None:
    bobs.post("/sign-out/")
    send()
    assert browser.heard == []
    assert not Phone.objects.exists()


def test_a_phone_follows_its_sign_in_when_that_gets_another_key(bobs: Client, browser: Browser) -> None:
    session = bobs.session
    session.cycle_key()
    session.save()
    bobs.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key
    bobs.get("/you/phone/")
    send()
    assert len(browser.heard) == 1


def test_after_the_servers_key_is_gone_the_phone_has_to_ask_anew(
    bobs: Client, browser: Browser, settings: object
) -> None:
    class Ring:
        def all(self) -> list[object]:
            return [new_key()]

    settings.KEYRING = Ring()  # type: ignore[attr-defined]
    send()
    assert browser.heard == []
    assert not Phone.objects.exists()


def test_a_host_no_longer_allowed_hears_nothing(bobs: Client, browser: Browser, settings: object) -> None:
    settings.PUSH_HOSTS = ["fcm.googleapis.com"]  # type: ignore[attr-defined]
    send()
    assert browser.heard == []


def test_the_signing_key_is_the_same_for_the_same_server_key_and_another_for_another() -> None:
    one, two = new_key(), new_key()
    assert keys.public_key(one) == keys.public_key(one) != keys.public_key(two)
    assert keys.name_of(one) != keys.name_of(two)


def test_needed_now_is_a_constant_of_its_own_urgent_and_brief(bobs: Client, browser: Browser) -> None:
    told: list[bool] = []
    for phone in Phone.objects.all():
        sending._call(phone, lasts=timedelta(minutes=1), after=told.append)
    ((headers, body),) = browser.heard
    assert browser.opened(body) == sending.NEEDED_NOW != sending.SIGNAL
    assert len(sending.NEEDED_NOW) == len(sending.SIGNAL)  # its length tells a push service nothing
    assert (headers["urgency"], headers["ttl"]) == ("high", "60")
    assert told == [True]


@pytest.mark.parametrize(("status", "kept"), [(410, False), (403, False), (500, True)])
def test_a_refused_call_is_told_and_a_phone_that_is_gone_is_forgotten(
    bobs: Client, browser: Browser, status: int, kept: bool
) -> None:
    browser.status, told = status, []
    for phone in Phone.objects.all():
        sending._call(phone, lasts=timedelta(minutes=1), after=told.append)
    assert told == [False]
    assert Phone.objects.exists() is kept
