"""Refusals one by one: each was once a failure, a silence, or something half done."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.db import connection, connections

from nearward.web.asks.models import Answer, Ask, Given
from tests.conftest import ask_of
from tests.house.everyone import Everyone, settle
from tests.house.nasty import sentences
from tests.house.observing import Observer, Seen

pytestmark = pytest.mark.both_databases
ASK = {"need": "sleep", "kind": "take", "when": "tonight", "words": ""}


@pytest.fixture
def everyone(db: object) -> Everyone:
    return settle(datetime.now(UTC))


@pytest.fixture
def alice(everyone: Everyone) -> Observer:
    return everyone.observer("alice")


def said(answer: Seen) -> list[str]:
    return sentences(answer.body.decode())


def test_a_key_used_for_something_else_is_a_conflict_in_one_sentence(alice: Observer) -> None:
    key = uuid4()
    assert alice.send("POST", "/ask/", {**ASK, "key": key}, keep=True).status == 302
    for path, body in (
        ("/ask/", {**ASK, "need": "heard", "words": "other words"}),
        ("/give/", {"what": "bedtime", "until": "23:59"}),
        ("/give/here/", {}),
        ("/check-in/", {"stress": 4, "note": "mine"}),
    ):
        answer = alice.send("POST", path, {**body, "key": key})
        assert answer.status == 409, path
        assert said(answer) == ["This was already sent with other words. Please open the page again."]
    assert b"other words" in alice.send("POST", "/ask/", {**ASK, "words": "other words", "key": key}).body


def test_saying_here_without_its_key_is_refused_and_not_lost_in_silence(alice: Observer) -> None:
    before = Given.objects.count()
    answer = alice.send("POST", "/give/here/", {}, keep=True)
    assert (answer.status, said(answer)) == (422, ["This page is out of date. Please open it again."])
    assert Given.objects.count() == before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("stress", "11", "Stress goes from 0 to 10."),
        ("stress", "9" * 10_000, "Choose one of the stops of the scale."),
        ("move", "-1", "The way you moved goes from 0 to 10."),
        ("room", "5", "Room goes from 0 to 4."),
        ("sleep", "5", "A need goes from 0 to 4."),
        ("sleep_hours", "a while", "Write the hours as a number, such as 3 or 3.5."),
        ("note", "x" * 4001, "A note holds up to 4,000 characters. Please shorten it."),
    ],
)
def test_each_part_of_a_check_in_says_what_is_wrong(alice: Observer, field: str, value: str, sentence: str) -> None:
    answer = alice.send("POST", "/check-in/", {"key": uuid4(), field: value})
    assert (answer.status, said(answer)) == (422, [sentence])


def test_a_day_beyond_the_calendar_is_refused(everyone: Everyone, alice: Observer) -> None:
    far = ["That day is too far away. Please check the year."]
    assert said(alice.send("POST", "/family/invite/helper/", {"until": "9999-12-31"})) == far
    assert said(alice.send("POST", "/family/children/add/", {"name": "Kit", "born_on": "0001-01-01"})) == far
    answer = {"how": "at", "day": "0001-01-01", "time": "00:00", "key": uuid4(), "seen": 0}
    assert everyone.observer("bob").send("POST", everyone.path("/asks/<ask_id>/answer/"), answer).status == 422


@pytest.mark.parametrize("before", ["2026-02-30T00:00:00%2B00:00", "2026-03-10T12:00", "0001-01-01T00:00%2B23:59"])
def test_an_earlier_page_that_is_no_moment_is_the_first_page(alice: Observer, before: str) -> None:
    assert alice.send("GET", f"/mine/?before={before}").status == 200


@pytest.mark.parametrize(
    "back", ["foo", "account_logout", "//example.org/", "https://example.org/", "/\\example.org"]
)
def test_the_light_switch_leads_nowhere_else(alice: Observer, back: str) -> None:
    answer = alice.send("POST", "/theme/", {"theme": "night", "next": back})
    assert (answer.status, answer.where) == (302, "/")


def test_letters_that_grow_when_small_still_fit(everyone: Everyone) -> None:
    body = {"name": "Sam", "sign_in_name": "İ" * 60, "passphrase": "slow warm boat lamp", "language": "en",
            "zone": "UTC"}  # fmt: skip
    answer = everyone.observer("anonymous").send("POST", everyone.path("/join/<token>/"), body)
    assert (answer.status, said(answer)) == (422, ["A sign-in name holds up to 60 characters."])


@pytest.mark.parametrize(
    ("now", "time", "meant"),
    [
        ("2026-03-28T22:00:00+00:00", "02:30", "2026-03-29T01:30:00+00:00"),  # 02:30 is skipped: 03:30
        ("2026-10-24T22:00:00+00:00", "02:30", "2026-10-25T00:30:00+00:00"),  # 02:30 comes twice: the first
        ("2026-10-24T20:00:00+00:00", "06:00", "2026-10-25T05:00:00+00:00"),  # the night is an hour longer
    ],
)
def test_a_promise_across_a_clock_change_means_the_wall_clock(db: object, now: str, time: str, meant: str) -> None:
    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        everyone = settle(datetime.fromisoformat(now))
        ask = ask_of(everyone.places["alice"], at=datetime.fromisoformat(now))
        body = {"how": "at", "time": time, "seen": 0, "key": uuid4()}
        assert everyone.observer("bob").send("POST", f"/asks/{ask}/answer/", body, keep=True).status == 302
        assert Answer.objects.get(ask=ask).at == datetime.fromisoformat(meant)


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"])
def test_moving_to_another_zone_leaves_what_was_said_where_it_was(everyone: Everyone, zone: str) -> None:
    alice, ask = everyone.observer("alice"), Ask.objects.get()
    about = {"name": "Alice", "language": "en", "zone": zone, "country": "ES"}
    assert alice.send("POST", "/you/", about, keep=True).status == 302
    for page in ("/", "/mine/", "/nights/", everyone.path("/asks/<ask_id>/"), "/family/"):
        assert alice.send("GET", page).status == 200
    assert Ask.objects.get().fades_at == ask.fades_at


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_the_same_instant_leave_one(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = settle(datetime.now(UTC))
    ask = ask_of(everyone.places["alice"], at=datetime.now(UTC) - timedelta(minutes=1))
    bob = everyone.observer("bob")
    if settings.SQLITE:  # threads need a file; the ordinary test database is in memory
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "house.sqlite3")])
        monkeypatch.setitem(connections.databases["default"], "NAME", str(tmp_path / "house.sqlite3"))
    answers, start = [], Barrier(4)

    def answer_at_once(words: str) -> None:
        start.wait()
        body = f"how=but&words={words}&seen=0&key={uuid4()}".encode()
        answers.append(bob.raw(f"/asks/{ask}/answer/", body, "application/x-www-form-urlencoded").status)
        answers.append(-Answer.objects.filter(ask=ask).count())
        connections.close_all()

    threads = [Thread(target=answer_at_once, args=(f"thread{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status in answers if status > 0) == [302, 422, 422, 422]
    assert {count for count in answers if count <= 0} == {-1}
