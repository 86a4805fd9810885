"""A repair on two phones: written alone, shared in turns, one agreement, and a way out at each step."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nearward.domain.repair import ORDER
from nearward.web.core.clock import now
from nearward.web.people.models import Caregiver
from nearward.web.people.services import end_place
from nearward.web.repair.models import Draft, Left, Proposal, Repair, Shared
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
WORDS = "I thought nobody would come."


@pytest.fixture
def both(cast: Cast, inside: Phone) -> tuple[Client, Client]:
    return inside(cast.alice), inside(cast.bob)


@pytest.fixture
def repair(both: tuple[Client, Client]) -> str:
    answer = both[0].post("/us/repair/start/", {"about": "Sunday", "key": str(uuid4())})
    return str(answer.headers["Location"])


def send(
    client: Client, repair: str, step: str, do: str, number: int = 0, *, quiet: bool = False, **body: Any
) -> Any:
    path = f"{repair.replace('/us/', '/mine/')}{step}/"
    sent = {"do": do, "number": number, "key": str(uuid4()), "words": WORDS, **body}
    return client.post(path, sent, headers={"X-Keep": "1"} if quiet else {})


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def all_steps(both: tuple[Client, Client], repair: str) -> None:
    for step in ORDER:
        for client in both:
            assert send(client, repair, step, "share").headers["Location"] == repair


def test_it_starts_from_a_thing_to_repair_and_says_only_if_it_is_safe(both: tuple[Client, Client]) -> None:
    looked = both[0].post("/us/repair/start/", {"do": "look", "about": "Sunday. I was crying."})
    assert 'value="Sunday. I was crying."' in looked.content.decode()
    assert "Only if it is safe" in looked.content.decode()
    assert not Repair.objects.exists()


def test_both_see_what_it_is_about_and_nothing_is_asked_of_the_other(
    both: tuple[Client, Client], repair: str
) -> None:
    assert "Sunday" in page(both[1], "/us/repair/")
    assert "Sunday" in page(both[1], repair)


def test_a_step_is_its_authors_alone_until_it_is_shared(both: tuple[Client, Client], repair: str) -> None:
    alice, bob = both
    before = steady(page(bob, repair)), steady(page(bob, "/us/repair/"))
    send(alice, repair, "inside", "save", feelings=["scared", "unseen"])
    send(alice, repair, "offer", "save")
    assert (steady(page(bob, repair)), steady(page(bob, "/us/repair/"))) == before
    assert WORDS not in page(bob, repair.replace("/us/", "/mine/") + "inside/")
    assert WORDS.encode() not in bytes(Draft.objects.first().sealed)  # type: ignore[union-attr]
    send(alice, repair, "inside", "share", 1, feelings=["scared", "unseen"])
    assert WORDS in page(bob, repair)
    assert "scared, unseen" in page(bob, repair)
    assert WORDS.encode() not in bytes(Shared.objects.get().sealed)


def steady(html: str) -> str:
    return re.sub(r'value="[\w-]{36,}"|nonce="[^"]*"', "", html)


def test_nobody_gets_ahead(both: tuple[Client, Client], repair: str) -> None:
    alice, bob = both
    assert send(alice, repair, "saw", "share").status_code == 422
    assert send(alice, repair, "inside", "share").status_code == 302
    assert send(alice, repair, "saw", "share").status_code == 422
    assert send(bob, repair, "inside", "share").status_code == 302
    assert send(bob, repair, "saw", "share").status_code == 302
    assert Shared.objects.count() == 3


def test_a_refused_share_keeps_nothing_and_loses_nothing(both: tuple[Client, Client], repair: str) -> None:
    answer = send(both[0], repair, "saw", "share", words="a camera saw")
    assert "a camera saw" in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_step_can_be_left_out(both: tuple[Client, Client], repair: str) -> None:
    send(both[0], repair, "inside", "share", words=" ")
    assert "left out" in page(both[1], repair)


def test_what_was_shared_last_can_be_taken_back_and_is_ones_own_again(
    both: tuple[Client, Client], repair: str
) -> None:
    alice, bob = both
    send(alice, repair, "inside", "share")
    send(bob, repair, "inside", "share", words="from Bob")
    send(alice, repair, "saw", "share", words="the dishes")
    assert send(alice, repair, "inside", "back").status_code == 422
    assert send(alice, repair, "saw", "back").status_code == 302
    assert "the dishes" not in page(bob, repair)
    assert "the dishes" in page(alice, repair.replace("/us/", "/mine/") + "saw/")
    assert send(alice, repair, "inside", "back").status_code == 302
    assert WORDS not in page(bob, repair)
    assert "from Bob" in page(alice, repair)


def test_leaving_is_silent_and_the_other_sees_that_it_rests(both: tuple[Client, Client], repair: str) -> None:
    alice, bob = both
    send(alice, repair, "inside", "share")
    assert alice.post(f"{repair}leave/", {"do": "leave"}).headers["Location"] == "/us/repair/"
    seen = page(bob, repair)
    assert "This repair rests." in seen
    assert "left this" not in seen
    assert send(bob, repair, "inside", "share").status_code == 422
    assert send(bob, repair, "inside", "save").status_code == 302
    assert "You have left this." in page(alice, repair)
    bob.post(f"{repair}leave/", {"do": "back"})
    assert Left.objects.count() == 1, "nobody is brought back by the other"
    alice.post(f"{repair}leave/", {"do": "back"})
    assert send(bob, repair, "inside", "share", 1).status_code == 302


def test_what_was_shared_can_be_taken_back_from_a_repair_that_rests(
    both: tuple[Client, Client], repair: str
) -> None:
    send(both[0], repair, "inside", "share")
    both[0].post(f"{repair}leave/", {"do": "leave"})
    assert send(both[0], repair, "inside", "back").status_code == 302
    assert WORDS not in page(both[1], repair)


def test_it_ends_with_one_thing_both_agree_on(both: tuple[Client, Client], repair: str) -> None:
    alice, bob = both
    assert alice.post(repair, {"do": "propose", "seen": 0, "words": "soon"}).status_code == 422
    all_steps(both, repair)
    alice.post(repair, {"do": "propose", "seen": 0, "words": "Dishes wait."})
    assert "Dishes wait." in page(bob, repair)
    assert alice.post(repair, {"do": "agree", "seen": 1}).status_code == 422
    bob.post(repair, {"do": "propose", "seen": 1, "words": "Sit down first."})
    stale = bob.post(repair, {"do": "agree", "seen": 1})
    assert stale.status_code == 422
    assert alice.post(repair, {"do": "agree", "seen": 2}).status_code == 302
    for client in both:
        assert "You both agree." in page(client, repair)
    assert Proposal.objects.count() == 2
    assert bob.post(repair, {"do": "propose", "seen": 2, "words": "other"}).status_code == 422


def test_one_agrees_to_exactly_the_words_one_read(both: tuple[Client, Client], repair: str) -> None:
    alice, bob = both
    all_steps(both, repair)
    alice.post(repair, {"do": "propose", "seen": 0, "words": "one"})
    bob.post(repair, {"do": "propose", "seen": 1, "words": "two"})
    assert bob.post(repair, {"do": "agree", "seen": 1}).status_code == 422
    assert not Proposal.objects.filter(agreed_at__isnull=False).exists()


def test_two_devices_do_not_write_over_each_other_unseen(both: tuple[Client, Client], repair: str) -> None:
    alice = both[0]
    assert send(alice, repair, "saw", "", quiet=True, words="the phone").headers["X-Number"] == "1"
    answer = send(alice, repair, "saw", "save", words="the tablet")
    assert answer.status_code == 409
    assert "the phone" in answer.content.decode()
    assert "the tablet" in answer.content.decode()
    assert send(alice, repair, "saw", "share", 1, words="both").status_code == 422
    assert send(alice, repair, "saw", "save", 1, words="both").status_code == 302


def test_one_alone_writes_all_five_and_is_told_what_that_can_do(cast: Cast, inside: Phone) -> None:
    zed = inside(cast.zed)
    repair = zed.post("/us/repair/start/", {"about": "Sunday", "key": str(uuid4())}).headers["Location"]
    for step in ORDER:
        assert send(zed, repair, step, "save").status_code == 302
        assert send(zed, repair, step, "share", 1).status_code == 422
    assert "It cannot speak for anyone else" in page(zed, repair)
    assert "needs two" in page(zed, "/us/repair/")


def test_after_one_has_left_the_family_the_other_sees_ones_own_words_alone(
    cast: Cast, both: tuple[Client, Client], repair: str
) -> None:
    send(both[0], repair, "inside", "share")
    send(both[1], repair, "inside", "share", words="from Bob")
    end_place(place=cast.bob, now=now())
    seen = page(both[0], repair)
    assert WORDS in seen
    assert "from Bob" not in seen
    assert send(both[0], repair, "saw", "share").status_code == 422


def test_for_anyone_else_it_is_not_there(
    cast: Cast, both: tuple[Client, Client], repair: str, inside: Phone
) -> None:
    for who in (cast.zed, cast.gran):
        assert inside(who).get(repair).status_code == 404
        assert inside(who).post(f"{repair}leave/").status_code == 404
        assert inside(who).get(repair.replace("/us/", "/mine/") + "saw/").status_code == 404
    assert both[0].get(repair.replace("/us/", "/mine/") + "sawn/").status_code == 404
