"""Throttling that holds: nothing washes a counter away, and nobody else can use up another's tries."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import translation

from nearward.web.people import known_browsers, pins, tries
from nearward.web.people.erasing import erase_account
from nearward.web.people.models import Caregiver, KnownBrowser, Tries
from tests.conftest import PASSPHRASE, Cast

Phone = Callable[[Caregiver], Client]
WRONG = "not the passphrase"
BY_NAME = "Too many tries with this name."
BY_ADDRESS = "Too many tries from this address."
NO_FIT = "That name and passphrase do not fit together."
PIN = "2486"
MINUTE = timedelta(minutes=1)


def address(number: int) -> str:
    return f"198.18.{number // 250}.{number % 250}"


def sign_in(client: Client, name: str, passphrase: str = WRONG, *, at: int = 0) -> str:
    """Try to sign in from an address; return the page, or "" when the door opened."""
    answer = client.post("/sign-in/", {"login": name, "password": passphrase}, REMOTE_ADDR=address(at))
    assert answer.status_code in {302, 422}
    return answer.content.decode() if answer.status_code == 422 else ""


def flood(*names: str) -> None:
    """Try a wrong passphrase for each name, each from an address of its own, without drawing the pages."""
    for n, name in enumerate(names):
        request = RequestFactory(REMOTE_ADDR=address(1_000 + n)).post("/sign-in/")
        request.user, request.session = AnonymousUser(), SessionStore()
        with suppress(ValidationError):
            get_adapter(request).pre_authenticate(request, username=name, password=WRONG)


@pytest.fixture
def home(cast: Cast) -> Client:
    """Return the browser in which Alice signed in, and out again."""
    browser = Client()
    assert sign_in(browser, "alice", PASSPHRASE) == ""
    browser.post("/sign-out/")
    return browser


# What washes counters away


def test_other_names_from_other_addresses_push_out_no_count(cast: Cast) -> None:
    flood(*["alice"] * 6)
    flood(*[f"nobody{n}" for n in range(160)])
    assert BY_NAME in sign_in(Client(), "alice", PASSPHRASE, at=3_000)
    cache.clear()  # as a restart does
    assert BY_NAME in sign_in(Client(), "alice", PASSPHRASE, at=3_001)


def test_strangers_share_a_fixed_number_of_rows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "BUCKETS", 8)
    flood(*[f"nobody{n}" for n in range(60)])
    assert Tries.objects.count() <= 16
    assert not any("198.18" in row.key or "nobody" in row.key for row in Tries.objects.all())


def test_a_name_nobody_has_answers_as_one_that_exists(cast: Cast) -> None:
    told = []
    for name in ("alice", "nobody"):
        flood(*[name] * 4)
        pages = [sign_in(Client(), name, at=n) for n in range(2)]
        told.append([(NO_FIT in page, BY_NAME in page) for page in pages])
    assert told == [[(True, False), (False, True)]] * 2


def test_one_address_is_held_back_with_its_own_reason_and_others_are_not(cast: Cast) -> None:
    stranger = Client()
    pages = [sign_in(stranger, f"nobody{n}", at=7) for n in range(11)]
    assert NO_FIT in pages[9]
    assert f"{BY_ADDRESS} Wait a minute, or" in pages[10]
    assert BY_ADDRESS in sign_in(Client(), "bob", PASSPHRASE, at=7)
    assert sign_in(Client(), "bob", PASSPHRASE, at=8) == ""


def test_a_household_in_one_ipv6_network_is_one_address(cast: Cast) -> None:
    for n in range(10):
        Client().post("/sign-in/", {"login": f"no{n}", "password": WRONG}, REMOTE_ADDR=f"2001:db8::{n}")
    answer = Client().post("/sign-in/", {"login": "no", "password": WRONG}, REMOTE_ADDR="2001:db8::ffff")
    assert BY_ADDRESS in answer.content.decode()


def test_right_tries_are_not_counted(cast: Cast) -> None:
    assert [sign_in(Client(), "alice", PASSPHRASE) for _ in range(6)] == [""] * 6


# The PIN


def guess_pin(client: Client, pin: str = "9713") -> str:
    return client.post("/mine/open/", {"pin": pin}).content.decode()


def test_a_pin_has_five_tries_in_five_minutes_and_twenty_a_day(cast: Cast, phone: Phone) -> None:
    pins.set_pin(person=cast.alice.person, pin=PIN)
    alice = phone(cast.alice)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for _ in range(4):
            assert all("That is not your PIN." in guess_pin(alice) for _ in range(5))
            assert "Too many tries with this PIN. Wait 5 minutes" in guess_pin(alice) or _ == 3
            clock.shift(5 * MINUTE)
        cache.clear()  # as a restart does
        refused = guess_pin(phone(cast.alice), PIN)
        assert "Too many tries with this PIN today. Wait 24 hours, or use your passphrase." in refused
        clock.shift(timedelta(hours=23, minutes=41))
        assert guess_pin(alice, PIN) == ""


# A browser that was theirs


def test_nobody_else_keeps_a_person_out_of_a_browser_that_was_theirs(home: Client) -> None:
    flood(*["alice"] * 6)
    assert BY_NAME in sign_in(Client(), "alice", PASSPHRASE, at=2_000)
    assert sign_in(home, "alice", PASSPHRASE) == ""


def test_nor_does_anybody_at_the_same_address(home: Client) -> None:
    stranger = Client()
    for n in range(12):
        sign_in(stranger, f"nobody{n}")
    assert BY_ADDRESS in sign_in(stranger, "bob", PASSPHRASE)
    assert sign_in(home, "alice", PASSPHRASE) == ""


def test_a_thief_with_that_browser_has_five_tries_and_leaves_the_others_alone(home: Client) -> None:
    pages = [sign_in(home, "alice") for _ in range(6)]
    assert [BY_NAME in page for page in pages] == [False] * 5 + [True]
    assert sign_in(Client(), "alice", PASSPHRASE) == ""


def test_a_browser_of_one_person_is_a_strangers_to_any_other(home: Client) -> None:
    flood(*["bob"] * 6)
    assert BY_NAME in sign_in(home, "bob", PASSPHRASE)
    assert [BY_NAME in sign_in(home, "nobody") for _ in range(6)] == [False] * 5 + [True]


def test_two_who_share_a_browser_are_both_known_there(home: Client, cast: Cast) -> None:
    assert sign_in(home, "bob", PASSPHRASE) == ""
    home.post("/sign-out/")
    for name in ("alice", "bob"):
        flood(*[name] * 6)
        assert sign_in(home, name, PASSPHRASE) == ""
        home.post("/sign-out/")


def test_the_cookie_says_nothing_and_is_another_after_each_sign_in(home: Client, cast: Cast) -> None:
    first = home.cookies["known"]
    assert (first["httponly"], first["samesite"], first["path"]) == (True, "Strict", "/")
    row = KnownBrowser.objects.get()
    assert not any(str(part) in first.value for part in ("alice", cast.alice.person_id, row.pk))
    assert first.value.encode() not in bytes(row.token_hash)
    sign_in(home, "alice", PASSPHRASE)
    assert home.cookies["known"].value != first.value
    copy = Client()
    copy.cookies["known"] = first.value
    flood(*["alice"] * 6)
    assert BY_NAME in sign_in(copy, "alice", PASSPHRASE, at=2_000)


def test_over_https_the_cookie_is_bound_to_this_host_and_the_session(cast: Cast, settings: object) -> None:
    settings.KNOWN_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-known", True  # type: ignore[attr-defined]
    browser = Client()
    sign_in(browser, "alice", PASSPHRASE)
    cookie = browser.cookies["__Host-known"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def another_of_alice() -> tuple[Client, Client]:
    """Return two browsers in which Alice signed in; the first is signed out."""
    there, here = Client(), Client()
    for browser in (there, here):
        assert sign_in(browser, "alice", PASSPHRASE) == ""
    return there, here


@pytest.mark.parametrize("signed_out", [True, False])
def test_ending_all_others_ends_what_their_browsers_are_to_her(cast: Cast, signed_out: bool) -> None:
    there, here = another_of_alice()
    if signed_out:
        there.post("/sign-out/")
    here.post("/you/devices/", {"which": "others"})
    here.post("/sign-out/")
    flood(*["alice"] * 6)
    assert BY_NAME in sign_in(there, "alice", PASSPHRASE)
    assert sign_in(here, "alice", PASSPHRASE) == ""


def test_ending_one_device_ends_what_that_browser_is_to_her(cast: Cast) -> None:
    there, here = another_of_alice()
    page = here.get("/you/devices/").content.decode()
    which = page.split('name="which" value="')[1].split('"')[0]
    here.post("/you/devices/", {"which": which})
    flood(*["alice"] * 6)
    assert BY_NAME in sign_in(there, "alice", PASSPHRASE)
    here.post("/sign-out/")
    assert sign_in(here, "alice", PASSPHRASE) == ""


def test_another_passphrase_ends_it_everywhere_else(cast: Cast) -> None:
    new = "four other plain words"
    there, here = another_of_alice()
    here.post("/you/passphrase/", {"oldpassword": PASSPHRASE, "password1": new})
    here.post("/sign-out/")
    flood(*["alice"] * 6)
    assert BY_NAME in sign_in(there, "alice", new)
    assert sign_in(here, "alice", new) == ""


def test_a_person_has_a_few_known_browsers_and_they_go_with_the_account(cast: Cast, phone: Phone) -> None:
    for n in range(13):
        row = {"token_hash": bytes([n]), "seen_at": datetime.now(UTC) - n * MINUTE}
        KnownBrowser.objects.create(person=cast.alice.person, **row)
    alice = Client()
    sign_in(alice, "alice", PASSPHRASE)
    assert KnownBrowser.objects.count() == known_browsers.MOST
    assert not KnownBrowser.objects.filter(token_hash=bytes([12])).exists()
    sign_in(alice, "alice")
    erase_account(cast.alice.person)
    assert not KnownBrowser.objects.exists()
    assert not Tries.objects.filter(person=cast.alice.person).exists()


# Someone holds the phone


def test_someone_at_one_phone_does_not_keep_its_owner_out_at_another(cast: Cast, phone: Phone) -> None:
    held, hers = Client(), Client()
    for browser in (held, hers):
        sign_in(browser, "alice", PASSPHRASE)
    pages = [held.post("/sign-in/again/", {"password": WRONG}).content.decode() for _ in range(12)]
    assert "Too many tries with your passphrase. Wait 5 minutes" in pages[-1]
    flood(*["alice"] * 6)
    assert hers.post("/sign-in/again/", {"password": PASSPHRASE, "next": "/you/"}).status_code == 302


def test_the_old_passphrase_is_not_guessed_at_leisure_while_choosing_a_new_one(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    tried = {"oldpassword": WRONG, "password1": "four other plain words"}
    pages = [alice.post("/you/passphrase/", tried).content.decode() for _ in range(6)]
    assert "That is not your passphrase now." in pages[4]
    assert "Too many tries with your passphrase." in pages[5]


# Clocks


def test_a_clock_that_was_ahead_keeps_nobody_out_for_longer_than_five_minutes(cast: Cast, phone: Phone) -> None:
    pins.set_pin(person=cast.alice.person, pin=PIN)
    alice, today = phone(cast.alice), datetime.now(UTC)
    with time_machine.travel(today + timedelta(days=1), tick=False) as clock:
        for _ in range(5):
            guess_pin(alice)
        clock.move_to(today)
        assert "Too many tries" in guess_pin(alice, PIN)
        clock.shift(5 * MINUTE + timedelta(seconds=1))
        assert guess_pin(alice, PIN) == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "a minute"), (60, "a minute"), (61, "2 minutes"), (5_940, "99 minutes"), (5_941, "2 hours")],
)
def test_a_wait_is_said_in_words_and_never_too_short(seconds: int, said: str) -> None:
    with translation.override("en"):
        assert str(tries.in_words(seconds)) == said
