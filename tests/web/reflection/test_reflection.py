"""Reflection on two phones: one's own, behind the lock; one sentence can be shared and taken back."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nearward.web.core.clock import now
from nearward.web.keeping.erasing import erase_person
from nearward.web.people.models import Caregiver
from nearward.web.people.services import end_place
from nearward.web.reflection.models import Draft, Shared
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
MINE = ("/mine/ways/", "/mine/ways/night/", "/mine/learned/", "/mine/learned/share/", "/mine/keep/")
ALONE = "At home nobody asked."
SENTENCE = "I learned early to get by alone."


@pytest.fixture
def both(cast: Cast, inside: Phone) -> tuple[Client, Client]:
    return inside(cast.alice), inside(cast.bob)


def say(client: Client, name: str, *chosen: str) -> Any:
    return client.post(f"/mine/ways/{name}/", {"key": uuid4(), "chosen": chosen})


def write(client: Client, path: str, number: int = 0, *, quiet: bool = False, **said: object) -> Any:
    body = {"key": said.pop("key", uuid4()), "number": number, **said}
    return client.post(path, body, headers={"X-Keep": "1"} if quiet else {})


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_situation_is_said_back_as_a_tendency_and_leads_on(both: tuple[Client, Client]) -> None:
    alice = both[0]
    assert say(alice, "night", "away").headers["Location"] == "/mine/ways/door/"
    assert say(alice, "word", "lean", "over").headers["Location"] == "/mine/ways/"
    words = page(alice, "/mine/ways/")
    assert "you tend to lie still and wait for it to pass, probably." in words
    assert "you tend to say that it hurt, and ask to sit down, or to mend it for both" in words
    assert "left out so far" in words


def test_an_answer_can_be_changed_and_left_out_again(both: tuple[Client, Client]) -> None:
    alice = both[0]
    say(alice, "night", "away")
    say(alice, "door", "lean")
    say(alice, "night")
    words = page(alice, "/mine/ways/")
    assert "lie still" not in words
    assert "go over to them" in words


def test_cant_tell_stands_by_itself_and_nothing_chosen_is_lost(both: tuple[Client, Client]) -> None:
    alice = both[0]
    refused = say(alice, "night", "cant_tell", "away")
    assert refused.status_code == 422
    assert refused.content.decode().count(" checked") == 2
    say(alice, "night", "cant_tell")
    assert "you can’t tell yet. That is an answer." in page(alice, "/mine/ways/")


def test_no_number_and_no_name_of_a_way_is_on_the_page(both: tuple[Client, Client]) -> None:
    alice = both[0]
    for name in ("night", "door", "ill", "tears"):
        say(alice, name, "away")
    words = page(alice, "/mine/ways/")
    assert "independen" not in words
    assert "avoid" not in words


def test_words_lie_encrypted_and_the_partner_sees_the_same_pages(both: tuple[Client, Client]) -> None:
    alice, bob = both
    before = [page(bob, path) for path in ("/us/", "/us/time/")]
    say(alice, "night", "away")
    write(alice, "/mine/learned/", chosen=["alone"], words=ALONE)
    write(alice, "/mine/keep/", friends="Thursdays with Ida")
    assert all(ALONE.encode() not in bytes(row.sealed) for row in Draft.objects.all())
    assert [steady(page(bob, path)) for path in ("/us/", "/us/time/")] == [steady(one) for one in before]
    assert ALONE not in "".join(page(bob, path) for path in (*MINE, "/us/", "/"))


def steady(html: str) -> str:
    import re

    return re.sub(r'value="[\w-]{36,}"|nonce="[^"]*"', "", html)


def test_words_are_kept_as_they_are_written_and_two_devices_meet(both: tuple[Client, Client]) -> None:
    alice = both[0]
    first = write(alice, "/mine/learned/", quiet=True, words="At home")
    assert (first.status_code, first.headers["X-Number"]) == (200, "1")
    write(alice, "/mine/learned/", 1, words="At home nobody", chosen=["alone"])
    other = write(alice, "/mine/learned/", 1, words="Another start")
    assert other.status_code == 409
    assert "From your other device" in other.content.decode()
    assert "At home nobody" in other.content.decode()
    assert "Another start" in other.content.decode()
    assert write(alice, "/mine/learned/", 2, words="Another start").status_code == 302


def test_words_too_long_come_back_whole(both: tuple[Client, Client]) -> None:
    for path, field in (("/mine/learned/", "words"), ("/mine/keep/", "body")):
        refused = write(both[0], path, **{field: "x" * 4001})
        assert refused.status_code == 422
        assert "x" * 4001 in refused.content.decode()
    assert not Draft.objects.exists()


def test_one_sentence_is_shared_and_taken_back_silently(both: tuple[Client, Client]) -> None:
    alice, bob = both
    write(alice, "/mine/learned/", words=ALONE)
    assert ALONE in page(alice, "/mine/learned/share/")
    assert alice.post("/mine/learned/share/", {"words": SENTENCE}).status_code == 302
    assert SENTENCE in page(bob, "/us/")
    assert ALONE not in page(bob, "/us/")
    assert SENTENCE not in page(alice, "/us/")
    assert SENTENCE.encode() not in bytes(Shared.objects.get().sealed)
    alice.post("/mine/learned/take-back/")
    assert SENTENCE not in page(bob, "/us/")
    assert not Shared.objects.exists()
    assert ALONE in page(alice, "/mine/learned/")


def test_an_empty_sentence_is_refused(both: tuple[Client, Client]) -> None:
    assert both[0].post("/mine/learned/share/", {"words": " "}).status_code == 422
    assert not Shared.objects.exists()


def test_after_the_partner_leaves_the_sentence_is_gone_for_everyone(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    alice, bob = both
    alice.post("/mine/learned/share/", {"words": SENTENCE})
    bob.post("/mine/learned/share/", {"words": "I ask late."})
    end_place(place=cast.bob, now=now())
    assert "I ask late." not in page(alice, "/us/")
    assert SENTENCE not in page(alice, "/mine/learned/")


def test_erasing_takes_it_all_and_what_was_for_one_reader(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    say(alice, "night", "away")
    bob.post("/mine/learned/share/", {"words": "I ask late."})
    erase_person(person=cast.alice.person, now=now())
    assert not Draft.objects.exists()
    assert not Shared.objects.exists()


def test_after_a_loss_no_situation_has_a_baby_in_it_and_nothing_is_lost(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    alice = both[0]
    say(alice, "night", "away")
    alice.post(f"/family/children/{cast.kit.pk}/lost/")
    assert "baby" not in page(alice, "/mine/ways/")
    assert alice.get("/mine/ways/night/").status_code == 302
    alice.post(f"/family/children/{cast.kit.pk}/lost/", {"do": "undo"})
    assert "lie still" in page(alice, "/mine/ways/")


@pytest.mark.parametrize("path", MINE)
def test_it_is_behind_the_lock_and_a_helper_finds_nothing(cast: Cast, phone: Phone, path: str) -> None:
    assert phone(cast.alice).get(path).headers["Location"].startswith("/mine/open/")
    assert phone(cast.gran).get(path).status_code == 404


def test_a_situation_that_is_not_there_is_404(both: tuple[Client, Client]) -> None:
    assert both[0].get("/mine/ways/nothing/").status_code == 404


def test_one_alone_reads_what_one_alone_can_change(cast: Cast, inside: Phone) -> None:
    zed = inside(cast.zed)
    assert "What happens between two people also needs the other." in page(zed, "/mine/ways/")
    assert "Share one sentence" not in page(zed, "/mine/learned/")
    assert "Alone you can set it and hold to it." in page(zed, "/mine/keep/")
    assert zed.get("/mine/learned/share/").status_code == 302
