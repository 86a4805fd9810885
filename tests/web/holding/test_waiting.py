"""Nothing is asked of a person whose latest word is room none: a hand-over waits, then arrives, or rests."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.holding import services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.keeping.leaving import pause
from tests.cast import say
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, answered, holders, offered, words, write_down

WAITS = "It waits until Bob has room, for a week at most. It stays as it is meanwhile."


@pytest.fixture
def groceries(cast: Cast) -> Responsibility:
    """Alice holds the groceries, and Bob said an hour ago that there is no room."""
    say(cast.bob, at=now() - timedelta(hours=1), room=0)
    return write_down(cast.alice, mine=True)


def page_of(client: Client, item: Responsibility) -> str:
    """Return the words of an item's page."""
    return words(client, f"/holding/{item.pk}/")


def test_a_hand_over_waits_for_room_and_the_one_without_room_sees_nothing(
    cast: Cast, groceries: Responsibility, phone: Phone
) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    before = words(bob), page_of(bob, groceries)
    body = {"to": cast.bob.pk, "do": "give", "key": uuid4()}
    answer = alice.post(f"/holding/{groceries.pk}/offer/", body, follow=True).content.decode()
    assert "It waits until Bob has room." in answer
    assert WAITS in page_of(alice, groceries)
    assert (words(bob), page_of(bob, groceries)) == before


def test_some_room_lets_it_arrive_and_a_day_and_a_half_does_too(
    cast: Cast, groceries: Responsibility, phone: Phone
) -> None:
    offered(groceries, cast.alice, cast.bob)
    with time_machine.travel(now() + timedelta(hours=36)):
        assert "Alice offers you this, whole" in words(phone(cast.bob))
        assert "waits" not in page_of(phone(cast.alice), groceries)
    say(cast.bob, at=now(), room=1)
    assert "Alice offers you this, whole" in words(phone(cast.bob))


def test_what_arrived_late_still_stands_for_a_whole_week(
    cast: Cast, groceries: Responsibility, phone: Phone
) -> None:
    offered(groceries, cast.alice, cast.bob)
    for day in range(1, 6):
        say(cast.bob, at=now() + timedelta(days=day), room=0)
    with time_machine.travel(now() + timedelta(days=12)):
        assert "Alice offers you this, whole" in words(phone(cast.bob))
        services.answer_offer(offer=Offer.objects.get(), me=cast.bob, yes=True, now=now())
    assert holders(groceries) == ["Bob"] * 3


def test_after_a_week_of_none_nobody_is_asked_and_another_offer_can_be_made(
    cast: Cast, groceries: Responsibility, phone: Phone
) -> None:
    offer = offered(groceries, cast.alice, cast.bob)
    for day in range(1, 8):
        say(cast.bob, at=now() + timedelta(days=day), room=0)
    with time_machine.travel(now() + timedelta(days=7, hours=1)):
        say(cast.bob, at=now(), room=4)
        assert "offers you this" not in words(phone(cast.bob))
        assert "You offered this" not in page_of(phone(cast.alice), groceries)
        with pytest.raises(Refused):
            answered(offer, cast.bob)
        offered(groceries, cast.alice, cast.bob)
        assert "Alice offers you this, whole" in words(phone(cast.bob))


def test_whoever_has_no_room_can_still_take_it_by_their_own_tap(cast: Cast, groceries: Responsibility) -> None:
    offered(groceries, cast.alice, cast.bob)
    offered(groceries, cast.bob, cast.alice, takes=True)
    assert holders(groceries) == ["Bob"] * 3


def test_an_offer_nobody_saw_gives_way_to_what_the_other_offers(cast: Cast, groceries: Responsibility) -> None:
    Responsibility.objects.update(do=cast.bob)
    offered(groceries, cast.alice, cast.bob)
    offered(groceries, cast.bob, cast.alice)
    assert Offer.objects.get(ended_at__isnull=True).by == cast.bob


def test_an_offer_to_take_something_from_someone_without_room_does_not_wait(
    cast: Cast, groceries: Responsibility, phone: Phone
) -> None:
    his = write_down(cast.bob, "The bins", mine=True)
    offered(his, cast.alice, cast.bob, takes=True)
    assert "Alice would take this whole The bins" in words(phone(cast.bob))


def test_what_is_said_while_sharing_is_paused_holds_nothing_back(
    cast: Cast, groceries: Responsibility, phone: Phone
) -> None:
    say(cast.bob, at=now() - timedelta(minutes=30), room=3)
    pause(place=cast.bob, paused=True, now=now())
    say(cast.bob, at=now() - timedelta(minutes=1), room=0)
    offered(groceries, cast.alice, cast.bob)
    assert "waits" not in page_of(phone(cast.alice), groceries)


def test_nobody_without_room_is_invited(cast: Cast, phone: Phone) -> None:
    for at in range(7):
        write_down(cast.alice, f"Thing {at}", mine=True)
    assert "take it" in words(phone(cast.bob))
    say(cast.bob, at=now() - timedelta(hours=1), levels={"sleep": 0}, room=0)
    assert "take it" not in words(phone(cast.bob))
    with time_machine.travel(now() + timedelta(hours=36)):
        assert "take it" in words(phone(cast.bob))
