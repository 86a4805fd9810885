"""A desk opens by a second key alone, and asks for it again after half an hour without use."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from nearward.domain.consent import What
from nearward.web.core import vault
from nearward.web.desk.models import Note
from nearward.web.desk.notes import own_notes
from nearward.web.grants.models import Read
from nearward.web.people.models import Caregiver
from tests.cast import at_a_desk
from tests.conftest import PASSPHRASE
from tests.house.passkeys import a_passkey
from tests.web.desk.conftest import Room, sit_down

SECRET = "JBSWY3DPEHPK3PXP"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def no_earlier_guesses() -> None:
    """Guesses of another test do not count here."""
    cache.clear()


def addresses(room: Room) -> list[str]:
    return ["/desk/", f"/desk/{room.of_alice.pk}/", f"/desk/families/{room.alice.family_id}/", "/desk/notes/"]


def code_now() -> str:
    """Return what the app would show."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(SECRET, counter):06}"


def test_a_passphrase_alone_opens_no_page_of_a_desk(room: Room) -> None:
    room.gives(room.of_alice, *What)
    client = sit_down(room.cora.person, "password")
    for path in addresses(room):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/again/")
    assert not Read.objects.exists()


def test_a_counselor_without_a_second_key_reads_nothing_until_there_is_one(room: Room) -> None:
    Authenticator.objects.filter(user=room.cora.person).delete()
    room.gives(room.of_alice, *What)
    client = sit_down(room.cora.person)
    for path in addresses(room):
        page = client.get(path).content.decode()
        assert "Alice" not in page
        assert "passkey" in page.lower()
    assert not Read.objects.exists()


def test_signing_in_with_an_app_opens_the_desk_and_no_code_or_a_wrong_one_does_not(room: Room) -> None:
    client = Client()
    assert client.post("/sign-in/", {"login": "cora", "password": PASSPHRASE}).status_code == 302
    assert client.get("/desk/").headers["Location"].startswith("/sign-in/")
    step = "/sign-in/second/"
    assert "error" in client.post(step, {"code": "000000"}).content.decode()
    assert client.get("/desk/").headers["Location"].startswith("/sign-in/")
    assert client.post(step, {"code": code_now()}).status_code == 302
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("key", "door"), [("totp", "/sign-in/again/code/"), ("webauthn", "/sign-in/again/passkey/")]
)
def test_after_half_an_hour_each_kind_of_key_is_asked_for_at_its_own_door(room: Room, key: str, door: str) -> None:
    dora = at_a_desk("Dora", "Elsewhere", at=room.now, key="")
    data = a_passkey("A phone") if key == "webauthn" else {"secret": vault.seal_secret(SECRET)}
    Authenticator.objects.create(user=dora.person, type=key, data=data)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        client = sit_down(dora.person)
        assert client.get("/desk/").status_code == 200
        clock.shift(31 * MINUTE)
        assert client.get("/desk/").headers["Location"].split("?")[0] == door


def test_half_an_hour_counts_from_the_last_use_and_a_code_opens_it_again(room: Room) -> None:
    room.gives(room.of_alice, What.NEED_ROOM)
    path = f"/desk/{room.of_alice.pk}/"
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        client = sit_down(room.cora.person)
        for _ in range(3):
            clock.shift(29 * MINUTE)
            assert client.get(path).status_code == 200
        clock.shift(30 * MINUTE)
        read = Read.objects.count()
        onward = client.get(path).headers["Location"]
        assert "/sign-in/again/code/" in onward
        assert Read.objects.count() == read
        assert client.post(onward, {"code": code_now()}).headers["Location"] == path
        assert client.get(path).status_code == 200


def test_a_desk_used_while_the_clock_was_ahead_is_shut_once_it_is_right(room: Room) -> None:
    today = datetime.now(UTC)
    with time_machine.travel(today + timedelta(days=1), tick=False) as clock:
        client = sit_down(room.cora.person)
        assert client.get("/desk/").status_code == 200
        clock.move_to(today)
        onward = client.get("/desk/").headers["Location"]
        assert "/sign-in/again/code/" in onward
        assert client.post(onward, {"code": code_now()}).status_code == 302
        assert client.get("/desk/").status_code == 200
        clock.shift(29 * MINUTE)
        assert client.get("/desk/").status_code == 200
        clock.shift(31 * MINUTE)
        assert client.get("/desk/").status_code == 302


def test_wrong_codes_are_counted_and_outlast_a_restart(room: Room) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False):
        client = sit_down(room.cora.person, "password")
        onward = client.get("/desk/").headers["Location"]
        pages = [client.post(onward, {"code": "000000"}).content.decode() for _ in range(6)]
        assert "Too many tries" not in pages[4]
        assert "Too many tries with a code. Wait 5 minutes, then try once more." in pages[5]
        cache.clear()
        assert client.post(onward, {"code": code_now()}).status_code == 422
        other = sit_down(room.cora.person, "password")
        assert other.post(onward, {"code": code_now()}).status_code == 422  # neither browser was known before


def test_whoever_knows_the_passphrase_uses_up_no_codes_of_a_browser_that_was_hers(room: Room) -> None:
    hers, stranger = Client(), Client()
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for browser in (hers, stranger):
            browser.post("/sign-in/", {"login": "cora", "password": PASSPHRASE})
            if browser is hers:
                assert hers.post("/sign-in/second/", {"code": code_now()}).status_code == 302
                hers.post("/sign-out/")
                clock.shift(MINUTE)
        pages = [stranger.post("/sign-in/second/", {"code": "000000"}).content.decode() for _ in range(6)]
        assert "Too many tries with a code." in pages[5]
        hers.post("/sign-in/", {"login": "cora", "password": PASSPHRASE})
        assert hers.post("/sign-in/second/", {"code": code_now()}).status_code == 302


def test_what_was_kept_of_a_note_stands_when_the_desk_closed_meanwhile(room: Room) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        client = sit_down(room.cora.person)
        where = client.post("/desk/notes/start/", {"key": str(uuid4())}).headers["Location"]
        body = {"key": str(uuid4()), "number": Note.objects.get().number, "who": "A.", "words": "a calm hour"}
        assert client.post(where, body, headers={"X-Keep": "1"}).status_code == 200
        clock.shift(31 * MINUTE)
        late = client.post(where, {**body, "words": "a calm hour, and more"}, headers={"X-Keep": "1"})
        assert late.status_code == 302
        assert [one.words for one in own_notes(room.cora)] == ["a calm hour"]


def test_for_everyone_else_a_desk_is_not_there(room: Room, inside: Callable[[Caregiver], Client]) -> None:
    for path in addresses(room):
        for who in (room.alice, room.bob):
            assert inside(who).get(path).status_code == 404
        assert Client().get(path).headers["Location"].startswith("/sign-in/")
