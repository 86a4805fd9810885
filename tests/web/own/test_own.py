"""What one keeps is one's own; a time is asked for openly and says nothing of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from nearward.web.keeping.erasing import erase_person
from nearward.web.own.models import Draft, OwnTime
from nearward.web.people.models import Caregiver, Invite
from nearward.web.people.services import end_place
from tests.conftest import Cast, come_in

Phone = Callable[[Caregiver], Client]
ROOM, ASK = "/mine/own/", "/us/own-time/"
WORDS = "Tuesdays with Ines, who knew me before."
ZONE = ZoneInfo("Europe/Madrid")


def in_days(days: int) -> str:
    return f"{datetime.now(ZONE) + timedelta(days=days):%Y-%m-%d}"


def ask(client: Client, day: str = "", words: str = "", **more: str) -> Any:
    body = {
        "key": str(uuid4()),
        "day": day or in_days(1),
        "start": "18:00",
        "until": "19:30",
        "words": words,
        **more,
    }
    return client.post(ASK, body)


def answer(client: Client, how: str = "here", seen: int = 0, **more: str) -> Any:
    return client.post(address(), {"how": how, "seen": seen, **more})


def address() -> str:
    return f"{ASK}{OwnTime.objects.get().pk}/"


def page(client: Client, path: str = "/us/") -> str:
    return client.get(path).content.decode()


def write(client: Client, place: str = "friends", number: int = 0, words: str = WORDS) -> Any:
    return client.post(f"{ROOM}{place}/", {"key": str(uuid4()), "number": number, "words": words})


def steady(html: str) -> str:
    return re.sub(r'value="[\w-]{36,}"|nonce="[^"]*"', "", html)


def test_a_place_is_kept_sealed_for_its_author(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    plain = [steady(page(bob, path)) for path in ("/us/", "/mine/", ROOM, f"{ROOM}friends/")]
    assert write(alice).status_code == 302
    assert WORDS in page(alice, ROOM)
    assert WORDS in page(alice, f"{ROOM}friends/")
    assert WORDS.encode() not in bytes(Draft.objects.get().sealed)
    assert [steady(page(bob, path)) for path in ("/us/", "/mine/", ROOM, f"{ROOM}friends/")] == plain


def test_another_place_is_not_there_and_two_devices_see_both(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    assert alice.get(f"{ROOM}garden/").status_code == 404
    write(alice)
    clash = write(alice, words="other words")
    assert clash.status_code == 409
    assert WORDS in clash.content.decode()
    assert "other words" in clash.content.decode()
    assert write(alice, number=1, words="x" * 4001).status_code == 422


def test_it_is_asked_and_a_yes_makes_it_stand(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    write(alice)
    assert ask(alice).headers["Location"] == "/us/"
    seen = page(bob, address())
    assert "18:00–19:30 to be mine." in seen
    assert "Can you hold Kit then?" in seen
    assert WORDS not in seen
    assert "Friends" not in seen
    answer(bob)
    assert "It stands. Bob said yes." in page(alice)
    assert "It stands. You said yes." in page(bob)


def test_words_go_over_only_if_they_are_written_for_that(cast: Cast, inside: Phone) -> None:
    ask(inside(cast.alice), words="the choir")
    assert "the choir" in page(inside(cast.bob))
    assert b"the choir" not in bytes(OwnTime.objects.get().words)


def test_another_time_needs_the_yes_of_the_one_who_asked(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    ask(alice)
    assert answer(bob, "at", day=in_days(1), start="20:00").status_code == 302
    assert "It stands" not in page(alice) + page(bob)
    assert "20:00–21:30" in page(alice, address())
    alice.post(address(), {"do": "take", "how": "here", "seen": 1})
    assert "20:00–21:30" in page(bob)
    assert "It stands. You said yes." in page(bob)


def test_cant_but_is_said_in_words_and_can_become_a_yes(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    ask(alice)
    assert answer(bob, "but", words=" ").status_code == 422
    answer(bob, "but", words="an hour after lunch")
    assert "Bob can’t, but: an hour after lunch" in " ".join(page(alice).split())
    answer(bob, "here", 1)
    assert "It stands." in page(alice)


def test_an_answer_to_an_older_page_is_refused_and_shown_as_it_stands(cast: Cast, inside: Phone) -> None:
    bob = inside(cast.bob)
    ask(inside(cast.alice))
    answer(bob, "at", day=in_days(1), start="20:00")
    late = answer(bob, "here", 0)
    assert late.status_code == 422
    assert "20:00–21:30" in late.content.decode()
    assert OwnTime.objects.get().how == "at"


def test_only_the_one_asked_can_say_yes(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    ask(alice)
    assert answer(alice).status_code == 422
    assert bob.post(address(), {"do": "back"}).status_code == 422
    assert OwnTime.objects.get().how == ""


def test_let_go_it_is_as_if_it_never_was(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    before = steady(page(bob))
    ask(alice)
    there = address()
    alice.post(there, {"do": "back"})
    assert steady(page(bob)) == before
    assert bob.post(there, {"how": "here", "seen": 0}).status_code == 404
    assert ask(alice).status_code == 302


def test_there_is_one_a_week_and_sent_twice_it_is_taken_once(cast: Cast, inside: Phone) -> None:
    alice, key = inside(cast.alice), str(uuid4())
    assert ask(alice, key=key).status_code == ask(alice, key=key).status_code == 302
    assert OwnTime.objects.count() == 1
    assert ask(alice, start="20:00", until="21:00").status_code == 422
    assert ask(inside(cast.bob)).status_code == 302


@pytest.mark.parametrize("wrong", [{"day": "soon"}, {"start": ""}, {"day": "2020-01-01"}, {"until": "17:00"}])
def test_a_refused_time_loses_nothing(cast: Cast, inside: Phone, wrong: dict[str, str]) -> None:
    answered = ask(inside(cast.alice), **{"words": "the choir", **wrong})
    assert answered.status_code == 422
    assert "the choir" in answered.content.decode()
    assert not OwnTime.objects.exists()


def test_when_its_time_is_over_it_is_gone_from_us(cast: Cast, inside: Phone) -> None:
    ask(inside(cast.alice))
    OwnTime.objects.update(ends_at=datetime.now(UTC) - timedelta(minutes=1))
    bob = inside(cast.bob)
    assert "19:30" not in page(bob)
    assert "This time is over." in page(bob, address())
    assert answer(bob).status_code == 422


def test_a_later_partner_sees_none_of_it(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    ask(alice, words="the choir")
    there = address()
    end_place(place=cast.bob, now=datetime.now(UTC))
    dan = inside(come_in("Dan", Invite.For.PARTNER, cast.alice, at=datetime.now(UTC)))
    assert "the choir" not in page(dan)
    assert dan.get(there).status_code == 404
    assert ask(alice).status_code == 302


def test_alone_it_is_kept_for_oneself(cast: Cast, inside: Phone) -> None:
    zed = inside(cast.zed)
    assert ask(zed).status_code == 302
    assert "Kept, for yourself." in page(zed)
    assert "Nobody is asked" in page(zed, ROOM)
    later = inside(come_in("Yan", Invite.For.PARTNER, cast.zed, at=datetime.now(UTC)))
    assert "18:00" not in page(later)


def test_erased_the_answer_goes_and_the_question_stays(cast: Cast, inside: Phone) -> None:
    ask(inside(cast.alice))
    answer(inside(cast.bob), "but", words="an hour")
    erase_person(person=cast.bob.person, now=datetime.now(UTC))
    row = OwnTime.objects.get()
    assert (row.how, bytes(row.but)) == ("", b"")
    erase_person(person=cast.alice.person, now=datetime.now(UTC))
    assert not OwnTime.objects.exists()


def test_a_stranger_and_a_helper_find_none(cast: Cast, inside: Phone) -> None:
    ask(inside(cast.alice))
    for who in (cast.zed, cast.gran):
        assert inside(who).get(address()).status_code == 404
        assert inside(who).post(address(), {"how": "here", "seen": 0}).status_code == 404
    assert inside(cast.gran).get(ROOM).status_code == 404


def test_while_paused_nothing_new_goes_over_but_a_time_can_be_let_go(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    ask(alice)
    for client in (alice, bob):
        client.post("/you/leave/", {"do": "pause"})
    assert answer(bob).status_code == 422
    assert ask(alice, in_days(8)).status_code == 409
    assert alice.post(address(), {"do": "back"}).status_code == 302
    assert not OwnTime.objects.exists()


def test_who_leaves_takes_the_places_along_and_nothing_asked_remains(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    write(alice)
    ask(alice)
    ask(inside(cast.bob), in_days(2))
    bobs = OwnTime.objects.get(author=cast.bob)
    alice.post(f"{ASK}{bobs.pk}/", {"how": "but", "words": "an hour", "seen": 0})
    alice.post("/you/leave/", {"do": "leave"})
    assert WORDS in page(inside(cast.alice), ROOM)
    assert not OwnTime.objects.filter(author=cast.alice).exists()
    bobs.refresh_from_db()
    assert (bobs.how, bytes(bobs.but)) == ("", b"")
    assert "18:00" not in page(inside(cast.bob))
