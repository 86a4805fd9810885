"""The lock of Mine: five minutes, a passkey or a PIN or the passphrase, and nothing said of what lies behind."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from nearward.domain.refused import Refused
from nearward.web.checkins.models import CheckIn
from nearward.web.people import pins
from nearward.web.people.models import Caregiver, Pin
from tests.conftest import PASSPHRASE, Cast, say
from tests.house.observing import one_chance
from tests.house.routes import documented

Phone = Callable[[Caregiver], Client]
PIN = "2486"
BEHIND = [row.path for row in documented().values() if row.who == "mine"]


@pytest.fixture
def alice(cast: Cast, phone: Phone) -> Client:
    pins.set_pin(person=cast.alice.person, pin=PIN)
    return phone(cast.alice)


def open_mine(client: Client, pin: str = PIN, onward: str = "/mine/") -> int:
    return client.post("/mine/open/", {"pin": pin, "next": onward}).status_code


def is_open(client: Client) -> bool:
    return client.get("/mine/").status_code == 200


def filled(path: str, own: object) -> str:
    """Fill an address of the room with ids and words."""
    for place in re.findall(r"<[^>]+>", path):
        path = path.replace(place, {"<str:week>": "2026-03-02", "<str:step>": "inside"}.get(place, str(own)))
    return path


def test_every_page_of_the_room_is_behind_the_lock(cast: Cast, alice: Client) -> None:
    own = say(cast.alice, at=datetime.now(UTC), stress=4, note="mine alone")
    assert len(BEHIND) >= 6
    for path in BEHIND:
        for method in (alice.get, alice.post):
            answer = method(filled(path, own))
            assert (answer.status_code, answer["Location"][:11]) == (302, "/mine/open/"), path


def test_the_pin_opens_it_and_leads_on(alice: Client) -> None:
    answer = alice.post("/mine/open/", {"pin": PIN, "next": "/mine/stress/"})
    assert (answer.status_code, answer["Location"]) == (302, "/mine/stress/")
    assert is_open(alice)


def test_a_wrong_pin_opens_nothing_and_says_so(alice: Client) -> None:
    answer = alice.post("/mine/open/", {"pin": "9713"})
    assert answer.status_code == 422
    assert "That is not your PIN." in answer.content.decode()
    assert not is_open(alice)


def test_it_closes_five_minutes_after_its_last_use(alice: Client) -> None:
    start = datetime.now(UTC)
    with time_machine.travel(start, tick=False) as clock:
        open_mine(alice)
        for minutes in (4, 8, 12):
            clock.move_to(start + timedelta(minutes=minutes))
            assert is_open(alice), minutes
        clock.move_to(start + timedelta(minutes=17, seconds=1))
        assert not is_open(alice)


def test_using_another_room_does_not_keep_it_open(alice: Client) -> None:
    start = datetime.now(UTC)
    with time_machine.travel(start, tick=False) as clock:
        open_mine(alice)
        for minutes in range(1, 6):
            clock.move_to(start + timedelta(minutes=minutes))
            alice.get("/")
        assert not is_open(alice)


def test_it_can_be_closed_at_once(alice: Client) -> None:
    open_mine(alice)
    assert alice.post("/mine/close/").status_code == 302
    assert not is_open(alice)
    open_mine(alice)
    assert is_open(alice)


def test_the_passphrase_opens_it_for_someone_without_a_pin(cast: Cast, phone: Phone) -> None:
    bob = phone(cast.bob)
    page = bob.get("/mine/open/?next=/mine/stress/").content.decode()
    assert 'name="pin"' not in page
    answer = bob.post(
        "/sign-in/again/", {"password": PASSPHRASE, "next": "/mine/open/?next=/mine/stress/"}, follow=True
    )
    assert answer.request["PATH_INFO"] == "/mine/stress/"


def test_signing_in_just_now_is_as_good_as_a_key(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in/", {"login": "alice", "password": PASSPHRASE})
    assert is_open(client)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        assert not is_open(client)


def test_after_five_wrong_pins_the_pin_rests_and_the_passphrase_still_opens(alice: Client) -> None:
    for _ in range(5):
        open_mine(alice, "9713")
    answer = alice.post("/mine/open/", {"pin": PIN})
    assert answer.status_code == 422
    assert "Too many tries with this PIN. Wait 5 minutes, or use your passphrase." in answer.content.decode()
    alice.post("/sign-in/again/", {"password": PASSPHRASE, "next": "/mine/"})
    assert is_open(alice)


def test_guesses_at_one_lock_do_not_rest_the_others(cast: Cast, phone: Phone, alice: Client) -> None:
    pins.set_pin(person=cast.bob.person, pin="7294")
    for _ in range(6):
        open_mine(alice, "9713")
    assert open_mine(phone(cast.bob), "7294") == 302


def test_the_lock_looks_the_same_empty_and_full(cast: Cast, alice: Client) -> None:
    def locked() -> list[bytes]:
        chance.step("once")
        return [alice.get(f"/mine/open/?next={path}").content for path in ("/mine/", "/mine/stress/")]

    with time_machine.travel(datetime.now(UTC), tick=False), one_chance() as chance:
        alice.get("/mine/open/")  # a first visit brings the form cookie
        empty = locked()
        for hour in range(1, 9):
            say(cast.alice, at=datetime.now(UTC) - timedelta(hours=hour), stress=hour, move=2, note="full")
        assert locked() == empty


def test_what_was_sent_too_late_waits_sealed_and_is_sent_when_open(cast: Cast, alice: Client) -> None:
    own = say(cast.alice, at=datetime.now(UTC), stress=4, note="before")
    sent = {"key": "0" * 31 + "1", "stress": "6", "note": "the quiet word is heron"}
    assert "/mine/open/" in alice.post(f"/mine/check-ins/{own}/", sent)["Location"]
    assert all(
        "heron" not in row.session_data and "heron" not in str(row.get_decoded()) for row in Session.objects.all()
    )
    page = alice.post("/mine/open/", {"pin": PIN}).content.decode()
    assert "the quiet word is heron" in page
    assert f'action="/mine/check-ins/{own}/"' in page
    assert CheckIn.objects.get(pk=own).stress == 4
    alice.post(f"/mine/check-ins/{own}/", sent | {"waited": "1"})
    assert CheckIn.objects.get(pk=own).stress == 6
    assert alice.post("/mine/open/", {"pin": PIN}).status_code == 302  # it waits no longer


def test_a_page_that_closes_by_itself_keeps_what_stands_half_written(cast: Cast, alice: Client) -> None:
    own = say(cast.alice, at=datetime.now(UTC), stress=4)
    open_mine(alice)
    answer = alice.post("/mine/close/", {"aside": f"/mine/check-ins/{own}/", "note": "half a word", "key": "1"})
    assert answer["Location"] == f"/mine/open/?next=/mine/check-ins/{own}/"
    assert not is_open(alice)
    assert "half a word" in alice.post("/mine/open/", {"pin": PIN}).content.decode()


@pytest.mark.parametrize(
    "onward",
    [
        "//example.org/",
        "/sign-out/",
        "/mine/../sign-out/",
        "/mine/open/",
        "https://example.org/",
        "/mine/?a=b",
        "/mine\\x",
    ],
)
def test_the_lock_leads_nowhere_but_into_its_room(alice: Client, onward: str) -> None:
    assert alice.post("/mine/open/", {"pin": PIN, "next": onward})["Location"] == "/mine/"


def test_another_pin_wants_the_old_one_unless_something_stronger_was_shown(cast: Cast, alice: Client) -> None:
    open_mine(alice)
    assert alice.post("/mine/pin/", {"pin": "7294"}).status_code == 422
    assert alice.post("/mine/pin/", {"pin": "7294", "pin_now": "9713"}).status_code == 422
    assert alice.post("/mine/pin/", {"pin": "7294", "pin_now": PIN}).status_code == 302
    assert pins.fits(cast.alice.person, "7294")
    alice.post("/sign-in/again/", {"password": PASSPHRASE, "next": "/mine/"})
    assert alice.post("/mine/pin/", {"pin": "3175"}).status_code == 302
    assert pins.fits(cast.alice.person, "3175")


def test_the_table_tells_neither_the_pin_nor_its_hash(cast: Cast, alice: Client) -> None:
    kept = bytes(Pin.objects.get(person=cast.alice.person).sealed)
    assert PIN.encode() not in kept
    assert b"md5$" not in kept
    Pin.objects.create(person=cast.bob.person, sealed=kept)  # moved to another person it opens nothing
    with pytest.raises(Exception, match="does not open here"):
        pins.fits(cast.bob.person, PIN)


def test_a_pin_anybody_would_try_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        pins.set_pin(person=cast.alice.person, pin="1234")
    assert not pins.has_pin(cast.alice.person)


def test_a_helper_finds_no_lock(cast: Cast, phone: Phone) -> None:
    for path in ("/mine/", "/mine/open/", "/mine/stress/"):
        assert phone(cast.gran).get(path).status_code == 404


def test_a_pin_or_a_showing_left_behind_the_lock_never_waits_for_its_owner(cast: Cast, alice: Client) -> None:
    """Someone else with the phone could leave it there, for the owner to send without knowing."""
    for path in ("/mine/pin/", "/mine/stress/show/"):
        assert alice.post(path, {"pin": "9713"})["Location"].endswith(f"next={path.replace('/', '%2F')}")
        alice.post("/mine/close/", {"aside": path, "pin": "9713"})
    assert alice.post("/mine/open/", {"pin": PIN}).status_code == 302


def test_what_waits_is_named_and_leads_nowhere_else(cast: Cast, alice: Client) -> None:
    alice.post("/mine/stress/take-back/")
    assert "Taking back what you show" in alice.post("/mine/open/", {"pin": PIN}).content.decode()
    alice.post("/mine/close/", {"aside": "/mine/../us/cycle/", "do": "agree"})
    assert "us/cycle" not in alice.post("/mine/open/", {"pin": PIN}).content.decode()


def test_what_waits_stays_until_it_is_sent_or_let_go_and_its_page_closes_too(cast: Cast, alice: Client) -> None:
    own = say(cast.alice, at=datetime.now(UTC), stress=4)
    alice.post(f"/mine/check-ins/{own}/", {"key": "1", "note": "heron"})
    for _ in range(2):  # a reload loses nothing
        page = alice.post("/mine/open/", {"pin": PIN}).content.decode()
        assert "heron" in page
        assert 'data-closes="300"' in page
    assert alice.post("/mine/open/", {"let_go": "1"})["Location"] == "/mine/"
    assert alice.get("/mine/open/").status_code == 302


def test_a_first_pin_wants_a_passkey_or_the_passphrase_just_now(cast: Cast, inside: Phone) -> None:
    bob = inside(cast.bob)  # open, but nothing was shown on this device within five minutes
    assert bob.post("/mine/pin/", {"pin": "7294"})["Location"] == "/sign-in/again/?next=%2Fmine%2Fpin%2F"
    assert not pins.has_pin(cast.bob.person)
    bob.post("/sign-in/again/", {"password": PASSPHRASE, "next": "/mine/pin/"})
    assert bob.post("/mine/pin/", {"pin": "7294"})["Location"] == "/mine/"
    assert pins.has_pin(cast.bob.person)


def test_opening_it_oneself_does_not_forget_what_another_guessed(cast: Cast, alice: Client, phone: Phone) -> None:
    other = phone(cast.alice)  # a tablet on which she is signed in too
    for _ in range(4):
        open_mine(other, "9713")
        assert open_mine(alice) == 302
    open_mine(other, "9713")
    assert "Too many tries with this PIN." in other.post("/mine/open/", {"pin": PIN}).content.decode()


def test_a_form_that_waited_keeps_words_and_shares_nothing(cast: Cast, alice: Client) -> None:
    """Someone with the phone may leave a form behind; sending it must say nothing to the partner."""
    alice.post("/mine/review/2026-03-02/", {"worked": "not my words", "do": "finish", "number": 0, "key": "1"})
    page = alice.post("/mine/open/", {"pin": PIN}).content.decode()
    assert "How the week went, to keep for yourself" in page
    assert "not my words" in page
    assert 'name="do"' not in page


# A clock that was ahead


def test_a_room_opened_while_the_clock_was_ahead_is_closed_once_it_is_right(alice: Client) -> None:
    today = datetime.now(UTC)
    with time_machine.travel(today + timedelta(days=1), tick=False) as clock:
        open_mine(alice)
        assert is_open(alice)
        clock.move_to(today)
        assert not is_open(alice)
        open_mine(alice)
        assert is_open(alice)
        clock.shift(timedelta(minutes=6))
        assert not is_open(alice)


def test_signing_in_while_the_clock_was_ahead_opens_nothing_once_it_is_right(cast: Cast) -> None:
    client, today = Client(), datetime.now(UTC)
    with time_machine.travel(today + timedelta(days=1), tick=False) as clock:
        client.post("/sign-in/", {"login": "alice", "password": PASSPHRASE})
        client.post("/sign-in/again/", {"password": PASSPHRASE})
        clock.move_to(today)
        assert not is_open(client)
        assert client.get("/you/keys/passkeys/add/").headers["Location"].startswith("/sign-in/again/")
        client.post("/sign-in/again/", {"password": PASSPHRASE})
        assert is_open(client)


def test_a_room_closed_while_the_clock_was_ahead_opens_by_every_way_once_it_is_right(cast: Cast) -> None:
    client, today = Client(), datetime.now(UTC)
    with time_machine.travel(today + timedelta(days=1), tick=False) as clock:
        client.post("/sign-in/", {"login": "alice", "password": PASSPHRASE})
        client.post("/mine/close/")
        assert not is_open(client)
        clock.move_to(today)
        assert not is_open(client)
        client.post("/sign-in/again/", {"password": PASSPHRASE})
        assert is_open(client)


def test_the_same_sign_in_does_not_open_a_room_that_was_closed_after_it(cast: Cast) -> None:
    client, start = Client(), datetime.now(UTC)
    with time_machine.travel(start, tick=False) as clock:
        client.post("/sign-in/", {"login": "alice", "password": PASSPHRASE})
        clock.shift(timedelta(minutes=10))
        client.post("/mine/close/")
        clock.move_to(start + timedelta(minutes=1))
        assert not is_open(client)


def test_a_clock_a_few_seconds_apart_closes_nothing(alice: Client) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        open_mine(alice)
        clock.shift(timedelta(seconds=-3))
        assert is_open(alice)
