"""The four sentences in the couple's own words."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from nearward.web.people.models import Caregiver, Invite
from nearward.web.people.services import end_place
from nearward.web.us.models import Wording
from tests.conftest import Cast, come_in

Phone = Callable[[Caregiver], Client]
FOUR, USUAL, OWN = "/us/four/", "I can function on my own.", "I can get through an evening on my own."


def propose(client: Client, seen: int = 0, line: str = OWN) -> Any:
    return client.post(FOUR, {"seen": seen, "do": "propose", "line0": line, "line1": "", "line2": "", "line3": ""})


def agree(client: Client, seen: int = 1) -> Any:
    return client.post(FOUR, {"seen": seen, "do": "agree"})


def page(client: Client, path: str = "/us/") -> str:
    return client.get(path).content.decode()


def test_they_open_us_once_the_other_agrees_to_exactly_these(cast: Cast, phone: Phone) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    assert propose(alice).status_code == 302
    assert OWN not in page(alice) + page(bob)
    assert "Alice found words for this" in page(bob)
    assert OWN in page(bob, FOUR)
    assert agree(alice).status_code == 422
    assert agree(bob).status_code == 302
    for client in (alice, bob):
        assert OWN in page(client)
        assert USUAL not in page(client)
        assert "I can rely on you." in page(client)


def test_new_words_meanwhile_are_read_first(cast: Cast, phone: Phone) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    propose(alice)
    propose(alice, 1, "I can sleep alone.")
    late = agree(bob, 1)
    assert late.status_code == 422
    assert "There are new words." in late.content.decode()
    assert "I can sleep alone." in late.content.decode()
    assert not Wording.objects.filter(agreed_at__isnull=False).exists()


def test_all_earlier_words_stay(cast: Cast, phone: Phone) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    propose(alice)
    agree(bob)
    propose(bob, 1, "I can sleep alone.")
    agree(alice, 2)
    for client in (alice, bob):
        assert OWN in page(client, FOUR)
        assert "I can sleep alone." in page(client)
    propose(alice, 2, USUAL)
    agree(bob, 3)
    assert USUAL in page(bob)
    assert len(Wording.objects.all()) == 3
    for number in range(3, 20):
        propose(alice, number, f"words {number}")
    assert "?before=9" in page(alice, FOUR)
    assert OWN in page(alice, f"{FOUR}?before=9")


def test_they_lie_sealed(cast: Cast, phone: Phone) -> None:
    propose(phone(cast.alice))
    assert OWN.encode() not in bytes(Wording.objects.get().sealed)


def test_a_refused_line_loses_nothing(cast: Cast, phone: Phone) -> None:
    answer = propose(phone(cast.alice), line="x" * 161)
    assert answer.status_code == 422
    assert "x" * 161 in answer.content.decode()
    assert propose(phone(cast.alice), line=USUAL).status_code == 422
    assert not Wording.objects.exists()


def test_a_later_partner_begins_with_the_usual_ones(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    propose(alice)
    agree(phone(cast.bob))
    end_place(place=cast.bob, now=datetime.now(UTC))
    assert OWN not in page(alice)
    dan = phone(come_in("Dan", Invite.For.PARTNER, cast.alice, at=datetime.now(UTC)))
    assert OWN not in page(dan) + page(dan, FOUR)
    assert USUAL in page(dan)


def test_alone_they_stand_as_they_are(cast: Cast, phone: Phone) -> None:
    zed = phone(cast.zed)
    assert USUAL in page(zed)
    assert "need two to agree" in page(zed, FOUR)
    assert propose(zed).status_code == 422


def test_once_the_other_has_left_it_says_what_to_do_next_and_keeps_what_was_typed(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    end_place(place=cast.bob, now=datetime.now(UTC))
    for refused in (propose(alice), agree(alice), alice.post(FOUR, {"line0": OWN})):
        said = refused.content.decode()
        assert refused.status_code == 422
        assert "These words need two, and nobody else is here now. You can keep what you wrote for yourself" in said
        assert 'href="/mine/own/"' in said
    assert OWN in propose(alice).content.decode()
    assert "nobody else is here now" not in page(alice, FOUR)


def test_a_helper_finds_no_such_page(cast: Cast, phone: Phone) -> None:
    assert phone(cast.gran).get(FOUR).status_code == 404
    assert propose(phone(cast.gran)).status_code == 404
