"""A plan that moves: a later open word asks to look again, and what changed or was assumed is told."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client

from nearward.web.nights.models import PlannedNight
from nearward.web.nights.services import one_night_of
from nearward.web.people.models import Child
from tests.conftest import Cast, say
from tests.web.nights import test_nights
from tests.web.nights.test_nights import EVENING, answer, page, plan, tonight

both, clock = test_nights.both, test_nights.clock
LOOK = "Tonight was planned before this. Look at it again?"
HIGH, LOW = {"sleep": 4, "recover": 4, "hands": 4}, {"sleep": 0}


def agreed(cast: Cast, both: tuple[Client, Client]) -> PlannedNight:
    say(cast.alice, at=EVENING - timedelta(hours=1), levels=HIGH, room=0)
    say(cast.bob, at=EVENING - timedelta(hours=1), levels=LOW, room=4)
    plan(both[0])
    row = tonight(cast)
    for client in both:
        answer(client, row, "agree")
    return row


def test_a_later_word_that_would_change_an_agreed_night_asks_both_to_look_again(
    cast: Cast, both: tuple[Client, Client], clock: object
) -> None:
    row = agreed(cast, both)
    assert all(LOOK not in page(client, path) for client in both for path in ("/", "/nights/"))
    clock.move_to(EVENING + timedelta(hours=1))  # type: ignore[attr-defined]
    say(cast.alice, at=EVENING + timedelta(minutes=30), levels=LOW, room=4)
    say(cast.bob, at=EVENING + timedelta(minutes=30), levels=HIGH, room=0)
    assert all(LOOK in page(client, path) for client in both for path in ("/", "/nights/"))
    assert tonight(cast).pk == row.pk  # nothing changes by itself
    said = both[1].post(f"/nights/{row.pk}/answer/", {"do": "again"}, follow=True).content.decode()
    assert "Tonight the sleep of Alice moves to " in said
    assert "the plan leans to Bob, who needs it most by what was said this evening; from Thursday" in said
    assert "You both agreed" not in page(both[0])
    assert LOOK not in page(both[0])


def test_a_later_word_that_changes_nothing_asks_nobody(
    cast: Cast, both: tuple[Client, Client], clock: object
) -> None:
    agreed(cast, both)
    clock.move_to(EVENING + timedelta(hours=1))  # type: ignore[attr-defined]
    say(cast.alice, at=EVENING + timedelta(minutes=30), levels=HIGH, room=0)
    assert all(LOOK not in page(client, path) for client in both for path in ("/", "/nights/"))


def test_once_somebody_sleeps_nobody_is_asked_to_look_again(
    cast: Cast, both: tuple[Client, Client], clock: object
) -> None:
    agreed(cast, both)
    say(cast.alice, at=EVENING + timedelta(minutes=30), levels=LOW, room=4)
    say(cast.bob, at=EVENING + timedelta(minutes=30), levels=HIGH, room=0)
    clock.move_to(EVENING + timedelta(hours=8))  # type: ignore[attr-defined]
    assert LOOK not in page(both[0]) + page(both[0], "/")


@pytest.mark.parametrize("press", ["night", "week"])
def test_a_button_that_changes_nothing_says_so_and_why(cast: Cast, both: tuple[Client, Client], press: str) -> None:
    row = agreed(cast, both)
    if press == "night":
        said = both[0].post(f"/nights/{row.pk}/answer/", {"do": "again"}, follow=True)
    else:
        said = both[0].post("/nights/plan/", follow=True)
    assert "Nothing changed: with these hours and what was said, this is still the plan." in said.content.decode()
    assert tonight(cast).pk == row.pk


def test_where_everything_is_agreed_planning_again_says_that(cast: Cast, both: tuple[Client, Client]) -> None:
    agreed(cast, both)
    for row in PlannedNight.objects.order_by("evening"):
        for client in both:
            answer(client, row, "agree")
    said = both[0].post("/nights/plan/", follow=True).content.decode()
    assert "Nothing changed: these nights are agreed or put off." in said


def test_what_nobody_said_stands_above_i_agree_with_a_way_to_change_it(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    plan(both[0])
    text = page(both[1])
    for sentence in (
        "Nobody said when Alice sleeps, so 21:00 to 07:30 is assumed.",
        "Nobody said how the baby is fed at night, so a bottle from either of you is assumed.",
        "Nothing was heard from Bob lately, so a middle need is assumed.",
    ):
        assert sentence in text
        assert text.index(sentence) < text.index("I agree")
    assert f'href="/nights/hours/?night={tonight(cast).pk}#id_bed">Say your hours</a>' in text
    assert text.count("Say your hours") == 1  # of Bob's own hours, which only Bob can say
    usual = {"bed": "21:00", "up": "07:00", "leaves_at": "08:00", "floor": "180"}
    for client in both:
        client.post("/nights/hours/", usual)
    both[0].post("/nights/feeding/", {"way": "formula"})
    for who in (cast.alice, cast.bob):
        say(who, at=EVENING, levels={"sleep": 2}, room=2)
    answer(both[0], tonight(cast), "again")
    assert "assumed" not in page(both[1])


def test_today_names_ones_own_hours_as_yours(cast: Cast, both: tuple[Client, Client]) -> None:
    plan(both[0])
    before = page(both[0], "/")
    assert "You have Kit " in before
    assert "Your sleep is protected" not in before  # a proposal protects nothing yet
    row = tonight(cast)
    for client in both:
        answer(client, row, "agree")
    ours, theirs = page(both[0], "/"), page(both[1], "/")
    assert "Bob has " in ours
    assert "Alice has " in theirs
    for text in (ours, theirs):
        assert "You have Kit " in text
        assert "Your sleep is protected " in text


def test_today_works_the_answer_out_once_for_what_was_said(
    cast: Cast, both: tuple[Client, Client], clock: object
) -> None:
    agreed(cast, both)
    clock.move_to(EVENING + timedelta(hours=1))  # type: ignore[attr-defined]
    say(cast.bob, at=EVENING + timedelta(minutes=20), levels=HIGH, room=0)
    say(cast.alice, at=EVENING + timedelta(minutes=20), levels=LOW, room=4)
    with patch("nearward.web.nights.moved.one_night_of", wraps=one_night_of) as work:
        assert all(LOOK in page(client, path) for client in both for path in ("/", "/nights/", "/"))
        assert work.call_count == 1
        say(cast.bob, at=EVENING + timedelta(minutes=40), levels=LOW, room=4)
        say(cast.alice, at=EVENING + timedelta(minutes=40), levels=HIGH, room=0)
        assert LOOK not in page(both[0], "/")  # a new word is looked at anew
        assert work.call_count == 2
        clock.move_to(EVENING + timedelta(hours=1, minutes=6))  # type: ignore[attr-defined]
        page(both[0], "/")
        assert work.call_count == 3  # hours or feeding may have changed meanwhile


def test_planning_a_shared_out_night_again_without_news_leaves_it_as_it_was(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    """With a helper several plans are worth the same; which one stands was chosen with the week in view."""
    Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=20)).date())
    every = {"evenings": [str(day) for day in range(7)], "start": "20:00", "end": "02:00"}
    both[0].post(f"/nights/helpers/{cast.gran.pk}/", every)
    plan(both[0])
    rows = list(PlannedNight.objects.order_by("evening"))
    assert len({tuple(row.plan["duty"]) for row in rows}) > 1
    for row in rows:
        said = both[0].post(f"/nights/{row.pk}/answer/", {"do": "again"}, follow=True).content.decode()
        assert "Nothing changed: with these hours and what was said, this is still the plan." in said
    assert PlannedNight.objects.count() == len(rows)
