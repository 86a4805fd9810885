"""Today shows the invitation in one quiet line, to the partner who carries less, and to nobody without room."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nearward.domain.labor import INVITATION
from nearward.web.core.clock import now
from nearward.web.holding import services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.people import services as people
from tests.cast import say
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, offered, words, write_down


@pytest.fixture
def alices(cast: Cast) -> list[Responsibility]:
    """Alice notices and plans all six."""
    return [write_down(cast.alice, f"Thing {at}", mine=True) for at in range(6)]


def test_only_whoever_carries_less_reads_it(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    assert INVITATION in words(phone(cast.bob), "/")
    assert INVITATION not in words(phone(cast.alice), "/")
    assert INVITATION not in words(phone(cast.gran), "/")


def test_not_this_week_leads_back_to_today_and_lasts_seven_days(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    bob = phone(cast.bob)
    assert bob.post("/holding/not-this-week/", {"from": "today"}).headers["Location"] == "/"
    for days, comes in ((0, False), (6, False), (8, True)):
        with time_machine.travel(now() + timedelta(days=days)):
            assert (INVITATION in words(phone(cast.bob), "/")) is comes


def test_it_waits_while_there_is_no_room_or_while_leaning_on_the_other(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    bob = phone(cast.bob)
    say(cast.bob, at=now() - timedelta(hours=3), levels={"sleep": 0}, room=0)
    assert INVITATION not in words(bob, "/")
    say(cast.bob, at=now() - timedelta(hours=2), levels={"sleep": 1})
    assert INVITATION not in words(bob, "/"), "A need said later is no word of room."
    say(cast.bob, at=now() - timedelta(hours=1), levels={"sleep": 1}, room=3)
    assert INVITATION in words(bob, "/")
    say(cast.bob, at=now(), levels=dict.fromkeys(("sleep", "hands", "heard"), 4), room=1)
    assert INVITATION not in words(bob, "/")


def test_it_is_gone_after_two_that_were_taken_or_where_nothing_can_move(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    bob = phone(cast.bob)
    for row in alices[:2]:
        offered(row, cast.bob, cast.alice, takes=True)
    assert INVITATION not in words(bob, "/")
    Offer.objects.all().delete()
    assert INVITATION in words(bob, "/")
    Responsibility.objects.update(locked_until=now().date() + timedelta(days=9))
    assert INVITATION not in words(bob, "/")


def test_five_things_or_a_loss_bring_none(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    services.put_away(item=alices[0], now=now())
    assert INVITATION not in words(phone(cast.bob), "/")
    services.bring_back(item=alices[0], plain=False, now=now())
    Responsibility.objects.update(plain=True)
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    assert INVITATION not in words(phone(cast.bob), "/")


def test_it_costs_today_no_query(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    bob, counts = phone(cast.bob), []
    bob.get("/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            bob.get("/")
        counts.append(len(captured))
        services.not_this_week(me=cast.bob, now=now())
    assert counts[0] == counts[1]
