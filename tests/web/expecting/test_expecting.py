"""Expecting on two phones: sealed until both have finished, a rehearsed night kept nowhere, and nothing by date."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nearward.web.core.clock import now
from nearward.web.expecting.models import Draft, Opened
from nearward.web.nights.models import NightYes, PlannedNight
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.services import end_place
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
ALICE, BOB = "You get up, I feed.", "We take turns, I think."
PAGES = ("/us/expecting/", "/us/expecting/night/", "/us/expecting/words/", "/mine/expecting/")


@pytest.fixture
def both(cast: Cast, inside: Phone) -> tuple[Client, Client]:
    Child.objects.filter(pk=cast.kit.pk).update(born_on=None, due_on=(now() + timedelta(days=40)).date())
    return inside(cast.alice), inside(cast.bob)


def page(client: Client, path: str = "/us/expecting/") -> str:
    return client.get(path, follow=True).content.decode()


def send(client: Client, do: str, number: int = 0, *, quiet: bool = False, **words: str) -> Any:
    body = {"do": do, "number": number, "key": words.pop("key", str(uuid4())), **words}
    return client.post("/mine/expecting/", body, headers={"X-Keep": "1"} if quiet else {})


def is_here(cast: Cast, home: bool = True) -> None:
    Child.objects.filter(pk=cast.kit.pk).update(born_on=now().date(), home=home)


def test_it_opens_for_both_at_once_when_both_have_finished(both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "finish", nights=ALICE)
    assert ALICE not in page(alice) + page(bob)
    send(bob, "save", nights=BOB)
    assert ALICE not in page(bob)
    assert send(bob, "finish", 1, nights=BOB).headers["Location"] == "/us/expecting/"
    for client in both:
        assert ALICE in page(client)
        assert BOB in page(client)
    assert not Draft.objects.exists()


def test_until_then_the_other_sees_the_same_pages_whatever_one_does(both: tuple[Client, Client]) -> None:
    import re

    alice, bob = both
    steady = lambda html: re.sub(r'value="[\w-]{36,}"|nonce="[^"]*"', "", html)  # noqa: E731
    plain = [steady(page(bob, path)) for path in (*PAGES, "/us/")]
    for do in ("save", "finish", "back", "save"):
        number = Draft.objects.values_list("number", flat=True).first() or 0
        send(alice, do, number, nights=ALICE)
        assert [steady(page(bob, path)) for path in (*PAGES, "/us/")] == plain
    assert ALICE.encode() not in bytes(Draft.objects.get().sealed)


def test_words_are_kept_as_written_and_a_finished_side_stands_still(both: tuple[Client, Client]) -> None:
    alice = both[0]
    assert send(alice, "", quiet=True, nights="You get").headers["X-Number"] == "1"
    assert send(alice, "save", 0, nights="Another device").status_code == 409
    send(alice, "finish", 1, nights=ALICE)
    assert send(alice, "save", 2, nights="later").status_code == 422
    assert send(alice, "back").status_code == 302
    assert send(alice, "save", 2, nights="later").status_code == 302


def test_an_empty_side_is_not_finished(both: tuple[Client, Client]) -> None:
    assert send(both[0], "finish", nights=" ").status_code == 422
    assert not Draft.objects.exists()


def test_once_the_baby_is_here_one_looks_back_at_ones_own_alone(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "finish", nights=ALICE)
    send(bob, "finish", nights=BOB)
    for home in (False, True):
        is_here(cast, home)
        assert ALICE not in page(alice)
        assert BOB not in page(alice) + page(alice, "/mine/expecting/") + page(alice, "/us/")
        assert ALICE in page(alice, "/mine/expecting/")
    assert send(alice, "save", nights="I knew").status_code == 422


def test_nothing_changes_by_date(cast: Cast, both: tuple[Client, Client]) -> None:
    Child.objects.filter(pk=cast.kit.pk).update(due_on=(now() - timedelta(days=20)).date())
    words = page(both[0])
    assert "Nothing changes by date." in words
    assert f'href="/family/children/{cast.kit.pk}/"' in words
    assert send(both[0], "save", nights=ALICE).status_code == 302


def test_a_rehearsed_night_is_drawn_and_kept_nowhere(both: tuple[Client, Client]) -> None:
    words = page(both[0], "/us/expecting/night/")
    assert "A rehearsal." in words
    assert "Protected sleep" in words
    assert "Tonight" not in words.split("<main")[1].split("</main")[0]
    assert not PlannedNight.objects.exists()
    assert not NightYes.objects.exists()


def test_a_baby_in_hospital_or_at_home_has_no_rehearsal(cast: Cast, both: tuple[Client, Client]) -> None:
    for home in (False, True):
        is_here(cast, home)
        assert both[0].get("/us/expecting/night/").headers["Location"] == "/us/expecting/"


def test_a_rehearsed_night_of_one_alone_says_so(cast: Cast, phone: Phone) -> None:
    zed = phone(cast.zed)
    zed.post("/family/children/add/", {"due_on": (now() + timedelta(days=40)).date()})
    assert "With one adult nobody protects" in page(zed, "/us/expecting/night/")
    assert "Nobody is reminded" in page(zed) or "nobody is reminded" in page(zed)


def test_before_birth_words_are_agreed_as_they_were_read(both: tuple[Client, Client]) -> None:
    alice, bob = both
    alice.post("/us/expecting/words/", {"do": "propose", "seen": 0, "words": "You sleep first."})
    bob.post("/us/expecting/words/", {"do": "agree", "seen": 1})
    assert "You both agree" in page(alice, "/us/expecting/words/")
    assert "You sleep first." not in page(alice, "/us/")


def test_what_a_partner_who_left_expected_is_sealed(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "finish", nights=ALICE)
    send(bob, "finish", nights=BOB)
    end_place(place=cast.bob, now=now())
    assert BOB not in page(alice) + page(alice, "/mine/expecting/")
    assert ALICE in page(alice, "/mine/expecting/")
    assert Opened.objects.count() == 2


def test_after_a_loss_every_page_of_it_leads_to_today(cast: Cast, both: tuple[Client, Client]) -> None:
    send(both[0], "save", nights=ALICE)
    both[0].post(f"/family/children/{cast.kit.pk}/lost/")
    for client in both:
        for path in PAGES:
            assert client.get(path).headers["Location"] == "/"
        assert "xpect" not in page(client, "/us/") + page(client, "/mine/")
    assert Draft.objects.exists()


def test_with_nobody_entered_it_says_where_to_begin(cast: Cast, phone: Phone) -> None:
    assert 'href="/family/children/add/"' in page(phone(cast.zed))
    assert "Expecting" not in page(phone(cast.zed), "/us/")


def test_a_stranger_and_a_helper_find_no_such_page(cast: Cast, inside: Phone) -> None:
    for path in PAGES:
        assert inside(cast.gran).get(path).status_code == 404
