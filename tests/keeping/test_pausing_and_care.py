"""Safety and care go before a pause of sharing: "I can't go on" is heard, and a loss is told."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from nearward.web.nights.models import NightYes, PlannedNight
from nearward.web.people.models import Caregiver, Child
from tests.conftest import Cast
from tests.keeping.test_leaving import _steady
from tests.web.nights import test_nights
from tests.web.nights.test_nights import EVENING, answer, plan, tonight

both, clock = test_nights.both, test_nights.clock
Phone = Callable[[Caregiver], Client]


def pause(client: Client) -> None:
    assert client.post("/you/leave/", {"do": "pause"}).status_code == 302


def agreed(cast: Cast, both: tuple[Client, Client], clock: time_machine.Traveller) -> tuple[Client, Client]:
    """Let both agree to tonight, and return who has the baby at 23:00, and the other."""
    plan(both[0])
    row = tonight(cast)
    for client in both:
        answer(client, row, "agree")
    clock.move_to(EVENING + timedelta(hours=5))
    first = row.people[row.plan["duty"][6]]
    return both if str(cast.alice.pk) == first else (both[1], both[0])


@pytest.mark.parametrize("do", ["agree", "put off", "again", "turn", "these hours"])
def test_nothing_else_of_a_night_goes_through(
    clock: time_machine.Traveller, cast: Cast, both: tuple[Client, Client], do: str
) -> None:
    alice = both[0]
    plan(alice)
    row = tonight(cast)
    pause(alice)
    assert alice.post(f"/nights/{row.pk}/answer/", {"do": do}).status_code == 409
    assert not NightYes.objects.exists()
    assert not PlannedNight.objects.filter(evening=row.evening, number__gt=row.number).exists()


@pytest.mark.parametrize("act", ["call", "loss"])
def test_the_other_reads_the_same_bytes_whether_or_not_sharing_is_paused(
    clock: time_machine.Traveller, cast: Cast, both: tuple[Client, Client], act: str
) -> None:
    on_duty, other = agreed(cast, both, clock)
    seen, night = [], tonight(cast).pk
    for paused in (False, True):
        if paused:
            pause(on_duty)
        if act == "call":
            assert on_duty.post("/now/", {"do": "call"}).status_code == 302
        else:
            on_duty.post(f"/family/children/{cast.kit.pk}/lost/")
        pages = [other.get(path).content for path in ("/", "/nights/", "/family/", f"/nights/{night}/")]
        seen.append([_without_ids(page) for page in pages])
        on_duty.post("/now/all-right/")
        on_duty.post(f"/family/children/{cast.kit.pk}/lost/", {"do": "undo"})
    assert seen[0] == seen[1]
    assert any(b"go on and needs you" in page for page in seen[0]) is (act == "call")


def _without_ids(page: bytes) -> bytes:
    return re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"an id", _steady(page))


def test_a_loss_is_recorded_and_taken_back_while_sharing_is_paused(cast: Cast, phone: Phone) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    pause(alice)
    assert alice.post(f"/family/children/{cast.kit.pk}/lost/").status_code == 302
    assert "Care for the two of you" in bob.get("/").content.decode()
    alice.post(f"/family/children/{cast.kit.pk}/lost/", {"do": "undo"})
    assert Child.objects.get(pk=cast.kit.pk).lost_at is None


def test_a_loss_before_anything_was_entered_is_recorded_too(cast: Cast, phone: Phone) -> None:
    Child.objects.all().delete()
    alice = phone(cast.alice)
    pause(alice)
    assert alice.post("/family/lost/").status_code == 302
    assert Child.objects.get().lost_at is not None


def test_the_page_that_pauses_says_what_goes_through(cast: Cast, phone: Phone) -> None:
    page = phone(cast.alice).get("/you/leave/").content.decode()
    assert "Two things go through all the same" in page
