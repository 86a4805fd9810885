"""Words and plans between two: each answers for themselves, what was said stays, and it ends by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nearward.web.core.clock import now
from nearward.web.keeping.erasing import erase_person
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import circle_of
from nearward.web.people.services import end_place
from nearward.web.together.models import Plan, Wording
from nearward.web.together.selectors import planned
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
OURS = "You and me, and room for both."


@pytest.fixture
def both(cast: Cast, phone: Phone) -> tuple[Client, Client]:
    return phone(cast.alice), phone(cast.bob)


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def word(client: Client, do: str, seen: int, words: str = "") -> int:
    return client.post("/us/words/", {"do": do, "seen": seen, "words": words}).status_code


def offer(client: Client, **fields: object) -> Any:
    return client.post("/us/together/", {"key": uuid4(), **fields})


def keep(client: Client, **fields: object) -> Any:
    until = (now() + timedelta(weeks=3)).date()
    usual = {"key": uuid4(), "weekday": 4, "start": "18:00", "end": "19:30", "until": until}
    return client.post("/us/time/", {**usual, **fields})


def answer(client: Client, how: str, words: str = "") -> int:
    plan = Plan.objects.order_by("-said_at")[0]
    return client.post(f"/us/plans/{plan.pk}/answer/", {"how": how, "words": words}).status_code


def test_us_opens_with_the_four_sentences_until_both_agree_to_others(both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert word(alice, "propose", 0, OURS) == 302
    assert "I can function on my own." in page(bob, "/us/")
    assert OURS not in page(bob, "/us/")
    assert "Alice found other words" in page(bob, "/us/")
    assert word(alice, "agree", 1) == 422
    assert word(bob, "agree", 1) == 302
    for client in both:
        assert OURS in page(client, "/us/")
        assert "I can function on my own." not in page(client, "/us/")


def test_earlier_words_stay_and_agreed_ones_stand_until_the_next_yes(both: tuple[Client, Client]) -> None:
    alice, bob = both
    word(alice, "propose", 0, "First words.")
    word(bob, "propose", 1, OURS)
    word(alice, "agree", 2)
    word(bob, "propose", 2, "Newer words.")
    for client in both:
        assert OURS in page(client, "/us/")
        assert "First words." in page(client, "/us/words/")
        assert "Newer words." in page(client, "/us/words/")


def test_a_yes_is_to_the_words_that_were_read_and_typed_ones_are_not_lost(both: tuple[Client, Client]) -> None:
    alice, bob = both
    word(alice, "propose", 0, "First words.")
    word(alice, "propose", 1, "Second words.")
    assert word(bob, "agree", 1) == 422
    answer_ = bob.post("/us/words/", {"do": "propose", "seen": 1, "words": "Mine, typed."})
    assert answer_.status_code == 422
    assert "Mine, typed." in answer_.content.decode()
    assert "Second words." in answer_.content.decode()
    assert not Wording.objects.filter(agreed_at__isnull=False).exists()


def test_words_lie_encrypted(both: tuple[Client, Client]) -> None:
    word(both[0], "propose", 0, OURS)
    keep(both[0], words="Choir")
    assert OURS.encode() not in bytes(Wording.objects.get().sealed)
    assert b"Choir" not in bytes(Plan.objects.get().sealed)


def test_a_small_thing_is_offered_and_answered(both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert offer(alice, thing="tea").status_code == 302
    assert "Alice would like" in page(bob, "/us/")
    assert answer(alice, "yes") == 422
    assert answer(bob, "other", "Saturday?") == 302
    assert "Bob would like another time." in page(alice, "/us/together/")
    assert "Saturday?" in page(alice, "/us/together/")
    assert answer(bob, "yes") == 302
    assert "Bob says yes." in page(alice, "/us/together/")


def test_an_answer_to_what_is_over_says_so_and_shows_what_was_typed(both: tuple[Client, Client]) -> None:
    alice, bob = both
    offer(alice, thing="tea")
    plan = Plan.objects.get()
    alice.post(f"/us/plans/{plan.pk}/end/")
    refused = bob.post(f"/us/plans/{plan.pk}/answer/", {"how": "other", "words": "Saturday?"})
    assert refused.status_code == 422
    assert "This is over." in refused.content.decode()
    assert "Saturday?" in refused.content.decode()


def test_it_fades_by_itself_with_its_week(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    offer(alice, words="Dance in the kitchen")
    assert "Dance" in page(bob, "/us/together/")
    after = Plan.objects.get().fades_at + timedelta(minutes=1)
    for who in (cast.alice, cast.bob):
        assert planned(circle_of(who, now=after), now=after) == []


def test_a_new_offer_takes_the_place_of_ones_own_for_that_week(both: tuple[Client, Client]) -> None:
    alice, bob = both
    offer(alice, words="Dance in the kitchen")
    offer(alice, words="A walk")
    offer(alice, words="Cards", weeks="1")
    words = page(bob, "/us/together/")
    assert "Dance" not in words
    assert "A walk" in words
    assert "Cards" in words


def test_the_same_offer_sent_twice_is_taken_once(both: tuple[Client, Client]) -> None:
    key = uuid4()
    for _ in range(2):
        assert offer(both[0], key=key, thing="tea").status_code == 302
    assert Plan.objects.count() == 1


def test_nothing_chosen_and_a_made_up_name_are_refused(both: tuple[Client, Client]) -> None:
    assert offer(both[0]).status_code == 422
    assert offer(both[0], thing="secret").status_code == 422
    assert not Plan.objects.exists()


def test_a_kept_time_that_asks_nothing_stands_at_once(both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert keep(alice).status_code == 302
    assert "Friday, 18:00 to 19:30" in page(bob, "/us/")
    assert "It asks nothing of you." in page(bob, "/us/time/")
    assert answer(bob, "yes") == 422


def test_hands_are_asked_for_and_only_the_others_yes_makes_it_stand(both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert "Can you hold Kit then?" in page(alice, "/us/time/")
    keep(alice, holds="on", words="Choir")
    assert "It stands once you say that you can hold the baby then." in page(bob, "/us/time/")
    assert answer(bob, "no") == 422
    assert answer(bob, "no", "I could on Sundays.") == 302
    assert "This time does not work." in page(alice, "/us/time/")
    assert "I could on Sundays." in page(alice, "/us/time/")


def test_a_kept_time_is_one_and_its_author_ends_it(cast: Cast, phone: Phone, both: tuple[Client, Client]) -> None:
    alice, bob = both
    keep(alice, words="Choir")
    keep(alice, weekday=2, words="Swim")
    assert "Choir" not in page(bob, "/us/time/")
    plan = Plan.objects.order_by("-said_at")[0]
    bob.post(f"/us/plans/{plan.pk}/end/")
    assert "Swim" in page(bob, "/us/time/")
    assert phone(cast.zed).post(f"/us/plans/{plan.pk}/answer/", {"how": "yes"}).status_code == 404
    assert alice.post(f"/us/plans/{plan.pk}/end/").status_code == 302
    assert "Swim" not in page(bob, "/us/time/")


@pytest.mark.parametrize("wrong", [{"end": "17:00"}, {"until": "2036-01-01"}, {"weekday": "9"}, {"start": "late"}])
def test_a_refused_time_keeps_what_was_typed(both: tuple[Client, Client], wrong: dict[str, str]) -> None:
    refused = keep(both[0], words="Choir", **wrong)
    assert refused.status_code == 422
    assert "Choir" in refused.content.decode()


def test_what_a_partner_who_left_said_is_sealed_and_a_later_one_begins_anew(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    word(bob, "propose", 0, OURS)
    word(alice, "agree", 1)
    offer(bob, words="Dance in the kitchen")
    end_place(place=cast.bob, now=now())
    for path in ("/us/", "/us/words/", "/us/together/", "/us/time/"):
        assert OURS not in page(alice, path)
        assert "Dance" not in page(alice, path)
    assert word(alice, "propose", 0, "Words of my own.") == 302
    assert "Words of my own." in page(alice, "/us/words/")


def test_erasing_leaves_the_others_plan_without_an_answer(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    offer(alice, thing="tea")
    answer(bob, "yes", "gladly")
    keep(bob)
    erase_person(person=cast.bob.person, now=now())
    left = Plan.objects.get()
    assert (left.author_id, left.answer, bytes(left.answer_words)) == (cast.alice.pk, "", b"")


def test_after_a_loss_the_list_and_what_was_planned_speak_of_no_baby(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    offer(alice, thing="walk")
    keep(alice, holds="on", words="Choir while you have Kit")
    word(alice, "propose", 0, "You, me and Kit.")
    alice.post(f"/family/children/{cast.kit.pk}/lost/")
    for path in ("/us/", "/us/together/", "/us/time/", "/us/words/"):
        words = page(bob, path)
        assert "Kit" not in words
        assert "pram" not in words
    assert offer(alice, thing="walk").status_code == 422
    assert offer(alice, thing="song").status_code == 302


def test_one_alone_reads_what_one_alone_can_change(cast: Cast, phone: Phone) -> None:
    zed = phone(cast.zed)
    assert "Nobody is reminded of it." in page(zed, "/us/")
    assert "there is nothing to plan here alone" in page(zed, "/us/together/")
    assert keep(zed, words="Choir").status_code == 302
    assert "Choir" in page(zed, "/us/time/")
    assert offer(zed, thing="tea").status_code == 422


def test_a_helper_finds_nothing(cast: Cast, phone: Phone) -> None:
    for path in ("/us/words/", "/us/together/", "/us/time/"):
        assert phone(cast.gran).get(path).status_code == 404
