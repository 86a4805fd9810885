"""The reflection: one's own, sealed, and at most one sentence of it shown to one partner."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nearward.web.core.vault import UnreadableError
from nearward.web.people.models import Caregiver, Invite
from nearward.web.people.services import end_place
from nearward.web.reflection import selectors
from nearward.web.reflection.models import Draft, Shown
from tests.conftest import Cast, come_in

Phone = Callable[[Caregiver], Client]
ROOM = "/mine/reflection/"
WORDS = "Crying was for other houses."
SENTENCE = "When you cry I go and fix things, because I am scared I can’t do more."


def send(client: Client, part: str, number: int = 0, *, quiet: bool = False, **said: object) -> Any:
    body = {"key": said.pop("key", str(uuid4())), "number": number, **said}
    return client.post(f"{ROOM}{part}/", body, headers={"X-Keep": "1"} if quiet else {})


def page(client: Client, path: str = ROOM) -> str:
    return client.get(path).content.decode()


def show(client: Client, words: str = SENTENCE, do: str = "show") -> Any:
    return client.post(f"{ROOM}show/", {"words": words, "do": do})


def test_what_one_does_comes_back_carefully(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    assert send(alice, "situations", tears=["near", "ahead"], alone=["ahead"], fever=["unsure"]).status_code == 302
    seen = page(alice)
    assert "In some of these you tend to step in before anyone asks, probably." in seen
    assert "In some of these you tend to move closer" not in seen
    assert "Here you tend to move closer, probably." in seen
    assert "You can’t tell here. That is an answer." in seen
    assert "More than one way at once is normal." in seen
    again = page(alice, f"{ROOM}situations/")
    assert len(re.findall(r"checked", again)) == 4


def test_with_one_answer_nothing_is_said_of_the_rest(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    send(alice, "situations", tears=["low"])
    assert "cannot be told in one sentence" in page(alice)
    assert "In some of these" not in page(alice)


def test_everything_can_be_skipped(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    assert send(alice, "situations").status_code == 302
    assert "Skip any of them." in page(alice)


def test_where_it_was_learned_is_kept_sealed(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    send(alice, "learned", places=["unsafe", "survival"], words=WORDS)
    seen = page(alice)
    assert WORDS in seen
    assert "Needing others wasn’t safe." in seen
    row = Draft.objects.get()
    assert WORDS.encode() not in bytes(row.sealed)
    with pytest.raises(UnreadableError):
        row.text(cast.alice.person_id, cast.bob.person.vault_key.wrapped)


def test_nobody_else_sees_any_of_it(cast: Cast, inside: Phone) -> None:
    bob = inside(cast.bob)
    paths = ("/us/", ROOM, "/mine/", f"{ROOM}learned/", f"{ROOM}situations/", "/")
    plain = [steady(page(bob, path)) for path in paths]
    alice = inside(cast.alice)
    send(alice, "situations", tears=["near", "ahead"], alone=["ahead"])
    send(alice, "learned", places=["unsafe"], words=WORDS)
    assert [steady(page(bob, path)) for path in paths] == plain


def steady(html: str) -> str:
    return re.sub(r'value="[\w-]{36,}"|nonce="[^"]*"', "", html)


def test_one_sentence_is_read_before_it_is_shown(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    looked = show(alice, do="look")
    assert SENTENCE in looked.content.decode()
    assert not Shown.objects.exists()
    show(alice)
    assert SENTENCE in page(bob, "/us/")
    assert SENTENCE not in page(alice, "/us/")
    assert SENTENCE in page(alice)
    assert SENTENCE.encode() not in bytes(Shown.objects.get().sealed)


def test_taken_back_it_is_as_if_never_shown(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    before = steady(page(bob, "/us/"))
    show(alice)
    assert alice.post(f"{ROOM}take-back/").status_code == 302
    assert steady(page(bob, "/us/")) == before
    assert not Shown.objects.exists()


def test_a_later_partner_is_shown_nothing_and_could_not_open_it(cast: Cast, inside: Phone) -> None:
    show(inside(cast.alice))
    end_place(place=cast.bob, now=datetime.now(UTC))
    dan = come_in("Dan", Invite.For.PARTNER, cast.alice, at=datetime.now(UTC))
    assert SENTENCE not in page(inside(dan), "/us/")
    Shown.objects.update(to=dan)
    with pytest.raises(UnreadableError):
        selectors.shown_by(cast.alice, to=dan)


def test_a_second_device_writes_over_nothing_unseen(cast: Cast, inside: Phone) -> None:
    phone, tablet = inside(cast.alice), inside(cast.alice)
    assert send(phone, "learned", words="from the phone", quiet=True).status_code == 200
    other = send(tablet, "learned", words="from the tablet", places=["unsafe"])
    assert other.status_code == 409
    said = other.content.decode()
    assert "from the phone" in said
    assert "from the tablet" in said
    number = re.search(r'name="number" value="(\d+)"', said)
    assert number
    assert send(tablet, "learned", int(number[1]), words="from the tablet").status_code == 302
    assert send(phone, "situations", tears=["near"], quiet=True).status_code == 200
    clash = send(tablet, "situations", tears=["apart"])
    assert clash.status_code == 409
    assert "Here you tend to move closer, probably." in clash.content.decode()


def test_a_refused_form_loses_nothing(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    long = "x" * 4001
    answer = send(alice, "learned", places=["unsafe"], words=long)
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert send(alice, "situations", tears=["loud"]).status_code == 422
    assert show(alice, words="x" * 301).status_code == 422
    assert not Draft.objects.exists()
    assert not Shown.objects.exists()


def test_after_a_loss_no_situation_speaks_of_a_baby_and_old_answers_stay(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    send(alice, "situations", cries=["apart"], tears=["near"])
    alice.post(f"/family/children/{cast.kit.pk}/lost/")
    asked = page(alice, f"{ROOM}situations/")
    assert "baby" not in asked
    assert "in tears" in asked
    assert "03:00" not in page(alice)
    send(alice, "situations", 1, tears=["low"])
    assert selectors.own(cast.alice).answers == {"cries": ("apart",), "tears": ("low",)}


def test_before_a_baby_is_here_one_says_what_one_would_do(cast: Cast, inside: Phone) -> None:
    would = "choose what you think you would do"
    assert would in page(inside(cast.zed), f"{ROOM}situations/")
    assert would not in page(inside(cast.alice), f"{ROOM}situations/")


def test_alone_it_works_and_says_what_it_can_do(cast: Cast, inside: Phone) -> None:
    zed = inside(cast.zed)
    assert "This page works alone." in page(zed)
    assert zed.get(f"{ROOM}show/").status_code == 302
    assert show(zed).status_code == 302
    assert not Shown.objects.exists()


def test_it_lies_behind_the_lock_and_a_helper_finds_none(cast: Cast, phone: Phone, inside: Phone) -> None:
    assert phone(cast.alice).get(ROOM).headers["Location"].startswith("/mine/open/")
    for path in (ROOM, f"{ROOM}situations/", f"{ROOM}learned/", f"{ROOM}show/"):
        assert inside(cast.gran).get(path).status_code == 404


def test_paused_nothing_is_shown_and_who_leaves_shows_nothing_any_more(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    send(alice, "learned", words=WORDS)
    alice.post("/you/leave/", {"do": "pause"})
    assert show(alice).status_code == 422
    assert send(alice, "learned", 1, words=f"{WORDS} Ours.").status_code == 302
    alice.post("/you/leave/", {"do": "share"})
    show(alice)
    alice.post("/you/leave/", {"do": "leave"})
    assert not Shown.objects.exists()
    assert WORDS in page(inside(cast.alice))
