"""Time together on two phones: suggested by one, said yes to by the other, gone with its week."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.web.people.models import Caregiver, Child
from nearward.web.people.services import end_place
from nearward.web.together.models import Shared
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
TUESDAY = datetime(2026, 3, 10, 19, 12, tzinfo=UTC)
PAGE = "/us/together/"


@pytest.fixture
def clock() -> object:
    with time_machine.travel(TUESDAY, tick=False) as moving:
        yield moving


@pytest.fixture
def both(clock: object, cast: Cast, phone: Phone) -> tuple[Client, Client]:
    return phone(cast.alice), phone(cast.bob)


def suggest(client: Client, day: date = date(2026, 3, 12), **fields: object) -> int:
    return client.post(PAGE, {"key": uuid4(), "thing": "tea", "day": day, **fields}).status_code


def say(client: Client, do: str, seen: int = 1, **fields: object) -> int:
    return client.post(f"{PAGE}{Shared.objects.get().pk}/", {"do": do, "seen": seen, **fields}).status_code


def page(client: Client, path: str = PAGE) -> str:
    return client.get(path).content.decode()


def test_one_suggests_and_it_is_on_once_the_other_says_yes(both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert suggest(alice, at="20:30") == 302
    assert "A cup of something warm" in page(bob)
    assert "Thursday, 12 March" in page(bob)
    assert "20:30" in page(bob)
    assert "Alice suggests" in page(bob)
    assert say(alice, "yes") == 422
    assert say(bob, "yes") == 302
    for client in both:
        assert "You both said yes." in page(client)


def test_today_shows_what_waits_for_a_yes_and_what_is_on_today_alone(both: tuple[Client, Client]) -> None:
    alice, bob = both
    suggest(alice)
    assert "A cup of something warm" in page(bob, "/")
    assert "A cup of something warm" not in page(alice, "/")
    say(bob, "yes")
    assert "A cup of something warm" not in page(bob, "/")
    with time_machine.travel(TUESDAY + timedelta(days=2), tick=False):
        assert "A cup of something warm" in page(alice, "/")


def test_own_words_go_before_the_list(both: tuple[Client, Client]) -> None:
    suggest(both[0], words="Dance in the kitchen")
    assert "Dance in the kitchen" in page(both[1])
    assert Shared.objects.get().thing == ""


def test_another_time_needs_the_yes_of_whoever_did_not_say_it(both: tuple[Client, Client]) -> None:
    alice, bob = both
    suggest(alice)
    assert say(bob, "another", day=date(2026, 3, 14), at="16:00") == 302
    assert "Saturday" in page(alice)
    assert say(bob, "yes", 2) == 422
    assert say(alice, "yes", 1) == 422  # that was the time before
    assert say(alice, "yes", 2) == 302
    assert Shared.objects.get().agreed


def test_not_this_week_asks_no_reason_and_only_who_said_it_takes_it_back(both: tuple[Client, Client]) -> None:
    alice, bob = both
    suggest(alice)
    assert say(bob, "rest") == 302
    for client in both:
        assert "Not this week, and that is fine." in page(client)
    assert "It can stand after all" not in page(alice)
    assert say(alice, "back") == 422
    assert say(alice, "another", day=date(2026, 3, 13)) == 422
    assert say(bob, "back") == 302
    assert "Alice suggests" in page(bob)


def test_one_a_week_and_the_days_of_the_next_stay_free(both: tuple[Client, Client]) -> None:
    alice, bob = both
    suggest(alice)
    assert suggest(bob, date(2026, 3, 13)) == 422
    assert suggest(bob, date(2026, 3, 16)) == 302
    assert 'name="thing"' not in page(alice)
    assert page(alice).count("Another time") == 2
    first = Shared.objects.get(week=date(2026, 3, 9))
    moved = alice.post(f"{PAGE}{first.pk}/", {"do": "another", "seen": 1, "day": date(2026, 3, 16)})
    assert moved.status_code == 422


def test_it_fades_with_its_week_and_nothing_is_kept(
    clock: time_machine.Traveller, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    suggest(alice)
    say(bob, "yes")
    clock.move_to(TUESDAY + timedelta(days=4))
    assert "That day has passed." in page(alice)
    clock.move_to(TUESDAY + timedelta(days=6))
    assert "You both said yes" not in page(alice)
    assert say(alice, "rest") == 404
    suggest(bob, date(2026, 3, 18))
    assert Shared.objects.count() == 1


def test_sending_it_twice_makes_one(both: tuple[Client, Client]) -> None:
    key = uuid4()
    assert [suggest(both[0], key=key) for _ in range(2)] == [302, 302]
    assert Shared.objects.count() == 1


def test_a_refused_form_keeps_what_was_typed(both: tuple[Client, Client]) -> None:
    answer = both[0].post(PAGE, {"key": uuid4(), "words": "w" * 201, "day": "2026-03-13", "at": "20:30"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "w" * 201 in html
    assert 'value="2026-03-13" checked' in html
    assert "20:30" in html


def test_nothing_speaks_of_a_baby_after_a_loss(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    suggest(alice, thing="bath")
    assert "Bathe the baby" in page(bob)
    Child.objects.update(lost_at=TUESDAY)
    assert "baby" not in page(bob).split("<main")[1].lower()
    assert "Each plays the other one song" in page(bob)
    assert suggest(bob, thing="songs") == 302  # what is hidden does not stand in the way


def test_strangers_and_helpers_find_nothing(cast: Cast, both: tuple[Client, Client], phone: Phone) -> None:
    suggest(both[0], words="heron")
    for who in (cast.zed, cast.gran):
        assert say(phone(who), "yes") == 404
    assert phone(cast.gran).get(PAGE).status_code == 404
    assert "heron" not in page(phone(cast.zed))


def test_alone_it_says_what_one_can_do(cast: Cast, clock: object, phone: Phone) -> None:
    zed = phone(cast.zed)
    assert "What you cannot:" in page(zed)
    assert suggest(zed) == 422


def test_what_was_said_with_someone_who_left_is_gone(cast: Cast, both: tuple[Client, Client]) -> None:
    suggest(both[0], words="heron")
    end_place(place=cast.bob, now=TUESDAY)
    assert "heron" not in page(both[0])


@pytest.mark.parametrize(
    ("sent", "typed"), [({"words": "watch the heron"}, "watch the heron"), ({"thing": "walk"}, ""), ({}, "")]
)
def test_once_the_other_has_left_it_says_what_to_do_next_and_keeps_what_was_typed(
    cast: Cast, both: tuple[Client, Client], sent: dict[str, str], typed: str
) -> None:
    end_place(place=cast.bob, now=TUESDAY)
    refused = both[0].post(PAGE, {**sent, "key": uuid4()})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "This needs two, and nobody else is here now. You can plan a time of your own instead" in said
    assert 'href="/mine/own/"' in said
    assert typed in said
