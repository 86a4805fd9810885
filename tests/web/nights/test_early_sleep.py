"""Whether the early sleep stays with one partner or goes in turn: proposed by either, agreed by both."""

from datetime import timedelta
from itertools import pairwise

import time_machine
from django.test import Client

from nearward.web.nights.models import NightYes, PlannedNight
from tests.conftest import Cast
from tests.web.nights import test_nights
from tests.web.nights.test_nights import EVENING, answer, page, plan, tonight

both, clock = test_nights.both, test_nights.clock


def firsts() -> list[str]:
    """Whose protected sleep begins first in each night, by its newest proposal."""
    newest = {row.evening: row for row in PlannedNight.objects.order_by("number")}
    blocks = [(row, min(row.plan["protected"], key=lambda one: one[1])) for _day, row in sorted(newest.items())]
    return [row.people[block[0]] for row, block in blocks]


def choose(client: Client, turns: str, **more: object) -> str:
    return client.post("/nights/early-sleep/", {"turns": turns, **more}, follow=True).content.decode()


def test_the_early_sleep_stays_until_one_proposes_turns_and_both_agree_anew(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    plan(alice)
    assert len(set(firsts())) == 1
    mine, other = (alice, bob) if firsts()[0] == str(cast.alice.pk) else (bob, alice)
    name = "Alice" if mine is alice else "Bob"
    assert "The early sleep stays with you." in page(mine)
    assert f"The early sleep stays with {name}." in page(other)
    answer(alice, tonight(cast), "agree")
    said = choose(bob, "alternate", night=tonight(cast).pk)
    assert "You take turns with the early sleep." in said
    assert "Plan this night again" in said  # it led back to the night
    assert all(one != two for one, two in pairwise(firsts()))
    assert not NightYes.objects.filter(night=tonight(cast)).exists()
    assert page(alice).index("You take turns with the early sleep.") < page(alice).index("I agree")
    plan(alice)  # planning again keeps the choice
    assert all(one != two for one, two in pairwise(firsts()))
    choose(alice, "steady")
    assert len(set(firsts())) == 1


def test_an_agreed_night_keeps_its_hours_and_the_next_ones_take_turns_from_it(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    plan(both[0])
    agreed = tonight(cast)
    for client in both:
        answer(client, agreed, "agree")
    choose(both[0], "alternate")
    assert tonight(cast).pk == agreed.pk
    assert all(one != two for one, two in pairwise(firsts()))


def test_a_night_planned_alone_takes_its_turn_after_the_night_before(
    cast: Cast, both: tuple[Client, Client], clock: object
) -> None:
    plan(both[0])
    choose(both[0], "alternate")
    before = firsts()
    with time_machine.travel(EVENING + timedelta(days=1), tick=False):
        answer(
            both[0],
            PlannedNight.objects.filter(evening=EVENING.date() + timedelta(days=1)).latest("number"),
            "again",
        )
    assert firsts() == before


def test_a_choice_that_is_neither_is_refused_in_words(both: tuple[Client, Client]) -> None:
    plan(both[0])
    assert "Choose one of the two." in choose(both[0], "never")
