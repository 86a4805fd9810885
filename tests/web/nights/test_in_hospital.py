"""A baby in hospital has no night, no proposal and no yes, whatever was planned before."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from nearward.web.feed import services as feeds
from nearward.web.nights import services as planning
from nearward.web.nights.models import NightYes, PlannedNight
from nearward.web.nights.selectors import nights_from, resting_until
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
EVENING = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)  # 22:00 in Madrid
AGREED, PROPOSED = EVENING.date(), EVENING.date() + timedelta(days=1)


def is_home(cast: Cast, home: bool, at: datetime = EVENING) -> None:
    kit = Child.objects.get(pk=cast.kit.pk)
    facts = people.ChildFacts("Kit", born_on=kit.born_on, home=home)
    people.save_child(me=cast.alice, facts=facts, now=at, child=kit)


@pytest.fixture
def planned(cast: Cast) -> object:
    """Tonight is agreed, with Gran in it, and the nights after it are proposed; then Kit goes to hospital."""
    with time_machine.travel(EVENING, tick=False):
        Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=40)).date())
        circle = circle_of(cast.alice, now=EVENING)
        planning.propose_nights(circle=circle, now=EVENING, days=3)
        tonight = nights_from(circle, AGREED, days=1)[0]
        for partner in circle.partners:
            planning.agree(seen=tonight, read=tonight.row.pk, by=partner, now=EVENING)
        yield tonight


def main(client: Client, path: str) -> str:
    html = client.get(path, follow=True).content.decode()
    return " ".join(html.split("<main")[1].split("</main>", maxsplit=1)[0].split())


def newest(day: object) -> PlannedNight:
    return PlannedNight.objects.filter(evening=day).order_by("-number")[0]


def test_no_page_shows_a_night_or_asks_for_a_yes(cast: Cast, phone: Phone, planned: object) -> None:
    link = feeds.make_link(me=cast.bob, now=EVENING)
    assert b"VEVENT" in Client().get(f"/calendar/{link}.ics").content
    is_home(cast, False)
    for who in (cast.alice, cast.bob, cast.gran):
        client = phone(who)
        said = main(client, "/nights/")
        assert "Kit is in hospital." in said
        assert "No night is planned here until you are home together." in said
        paths = ["/", "/nights/", f"/nights/{newest(AGREED).pk}/", f"/nights/{newest(PROPOSED).pk}/"]
        for path in [*paths, "/us/week/"] if who != cast.gran else paths:
            said = main(client, path)
            for word in (
                "I agree",
                "A proposal:",
                "has the baby",
                "The next nights",
                "feed near",
                "20:00",
            ):
                assert word not in said, (path, word)
    assert b"VEVENT" not in Client().get(f"/calendar/{link}.ics").content
    circle = circle_of(cast.alice, now=EVENING)
    assert not any(resting_until(circle, one, now=EVENING + timedelta(hours=5)) for one in circle.partners)


def test_a_yes_from_an_old_page_leads_to_nights_and_holds_nothing(
    cast: Cast, phone: Phone, planned: object
) -> None:
    is_home(cast, False)
    bob, row = phone(cast.bob), newest(PROPOSED)
    for body in ({"do": "agree"}, {"do": "again"}, {"do": "put off"}):
        assert bob.post(f"/nights/{row.pk}/answer/", body).headers["Location"] == "/nights/"
    bob.post("/us/week/nights/", {"night": [str(row.pk)]})
    bob.post("/nights/plan/")
    assert not NightYes.objects.filter(night=row).exists()
    assert newest(PROPOSED) == row
    assert not row.put_off


def test_coming_home_brings_back_the_agreed_night_and_no_proposal(
    cast: Cast, phone: Phone, planned: object
) -> None:
    is_home(cast, False)
    is_home(cast, True, EVENING + timedelta(minutes=30))
    circle = circle_of(cast.alice, now=EVENING)
    ahead = nights_from(circle, AGREED)
    assert [seen.row.evening for seen in ahead] == [AGREED]
    assert ahead[0].holds
    with time_machine.travel(EVENING + timedelta(minutes=31), tick=False):
        phone(cast.bob).post("/nights/plan/")
        assert len(nights_from(circle_of(cast.alice, now=EVENING), AGREED)) > 2


def test_a_correction_of_a_name_at_home_takes_no_proposal_away(cast: Cast, planned: object) -> None:
    is_home(cast, True, EVENING + timedelta(minutes=30))
    assert len(nights_from(circle_of(cast.alice, now=EVENING), AGREED)) == 3


def test_with_one_of_two_babies_at_home_the_nights_go_on(cast: Cast, phone: Phone, planned: object) -> None:
    facts = people.ChildFacts("Ash", born_on=(EVENING - timedelta(days=40)).date(), home=False)
    people.save_child(me=cast.alice, facts=facts, now=EVENING)
    said = main(phone(cast.bob), "/nights/")
    assert "Ash is in hospital." in said
    assert "Tonight" in said
    assert len(nights_from(circle_of(cast.alice, now=EVENING), AGREED)) == 3
