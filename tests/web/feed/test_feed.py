"""A private calendar link: only what is agreed, under neutral titles, and nothing once it has ended."""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from nearward.domain.handover import HandOver
from nearward.domain.nights import family as rules
from nearward.web.asks import services as asking
from nearward.web.core.logs import without_secrets
from nearward.web.feed import services
from nearward.web.feed.models import FeedLink
from nearward.web.keeping.erasing import erase_person
from nearward.web.nights import services as planning
from nearward.web.nights.selectors import nights_from
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of
from nearward.web.people.services import end_place, record_loss, take_back_loss
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
EVENING = datetime(2026, 3, 27, 17, 0, tzinfo=UTC)  # a Friday; the clock changes on the night after the next


@pytest.fixture
def agreed(cast: Cast) -> object:
    """Agree on two nights, the second one an hour shorter; the third is only proposed."""
    with time_machine.travel(EVENING, tick=False) as moving:
        Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=40)).date())
        circle = circle_of(cast.alice, now=EVENING)
        planning.propose_nights(circle=circle, now=EVENING, days=3)
        for seen in nights_from(circle, EVENING.date(), days=2):
            for partner in circle.partners:
                planning.agree(seen=seen, read=seen.row.pk, by=partner, now=EVENING)
        yield moving


def fetch(secret: str, **headers: str) -> object:
    return Client().get(f"/calendar/{secret}.ics", headers=headers)


def events(secret: str) -> list[object]:
    answer = fetch(secret)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def secret_of(who: Caregiver) -> str:
    return services.make_link(me=who, now=datetime.now(UTC))


def test_it_holds_ones_own_agreed_turns_and_rest_and_no_proposal(cast: Cast, agreed: object) -> None:
    for who in (cast.alice, cast.bob):
        found = events(secret_of(who))
        assert {str(one["SUMMARY"]) for one in found} <= {"Nearward: on duty", "Nearward: resting"}
        assert "Nearward: resting" in {str(one["SUMMARY"]) for one in found}
        assert max(one["DTEND"].dt for one in found) <= datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


def test_the_turns_of_both_cover_each_night_once_and_the_shorter_one_too(cast: Cast, agreed: object) -> None:
    duties = [
        (one["DTSTART"].dt, one["DTEND"].dt)
        for who in (cast.alice, cast.bob)
        for one in events(secret_of(who))
        if one["SUMMARY"] == "Nearward: on duty"
    ]
    duties.sort()
    assert sum((end - start for start, end in duties), timedelta()) == timedelta(hours=13 + 12)
    assert all(duties[at][1] <= duties[at + 1][0] for at in range(len(duties) - 1))


def test_a_night_that_is_put_off_goes_from_it(cast: Cast, agreed: object) -> None:
    secret = secret_of(cast.alice)
    before = len(events(secret))
    seen = nights_from(circle_of(cast.alice, now=EVENING), EVENING.date(), days=1)[0]
    planning.put_off(seen=seen, by=cast.bob, now=EVENING)
    assert 0 < len(events(secret)) < before


def test_a_hand_over_stands_with_both_and_with_no_word_of_it(cast: Cast, agreed: object) -> None:
    until = EVENING + timedelta(hours=2)
    asking.hand_over(me=cast.bob, given=HandOver("", until, "Kit and the ark"), key=uuid4(), now=EVENING)
    for who, title in ((cast.bob, "Nearward: on duty"), (cast.alice, "Nearward")):
        found = [one for one in events(secret_of(who)) if one["DTSTART"].dt == EVENING]
        assert [(str(one["SUMMARY"]), one["DTEND"].dt) for one in found] == [(title, until)]
    assert events(secret_of(cast.gran)) == []


def test_a_helper_has_what_they_gave_and_the_nights_they_are_on(cast: Cast, agreed: object) -> None:
    evenings = frozenset(range(7))
    planning.save_hours(person=cast.gran, sleeper=rules.Sleeper("Gran", False, evenings=evenings), now=EVENING)
    circle = circle_of(cast.alice, now=EVENING)
    planning.propose_nights(circle=circle, now=EVENING, days=4)
    for seen in nights_from(circle, EVENING.date(), days=4):
        for partner in circle.partners:
            planning.agree(seen=seen, read=seen.row.pk, by=partner, now=EVENING)
    until = EVENING + timedelta(hours=1)
    asking.hand_over(me=cast.gran, given=HandOver("house", until), key=uuid4(), now=EVENING)
    asking.hand_over(me=cast.bob, given=HandOver("house", until), key=uuid4(), now=EVENING)
    found = events(secret_of(cast.gran))
    assert {str(one["SUMMARY"]) for one in found} == {"Nearward: on duty"}
    assert sum(one["DTSTART"].dt == EVENING for one in found) == 1
    assert max(one["DTEND"].dt for one in found) > EVENING + timedelta(days=2)


def test_what_was_two_weeks_ago_is_gone(cast: Cast, agreed: object) -> None:
    secret = secret_of(cast.alice)
    assert events(secret)
    agreed.shift(timedelta(days=13))
    assert events(secret)
    agreed.shift(timedelta(days=4))
    assert events(secret) == []


