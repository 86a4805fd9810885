"""After one of two partners left, nothing invites or awaits a partner, and a helper's agreed nights stand."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from nearward.domain.nights.family import Sleeper
from nearward.web.feed import services as feeds
from nearward.web.keeping.leaving import leave
from nearward.web.nights import services as planning
from nearward.web.nights.models import PlannedNight
from nearward.web.nights.selectors import nights_from
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
EVENING = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 18:00 in Madrid, a Tuesday
PAGES = (
    "/", "/nights/", "/nights/hours/", "/holding/", "/holding/talk/", "/us/", "/us/week/", "/us/review/",
    "/us/repair/", "/us/cycle/", "/us/together/", "/us/space/", "/us/four/", "/us/own-time/", "/ask/", "/give/",
    "/family/", "/family/?first=1", "/family/clock/", "/you/", "/mine/stress/", "/mine/reflection/", "/check-in/",
)  # fmt: skip
AWAITS = re.compile(
    r"your partner|partner is here|joined you|invite waits|Invite |whether the other|the other does|"
    r"one adult|until both|both of you|You both (said|agreed)|Leo\b|Bob\b",
    re.I,
)


@pytest.fixture
def stayed(cast: Cast, inside: Phone) -> object:
    """Gran comes on Tuesdays and Wednesdays; both agree to the week; then Bob leaves."""
    with time_machine.travel(EVENING, tick=False):
        Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=40)).date())
        hours = Sleeper("Gran", partner=False, evenings=frozenset({1, 2}), hours=(time(21), time(2)))
        planning.save_hours(person=cast.gran, sleeper=hours, now=EVENING)
        circle = circle_of(cast.alice, now=EVENING)
        planning.propose_nights(circle=circle, now=EVENING, days=4)
        for seen in nights_from(circle, EVENING.date(), days=3):
            for partner in circle.partners:
                planning.agree(seen=seen, read=seen.row.pk, by=partner, now=EVENING)
        leave(place=cast.bob, now=EVENING)
        yield inside(cast.alice)


def main(client: Client, path: str) -> str:
    html = client.get(path, follow=True).content.decode()
    return html.split("<main")[1].split("</main>", maxsplit=1)[0]


def words(client: Client, path: str) -> str:
    shown = re.sub(r"<details.*?</details>", " ", main(client, path), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


@pytest.mark.parametrize("path", PAGES)
def test_no_page_invites_awaits_or_names_who_left(stayed: Client, path: str) -> None:
    said = words(stayed, path)
    assert not AWAITS.findall(said), said


def test_the_nights_a_helper_agreed_to_stand_for_both_who_are_here(
    cast: Cast, phone: Phone, stayed: Client
) -> None:
    for who in (cast.alice, cast.gran):
        circle = circle_of(who, now=EVENING)
        nights = [seen for seen in nights_from(circle, EVENING.date()) if seen.is_on(cast.gran)]
        assert [seen.row.evening.weekday() for seen in nights] == [1, 2]
        assert all(seen.holds for seen in nights)
        for seen in nights:
            assert {one.name for _start, _end, one in seen.turns} == {"Alice", "Gran"}
    assert "Gran has the baby from" in main(stayed, "/nights/")
    assert "The hours a helper agreed to stand." in main(stayed, f"/nights/{tonight().pk}/")
    assert "Gran" in main(phone(cast.gran), "/nights/")


def test_the_helpers_hours_are_those_that_were_agreed(cast: Cast, stayed: Client) -> None:
    row = tonight()
    agreed = [row.people[at] == str(cast.gran.pk) for at in row.plan["duty"]]
    seen = nights_from(circle_of(cast.alice, now=EVENING), EVENING.date(), days=1)[0]
    assert seen.plan.duty is not None
    assert [seen.people[at].pk == cast.gran.pk for at in seen.plan.duty] == agreed
    assert any(agreed)


def test_they_stand_in_the_calendar_too(cast: Cast, stayed: Client) -> None:
    link = feeds.make_link(me=cast.gran, now=EVENING)
    assert Client().get(f"/calendar/{link}.ics").content.count(b"BEGIN:VEVENT") >= 2


def test_a_night_the_helper_is_not_on_and_one_not_agreed_are_gone(cast: Cast, stayed: Client) -> None:
    evenings = [
        seen.row.evening.weekday() for seen in nights_from(circle_of(cast.alice, now=EVENING), EVENING.date())
    ]
    assert evenings == [1, 2]
    cast.bob.refresh_from_db()
    assert nights_from(circle_of(cast.bob, now=EVENING), EVENING.date()) == []


def test_it_can_be_planned_again_by_who_is_here(cast: Cast, stayed: Client) -> None:
    answer = stayed.post(f"/nights/{tonight().pk}/answer/", {"do": "again"}, follow=True)
    assert answer.status_code == 200
    assert "I agree" in answer.content.decode()


def tonight() -> PlannedNight:
    return PlannedNight.objects.filter(evening=EVENING.date()).order_by("-number")[0]
