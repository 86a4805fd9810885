"""Before a family's first plan: hours and feeding asked for on one screen, and what was not said stays told."""

import pytest
from django.test import Client

from nearward.web.nights.models import Feeding, Hours, PlannedNight
from tests.conftest import Cast, say
from tests.web.nights import test_nights
from tests.web.nights.test_nights import EVENING, answer, page, plan, tonight

both, clock = test_nights.both, test_nights.clock
SAID = {"do": "plan", "bed": "22:30", "up": "06:30", "leaves_at": "08:00", "floor": "240", "way": "formula"}
FIRST = "/nights/first/"


def test_nights_leads_to_one_screen_that_says_both_and_plans(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert 'href="/nights/first/">Plan tonight</a>' in page(alice)
    assert 'value="21:00"' in page(alice, FIRST)  # sensible values stand there already
    assert alice.post(FIRST, SAID).status_code == 302
    text = page(bob)
    assert "I agree" in text
    assert "Nobody said when Alice sleeps" not in text
    assert "Nobody said how the baby is fed" not in text
    assert "Nobody said when Bob sleeps" in text  # only Bob can say it
    assert 'href="/nights/first/"' not in text
    assert bob.get(FIRST)["Location"] == "/nights/"


def test_skipping_plans_and_names_all_that_was_assumed(cast: Cast, both: tuple[Client, Client]) -> None:
    both[0].post(FIRST, {**SAID, "do": "skip"})
    assert not Hours.objects.exists()
    text = page(both[0])
    for name in ("Alice", "Bob"):
        assert f"Nobody said when {name} sleeps" in text
    assert "Nobody said how the baby is fed at night" in text


def test_a_refused_first_plan_keeps_what_was_typed_and_saves_nothing(both: tuple[Client, Client]) -> None:
    sent = {**SAID, "way": "bottles", "bottles": "", "leaves": ["2"], "leaves_at": "06:45"}
    answered = both[0].post(FIRST, sent)
    text = answered.content.decode()
    assert answered.status_code == 422
    assert "Who breastfeeds?" in text
    assert "How many bottles are prepared for a night?" in text
    assert all(f'value="{typed}"' in text for typed in ("22:30", "06:30", "06:45"))
    assert not Hours.objects.exists()
    assert not PlannedNight.objects.exists()


def test_saying_that_the_other_breastfeeds_does_not_say_their_hours(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    both[0].post(FIRST, {**SAID, "way": "breast", "breast": [cast.bob.pk]})
    assert Feeding.objects.get().bottles == 0
    assert "Nobody said when Bob sleeps" in page(both[1])
    row = tonight(cast)
    assert row.people[row.plan["breast_feeds"][0][1]] == str(cast.bob.pk) if row.plan["breast_feeds"] else True
    both[1].post("/nights/hours/", {"bed": "22:00", "up": "06:00", "leaves_at": "08:00", "floor": "180"})
    hours = Hours.objects.get(caregiver=cast.bob)
    assert (hours.said, hours.breastfeeds) == (True, True)


@pytest.mark.parametrize("what", ["hours", "feeding", "check-in"])
def test_the_tap_on_what_was_assumed_leads_back_to_the_night_and_the_plan_can_follow(
    cast: Cast, both: tuple[Client, Client], what: str
) -> None:
    plan(both[0])
    night = f"/nights/{tonight(cast).pk}/"
    sent = {
        "hours": ("/nights/hours/", {key: SAID[key] for key in ("bed", "up", "leaves_at", "floor")}),
        "feeding": ("/nights/feeding/", {"way": "formula"}),
        "check-in": ("/check-in/", {"key": "00000000-0000-4000-8000-000000000001", "sleep": "4", "room": "1"}),
    }
    path, body = sent[what]
    assert f"{path}?night={tonight(cast).pk}" in page(both[0], night)
    assert "More was said since" not in page(both[0], night)
    assert f'class="back" href="{night}"' in page(both[0], f"{path}?night={tonight(cast).pk}")
    assert both[0].post(f"{path}?night={tonight(cast).pk}", body)["Location"] == night
    assert "More was said since this was proposed." in page(both[0], night)
    plan(both[0])
    assert "More was said since" not in page(both[0], f"/nights/{tonight(cast).pk}/")


def test_after_an_agreed_night_nothing_asks_to_plan_it_with_more(cast: Cast, both: tuple[Client, Client]) -> None:
    plan(both[0])
    for client in both:
        answer(client, tonight(cast), "agree")
    say(cast.alice, at=EVENING, levels={"sleep": 2}, room=2)
    assert "More was said since" not in page(both[0])