def test_every_line_is_as_calendars_want_it(cast: Cast, agreed: object) -> None:
    answer = fetch(secret_of(cast.alice))
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert lines[-1] == ""
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nearward//Nearward//EN"]
    for line in ("METHOD:PUBLISH", "X-WR-CALNAME:Nearward", "NAME:Nearward", "X-PUBLISHED-TTL:PT1H",
                 "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "CALSCALE:GREGORIAN"):  # fmt: skip
        assert line in lines
    assert re.findall(r"DTSTART:(\S+)", text) == re.findall(r"DTSTART:(\d{8}T\d{6}Z)", text)
    assert not re.search("Alice|Bob|Kit|Gran|VALARM|DESCRIPTION|LOCATION|ATTENDEE|localhost", text)


def test_the_same_things_are_the_same_bytes_and_names_say_no_id(cast: Cast, agreed: object) -> None:
    secret = secret_of(cast.alice)
    first = fetch(secret).content
    agreed.shift(timedelta(hours=5))
    assert fetch(secret).content == first
    names = {str(one["UID"]) for one in events(secret)}
    assert len(names) == len(events(secret))
    again = {str(one["UID"]) for one in events(secret_of(cast.alice))}
    assert names & again == set(), "two links of one person cannot be told to be one person's"
    assert names & {str(one["UID"]) for one in events(secret_of(cast.bob))} == set()


def test_a_calendar_that_has_it_already_is_told_so_and_a_wrong_link_is_not(cast: Cast, agreed: object) -> None:
    secret = secret_of(cast.alice)
    known = fetch(secret).headers["ETag"]
    again = fetch(secret, if_none_match=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "no-store"
    services.end_link(me=cast.alice)
    assert fetch(secret, if_none_match=known).status_code == 404


def test_links_that_open_nothing_answer_alike_to_the_byte(cast: Cast, agreed: object) -> None:
    old, ended, left = secret_of(cast.alice), secret_of(cast.bob), secret_of(cast.gran)
    secret_of(cast.alice)
    services.end_link(me=cast.bob)
    end_place(place=cast.gran, now=datetime.now(UTC))
    answers = [fetch(secret) for secret in (old, ended, left, "x" * 32)]
    assert {(answer.status_code, answer.content, tuple(answer.items())) for answer in answers} == {
        (404, b"", tuple(answers[0].items()))
    }


def test_a_helpers_calendar_ends_with_the_last_day(cast: Cast, agreed: object) -> None:
    secret = secret_of(cast.gran)
    Caregiver.objects.filter(pk=cast.gran.pk).update(until=EVENING + timedelta(hours=1))
    assert fetch(secret).status_code == 200
    agreed.shift(timedelta(hours=2))
    assert fetch(secret).status_code == 404


def test_what_one_partner_agreed_with_another_who_left_is_gone(cast: Cast, agreed: object) -> None:
    secret = secret_of(cast.alice)
    end_place(place=cast.bob, now=datetime.now(UTC))
    assert events(secret) == []


def test_after_a_loss_the_calendar_is_empty_and_still_one(cast: Cast, agreed: object) -> None:
    until = EVENING + timedelta(hours=2)
    asking.hand_over(me=cast.bob, given=HandOver("bedtime", until), key=uuid4(), now=EVENING)
    secret = secret_of(cast.alice)
    child = record_loss(me=cast.alice, child=cast.kit, now=EVENING)
    answer = fetch(secret)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.content)
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VTIMEZONE", "STANDARD"]
    take_back_loss(me=cast.alice, child=child, now=EVENING)
    assert events(secret)


def test_with_the_baby_in_hospital_no_night_stands_there(cast: Cast, agreed: object) -> None:
    Child.objects.filter(pk=cast.kit.pk).update(home=False)
    assert events(secret_of(cast.alice)) == []


def test_the_page_shows_the_link_once_and_keeps_only_a_hash(cast: Cast, phone: Phone) -> None:
    for who in (cast.alice, cast.gran):
        client = phone(who)
        assert 'href="/you/calendar/"' in client.get("/you/").content.decode()
        page = client.post("/you/calendar/", {"do": "make"}).content.decode()
        secret = re.search(r"http://testserver/calendar/([\w-]{32})\.ics", page).group(1)
        assert f"webcal://testserver/calendar/{secret}.ics" in page
        assert fetch(secret).status_code == 200
        assert secret not in client.get("/you/calendar/").content.decode()
        assert secret.encode() not in bytes(FeedLink.objects.get(caregiver=who).token_hash)
        assert client.post("/you/calendar/", {"do": "end"}).status_code == 302
        assert fetch(secret).status_code == 404
        assert "Make the link" in client.get("/you/calendar/").content.decode()


def test_it_asks_no_session_and_sets_no_cookie(cast: Cast, agreed: object, phone: Phone) -> None:
    client = phone(cast.bob)
    secret = secret_of(cast.alice)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(f"/calendar/{secret}.ics")
    assert not answer.cookies
    assert len(asked) <= 5
    assert not [query for query in asked.captured_queries if "django_session" in query["sql"]]


def test_the_link_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/calendar/s3cret-word.ics", "/join/s3cret-word/"):
        record = logging.LogRecord("django.request", 40, "", 1, "%s: %s", ("Internal Server Error", path), None)
        assert without_secrets(record)
        assert "s3cret" not in record.getMessage()
        assert record.getMessage().startswith("Internal Server Error: /")


def test_erasing_oneself_ends_it(cast: Cast, agreed: object, tmp_path: object, settings: object) -> None:
    settings.DATA = tmp_path
    secret = secret_of(cast.alice)
    erase_person(person=cast.alice.person, now=datetime.now(UTC))
    assert fetch(secret).status_code == 404
    assert not FeedLink.objects.exists()
