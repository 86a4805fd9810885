"""When one partner notices and plans most, only the other is invited, once a week, and nobody is told a sum."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from nearward.web.core.clock import now
from nearward.web.holding import services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.people import services as people
from tests.cast import say
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, answered, holders, words, write_down

TWO = "Two things could move whole this week, if you want to take them."
ONE = "One thing could move whole this week, if you want to take it."
NUMBERS = re.compile(r"\b\d+\s*(?:of|/)\s*\d+\b|\d\s*%|\b(?:total|share|most|more than|balance)\b", re.I)


@pytest.fixture
def alices(cast: Cast) -> list[Responsibility]:
    """Alice notices and plans all seven, Bob holds one."""
    rows = [write_down(cast.alice, f"Thing {at}", mine=True, minutes=60 + at) for at in range(7)]
    write_down(cast.bob, "Bob's", mine=True)
    return rows


def test_only_the_other_partner_is_invited(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    assert TWO in words(phone(cast.bob))
    assert words(phone(cast.bob)).count(" take it ") == 2
    seen = words(phone(cast.alice))
    assert "could move" not in seen
    assert "take it" not in seen


def test_the_invitation_says_why_in_words_and_nothing_in_numbers(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    seen = words(phone(cast.bob))
    assert seen.count("Bob takes this on whole, so Alice has more room this week.") == 2
    for client in (phone(cast.alice), phone(cast.bob)):
        assert not NUMBERS.search(words(client))


def test_whose_need_is_greater_is_named_by_rest_only(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    say(cast.alice, at=now() - timedelta(hours=2), levels={"sleep": 4, "hands": 4, "heard": 4}, room=0, stress=9)
    say(cast.bob, at=now() - timedelta(hours=2), levels={"sleep": 0}, room=4)
    assert "so Alice can rest more this week." in words(phone(cast.bob))


def test_whoever_has_the_least_to_give_is_not_invited_to_more(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    for days in range(3):
        at = now() - timedelta(days=days, hours=1)
        say(cast.bob, at=at, levels=dict.fromkeys(("sleep", "hands", "heard"), 4), room=0)
        say(cast.alice, at=at, levels={"sleep": 0}, room=4)
    for row in alices[3:]:
        services.put_away(item=row, now=now())
    for at in range(3):
        write_down(cast.alice, f"Small {at}", mine=True, minutes=0)
    assert "could move" not in words(phone(cast.bob))


def test_whoever_notices_and_plans_most_is_never_invited_whatever_a_plan_would_move(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    write_down(cast.bob, "All the nights", mine=True, minutes=2000)
    say(cast.bob, at=now() - timedelta(hours=1), levels=dict.fromkeys(("sleep", "hands", "heard"), 4), room=0)
    say(cast.alice, at=now() - timedelta(hours=1), levels={"sleep": 0}, room=4)
    for who in (cast.alice, cast.bob):
        assert "could move" not in words(phone(who))


def test_five_things_or_an_even_hand_bring_no_invitation(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    for row in alices[:3]:
        services.put_away(item=row, now=now())
    assert "could move" not in words(phone(cast.bob))
    for at in range(3):
        write_down(cast.bob, f"His {at}", mine=True)
    assert "could move" not in words(phone(cast.bob))


def test_taking_it_is_an_offer_that_the_holder_answers(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    bob, row = phone(cast.bob), alices[6]
    page = bob.get("/holding/").content.decode()
    assert f"/holding/{row.pk}/offer/" in page
    body = {"to": cast.alice.pk, "do": "take", "from": "room", "key": uuid4()}
    answer = bob.post(f"/holding/{row.pk}/offer/", body)
    assert answer.headers["Location"] == "/holding/"
    assert holders(row) == ["Alice"] * 3
    assert ONE in words(bob)
    assert f"Bob would take this whole {row.title}" in words(phone(cast.alice))
    answered(Offer.objects.get().pk, cast.alice)
    assert holders(row) == ["Bob"] * 3
    assert ONE in words(bob)


def test_after_two_there_is_no_third_this_week(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    bob = phone(cast.bob)
    for _ in range(2):
        item = re.findall(r"/holding/([0-9a-f-]{36})/offer/", bob.get("/holding/").content.decode())[0]
        bob.post(f"/holding/{item}/offer/", {"to": cast.alice.pk, "do": "take", "key": uuid4()})
    assert "could move" not in words(bob)
    services.answer_offer(offer=Offer.objects.first(), me=cast.alice, yes=True, now=now())
    assert "could move" not in words(bob)


def test_not_this_week_lasts_seven_days_and_the_other_hears_nothing(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    before = words(alice)
    assert bob.post("/holding/not-this-week/").status_code == 302
    assert "could move" not in words(bob)
    assert words(alice) == before
    for days, comes in ((6, False), (8, True)):
        with time_machine.travel(now() + timedelta(days=days)):
            assert (TWO in words(phone(cast.bob))) is comes


def test_what_changed_hands_lately_is_not_proposed(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    Responsibility.objects.filter(written_by=cast.alice).update(locked_until=now().date() + timedelta(days=9))
    assert "could move" not in words(phone(cast.bob))


def test_a_helper_or_one_alone_or_after_a_loss_nobody_is_invited(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    assert "could move" not in words(phone(cast.gran))
    Responsibility.objects.update(plain=True)
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    assert "could move" not in words(phone(cast.bob))
    people.take_back_loss(me=cast.alice, child=cast.kit, now=now())
    people.end_place(place=cast.alice, now=now())
    assert "could move" not in words(phone(cast.bob))
