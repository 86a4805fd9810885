"""A signal on this phone: asked for there, sent for few things, and never into protected sleep."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.domain import asks
from nearward.web.asks import services as asking
from nearward.web.asks.models import Ask
from nearward.web.core.clock import now
from nearward.web.nights.models import PlannedNight
from nearward.web.nights.selectors import tonight_of
from nearward.web.notify import services
from nearward.web.notify.models import Phone, SleepRule
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast, ask_of
from tests.web.notify.phones import Browser

Hand = Callable[[Caregiver], Client]
EVENING = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 18:00 in Madrid
AT_NIGHT = datetime(2026, 3, 10, 22, 30, tzinfo=UTC)


@pytest.fixture
def rung() -> object:
    """Return who is signalled, in order: names and whether it cannot wait."""
    told: list[tuple[str, bool]] = []
    with patch.object(
        services, "_send", lambda phones, urgent: told.extend((p.person.name, urgent) for p in phones)
    ):
        yield told


@pytest.fixture
def phones(cast: Cast, phone: Hand) -> tuple[Client, Client]:
    both = phone(cast.alice), phone(cast.bob)
    for at, client in enumerate(both):
        kept = Browser(endpoint=f"https://fcm.googleapis.com/{at}").asked
        assert client.post("/you/phone/", kept).status_code == 302
    return both


def test_a_phone_is_kept_and_stopped_by_its_person(cast: Cast, phone: Hand) -> None:
    client = phone(cast.bob)
    assert "This phone tells you." not in client.get("/you/phone/").content.decode()
    client.post("/you/phone/", Browser().asked)
    assert "This phone tells you." in client.get("/you/phone/").content.decode()
    assert "Stop on all my phones" in phone(cast.bob).get("/you/phone/").content.decode()
    client.post("/you/phone/", {"do": "stop"})
    assert not Phone.objects.exists()


def test_a_partner_says_once_whether_it_may_ring_through_sleep(cast: Cast, phone: Hand) -> None:
    client, unsaid = phone(cast.bob), {**Browser().asked, "relief": ""}
    assert "checked" not in client.get("/you/phone/").content.decode()
    refused = client.post("/you/phone/", unsaid)
    assert refused.status_code == 422
    assert "Choose whether it may ring while your sleep is protected." in refused.content.decode()
    assert not Phone.objects.exists()
    client.post("/you/phone/", {**unsaid, "relief": "yes"})
    assert SleepRule.objects.get().relief and not SleepRule.objects.get().asks
    client.post("/you/phone/", {"do": "stop"})
    client.post("/you/phone/", unsaid)
    assert Phone.objects.exists()
    client.post("/you/phone/", {"do": "sleep", "relief": "no", "asks": "yes"})
    assert SleepRule.objects.get().asks and not SleepRule.objects.get().relief


def test_a_helper_is_not_asked_about_sleep(cast: Cast, phone: Hand) -> None:
    phone(cast.gran).post("/you/phone/", {**Browser().asked, "relief": ""})
    assert Phone.objects.exists()
    assert not SleepRule.objects.exists()


def test_stopping_on_all_phones_leaves_other_peoples_alone(cast: Cast, phones: tuple[Client, Client]) -> None:
    phones[0].post("/you/phone/", {"do": "stop all"})
    assert [row.person.name for row in Phone.objects.all()] == ["Bob"]


def test_one_address_belongs_to_whoever_asked_last(cast: Cast, phone: Hand) -> None:
    for who in (cast.alice, cast.bob):
        phone(who).post("/you/phone/", Browser().asked)
    assert [row.person.name for row in Phone.objects.all()] == ["Bob"]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x", "https://10.0.0.1/x",
        "https://localhost/x", "http://127.0.0.1/x", "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com@10.0.0.1/x", "https://a:b@fcm.googleapis.com/x", "file:///etc/passwd",
        "https://[::1]/x", "https://[x/", "https://fcm.googleapis.com:port/x", "", "x" * 1001,
        "https://notfcm.googleapis.com/x",
    ],
)  # fmt: skip
def test_no_other_door_can_be_knocked_on(cast: Cast, phone: Hand, endpoint: str) -> None:
    refused = phone(cast.bob).post("/you/phone/", {**Browser().asked, "endpoint": endpoint})
    assert refused.status_code == 422
    assert not Phone.objects.exists()


@pytest.mark.parametrize("field", ["p256dh", "auth"])
@pytest.mark.parametrize("value", ["", "short", "!" * 20, "A" * 119])
def test_keys_that_are_none_are_refused(cast: Cast, phone: Hand, field: str, value: str) -> None:
    assert phone(cast.bob).post("/you/phone/", {**Browser().asked, field: value}).status_code == 422
    assert not Phone.objects.exists()


def test_a_server_that_sends_none_says_so_and_keeps_nothing(cast: Cast, phone: Hand, settings: object) -> None:
    settings.PUSH_HOSTS = []  # type: ignore[attr-defined]
    client = phone(cast.bob)
    assert "This server sends no signals." in client.get("/you/phone/").content.decode()
    client.post("/you/phone/", Browser().asked)
    assert not Phone.objects.exists()


def test_an_ask_and_its_answer_signal_the_other_and_nobody_else(
    cast: Cast, phones: tuple[Client, Client], rung: list[tuple[str, bool]]
) -> None:
    ask_of(cast.alice, at=now())
    assert rung == [("Bob", False)]
    asking.answer_ask(ask=Ask.objects.get(), by=cast.bob, answer=asks.Here(), seen=0, key=uuid4(), now=now())
    assert rung == [("Bob", False), ("Alice", False)]


def test_a_check_in_or_what_is_written_in_mine_signals_nobody(
    cast: Cast, phones: tuple[Client, Client], rung: list[tuple[str, bool]]
) -> None:
    phones[0].post("/check-in/", {"key": uuid4(), "sleep": 4, "room": 0, "stress": 9})
    phones[0].post("/holding/not-this-week/")
    assert rung == []


@pytest.fixture
def asleep(cast: Cast, phones: tuple[Client, Client]) -> object:
    """Both agreed to tonight; it is late, one of them has the baby and the other sleeps."""
    Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=40)).date())
    with time_machine.travel(EVENING, tick=False) as clock:
        phones[0].post("/nights/plan/")
        row = PlannedNight.objects.order_by("evening")[0]
        for client in phones:
            client.post(f"/nights/{row.pk}/answer/", {"do": "agree"})
        clock.move_to(AT_NIGHT)
        seen = tonight_of(circle_of(cast.alice, now=AT_NIGHT), now=AT_NIGHT)
        assert seen is not None
        on_duty = next(one for one in (cast.alice, cast.bob) if seen.is_on_now(one, now=AT_NIGHT))
        sleeper = cast.bob if on_duty == cast.alice else cast.alice
        yield on_duty, sleeper, phones[0 if on_duty == cast.alice else 1], row


def test_an_ask_wakes_a_sleeper_only_where_they_allow_it_and_once_a_block(
    asleep: tuple[Caregiver, Caregiver, Client, PlannedNight], rung: list[tuple[str, bool]]
) -> None:
    _on_duty, sleeper, client, _row = asleep
    body = {"need": "sleep", "kind": "take", "when": "now", "words": ""}
    client.post("/ask/", {**body, "key": uuid4()})
    assert rung == []
    client.post("/ask/", {**body, "key": uuid4(), "wake": "yes"})
    assert rung == []
    services.save_sleep_rule(person=sleeper.person, relief=False, asks=True)
    client.post("/ask/", {**body, "key": uuid4()})
    assert rung == []
    for _ in range(2):  # once while they sleep
        client.post("/ask/", {**body, "key": uuid4(), "wake": "yes"})
        assert rung == [(sleeper.name, True)]


def test_an_answer_waits_quietly_for_an_asker_who_sleeps(
    asleep: tuple[Caregiver, Caregiver, Client, PlannedNight], rung: list[tuple[str, bool]]
) -> None:
    _on_duty, sleeper, client, _row = asleep
    made = ask_of(sleeper, at=now())
    rung.clear()
    client.post(f"/asks/{made}/answer/", {"key": uuid4(), "how": "here", "seen": 0})
    assert rung == []
