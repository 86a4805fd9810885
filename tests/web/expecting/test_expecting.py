"""Expecting on two phones: sealed until both have finished, a night kept nowhere, nothing of it after a loss."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nearward.web.core.clock import now
from nearward.web.expecting.models import Draft, Opened, Proposal
from nearward.web.nights.models import PlannedNight
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Child
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
US, MINE, NOTE = "/us/expecting/", "/mine/expecting/", "/mine/expecting/pattern/"
NIGHT, AGREED = "/us/expecting/night/", "/us/expecting/agreements/"
EVERY = (US, NIGHT, AGREED, MINE, NOTE)
ALICE, BOB = "I think I will be up at night, alone.", "I think we will take turns."


@pytest.fixture
def ada(cast: Cast) -> Child:
    """Kit is gone from the cast; Ada is expected."""
    cast.kit.delete()
    facts = people.ChildFacts("Ada", due_on=(now() + timedelta(days=60)).date())
    return people.save_child(me=cast.alice, facts=facts, now=now())


@pytest.fixture
def both(cast: Cast, ada: Child, inside: Phone) -> tuple[Client, Client]:
    return inside(cast.alice), inside(cast.bob)


def send(client: Client, do: str, number: int = 0, *, quiet: bool = False, path: str = MINE, **words: str) -> Any:
    body = {"do": do, "number": number, "key": words.pop("key", str(uuid4())), **words}
    return client.post(path, body, headers={"X-Keep": "1"} if quiet else {})


def page(client: Client, path: str = US) -> str:
    return client.get(path, follow=True).content.decode()


def opened(both: tuple[Client, Client]) -> None:
    send(both[0], "finish", nights=ALICE, night="me", tracking="me", planning="both")
    done = send(both[1], "finish", nights=BOB, night="both", tracking="other", planning="open")
    assert done.headers["Location"] == US


def born(child: Child) -> None:
    Child.objects.filter(pk=child.pk).update(born_on=now().date())


def test_it_opens_for_both_at_once_when_both_have_finished(both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "finish", nights=ALICE)
    send(bob, "save", nights=BOB)
    assert ALICE not in page(alice) + page(bob)
    send(bob, "finish", 1, nights=BOB)
    for client in both:
        assert ALICE in page(client)
        assert BOB in page(client)
        assert "It opened for both of you at once." in page(client)
    assert not Draft.objects.exists()


def test_each_choice_is_read_by_name_and_what_differs_comes_first(both: tuple[Client, Client]) -> None:
    opened(both)
    for client in both:
        words = " ".join(re.sub(r"<[^>]+>", " ", page(client)).split())
        assert (
            "Where you expect it otherwise Who gets up at night Alice Mostly Alice Bob Both of us, in turns"
            in words
        )
        assert "Planning Alice Both of us, in turns Bob I can’t tell yet" in words
        assert "Where you expect the same Tracking Mostly Alice" in words
        assert words.index("Who gets up at night") < words.index("Planning") < words.index("Tracking")


def test_until_then_the_other_sees_the_same_page_whatever_one_does(both: tuple[Client, Client]) -> None:
    alice, bob = both
    plain = [steady(page(bob, path)) for path in EVERY]
    for do in ("save", "finish", "back", "save"):
        number = Draft.objects.values_list("number", flat=True).first() or 0
        send(alice, do, number, nights=ALICE, night="me")
        send(alice, "save", 0, path=NOTE, words="I go quiet.")
        assert [steady(page(bob, path)) for path in EVERY] == plain


def steady(html: str) -> str:
    return re.sub(r'value="[\w-]{36,}"|nonce="[^"]*"', "", html)


def test_what_is_sealed_lies_encrypted_before_and_after(both: tuple[Client, Client]) -> None:
    send(both[0], "save", nights=ALICE)
    send(both[0], "save", path=NOTE, words=ALICE)
    assert all(ALICE.encode() not in bytes(row.sealed) for row in Draft.objects.all())
    send(both[0], "finish", 1, nights=ALICE)
    send(both[1], "finish", nights=BOB)
    assert Opened.objects.count() == 2
    assert all(ALICE.encode() not in bytes(row.sealed) for row in Opened.objects.all())


def test_a_finished_side_stands_still_until_it_is_taken_back(both: tuple[Client, Client]) -> None:
    alice = both[0]
    send(alice, "finish", nights=ALICE)
    assert "Take it back and write on" in page(alice, MINE)
    assert send(alice, "save", 1, nights="other").status_code == 422
    send(alice, "back")
    assert send(alice, "save", 1, nights="other").status_code == 302
    assert send(both[1], "finish", nights=BOB).headers["Location"] == MINE


def test_an_empty_side_is_not_finished_and_a_long_one_keeps_what_was_typed(both: tuple[Client, Client]) -> None:
    assert send(both[0], "finish").status_code == 422
    long = send(both[0], "save", night="me", nights="w" * 2001)
    assert long.status_code == 422
    assert "w" * 2001 in long.content.decode()
    assert re.search(r'name="night" value="me" checked', long.content.decode())
    assert not Draft.objects.exists()


def test_words_are_kept_as_they_are_written_and_two_devices_see_both(both: tuple[Client, Client]) -> None:
    alice = both[0]
    assert send(alice, "", quiet=True, nights="from the phone", night="me").headers["X-Number"] == "1"
    assert send(alice, "", quiet=True, nights="from the tablet").status_code == 409
    answer = send(alice, "save", nights="from the tablet")
    assert "from the phone" in answer.content.decode()
    assert "from the tablet" in answer.content.decode()
    assert send(alice, "save", 1, nights="both").status_code == 302
    assert send(alice, "", quiet=True, path=NOTE, words="one").headers["X-Number"] == "1"
    assert "one" in send(alice, "save", path=NOTE, words="two").content.decode()


def test_the_note_on_the_pattern_never_opens(both: tuple[Client, Client]) -> None:
    send(both[0], "save", path=NOTE, words="a heron in me")
    opened(both)
    assert "a heron in me" in page(both[0], NOTE)
    for path in EVERY:
        assert "a heron in me" not in page(both[1], path)


def test_a_night_is_rehearsed_and_kept_nowhere(both: tuple[Client, Client]) -> None:
    for client in both:
        html = page(client, NIGHT)
        assert "a rehearsal" in html
        assert "With Ada" in html
        assert "Alice has the baby from" in html
        assert "I agree" not in html
        assert page(client, NIGHT + "?turned=1") != html
    assert not PlannedNight.objects.exists()
    assert "rehears" not in page(both[0], "/nights/")


def test_no_night_is_rehearsed_while_a_child_is_in_hospital(cast: Cast, both: tuple[Client, Client]) -> None:
    facts = people.ChildFacts("Ben", born_on=now().date() - timedelta(days=2), home=False)
    people.save_child(me=cast.alice, facts=facts, now=now())
    html = page(both[0], NIGHT)
    assert "is in hospital" in html
    assert 'class="night"' not in html


def agree(client: Client, do: str = "", seen: int = 0, *, words: str = "", again: bool = False) -> int:
    thread = {"thread": str(Proposal.objects.first().thread)} if again or do else {}  # type: ignore[union-attr]
    body = {"key": str(uuid4()), "do": do, "seen": seen, "words": words, **thread}
    return client.post(AGREED, body).status_code


def test_the_other_agrees_to_exactly_the_words_they_read(both: tuple[Client, Client]) -> None:
    alice, bob = both
    assert agree(alice, words="We hand over at two.") == 302
    assert "Alice would agree to this." in page(bob, AGREED)
    assert agree(alice, "agree", 1) == 422
    assert agree(bob, words="We hand over at three.", seen=1, again=True) == 302
    assert agree(bob, "agree", 1) == 422
    assert agree(alice, "agree", 1) == 422  # those were the words before
    assert agree(alice, "agree", 2) == 302
    for client in both:
        assert "You both agree." in page(client, AGREED)
        assert "three" in page(client, AGREED)
        stands, earlier = page(client, AGREED).split("Earlier words")
        assert "We hand over at two." not in stands
        assert "We hand over at two." in earlier
    assert b"hand over" not in b"".join(bytes(row.sealed) for row in Proposal.objects.all())


def test_new_words_leave_the_old_ones_standing_until_both_agree(both: tuple[Client, Client]) -> None:
    alice, bob = both
    agree(alice, words="We hand over at two.")
    agree(bob, "agree", 1)
    agree(alice, words="Or at four.", seen=1, again=True)
    assert "Until then this stands: We hand over at two." in page(bob, AGREED)
    assert agree(bob, "back", 2) == 422
    assert agree(alice, "back", 2) == 302
    assert "You both agree." in page(bob, AGREED)
    assert "Or at four." not in page(bob, AGREED)


def test_empty_words_are_refused_and_a_second_sending_makes_one(both: tuple[Client, Client]) -> None:
    assert agree(both[0], words="  ") == 422
    body = {"key": str(uuid4()), "seen": 0, "words": "We hand over at two."}
    assert [both[0].post(AGREED, body).status_code for _ in range(2)] == [302, 302]
    assert Proposal.objects.count() == 1


def test_nothing_changes_by_date_but_by_a_person_saying_so(ada: Child, both: tuple[Client, Client]) -> None:
    Child.objects.update(due_on=now().date() - timedelta(days=30))
    assert "Ada is here" in page(both[0])
    assert f"/family/children/{ada.pk}/" in page(both[0])
    assert 'href="/us/expecting/"' in page(both[0], "/us/")
    born(ada)
    assert 'href="/us/expecting/"' not in page(both[0], "/us/") + page(both[0], "/")


def test_after_the_birth_one_may_look_back_at_ones_own_only(ada: Child, both: tuple[Client, Client]) -> None:
    opened(both)
    send(both[0], "save", path=NOTE, words="a heron in me")
    agree(both[0], words="We hand over at two.")
    born(ada)
    for client, own, others in ((both[0], ALICE, BOB), (both[1], BOB, ALICE)):
        assert own in page(client, MINE)
        assert others not in page(client, MINE) + page(client) + page(client, AGREED)
        assert own not in page(client) + page(client, "/mine/") + page(client, "/")
        assert "We hand over at two." in page(client, AGREED)
    assert "a heron in me" in page(both[0], NOTE)
    for path in (MINE, NOTE):
        assert send(both[0], "save", path=path, nights="late", words="late").status_code == 422
    assert "no night" not in page(both[0], NIGHT)


def test_a_side_that_waited_for_the_other_never_opens_after_the_birth(
    ada: Child, both: tuple[Client, Client]
) -> None:
    send(both[0], "finish", nights=ALICE)
    born(ada)
    assert send(both[1], "finish", nights=BOB).status_code == 422
    assert ALICE in page(both[0], MINE)
    assert ALICE not in page(both[1], MINE)
    assert not Opened.objects.exists()


@pytest.mark.parametrize("path", EVERY)
def test_after_a_loss_everything_of_it_is_hidden_at_once(
    ada: Child, both: tuple[Client, Client], path: str
) -> None:
    opened(both)
    both[0].post(f"/family/children/{ada.pk}/lost/")
    for client in both:
        assert client.get(path).headers["Location"] == "/"
        assert send(client, "save", path=path).status_code in {302, 405}
        assert ALICE not in page(client, path)
        for door in ("/", "/us/", "/mine/"):
            assert "expecting/" not in page(client, door)


def test_a_lost_twin_takes_ones_words_along_and_the_other_begins_anew(
    cast: Cast, ada: Child, both: tuple[Client, Client]
) -> None:
    facts = people.ChildFacts("Ben", due_on=(now() + timedelta(days=60)).date())
    people.save_child(me=cast.alice, facts=facts, now=now())
    opened(both)
    Child.objects.filter(pk=ada.pk).update(lost_at=now())
    for client in both:
        assert "Ada" not in page(client)
        assert ALICE not in page(client) + page(client, MINE)
    Child.objects.filter(pk=ada.pk).update(lost_at=None)
    assert ALICE in page(both[1])


def test_a_stranger_a_helper_and_an_earlier_partner_find_nothing(
    cast: Cast, both: tuple[Client, Client], inside: Phone
) -> None:
    opened(both)
    agree(both[0], words="We hand over at two.")
    for path in EVERY:
        assert inside(cast.gran).get(path).status_code == 404
        for words in (ALICE, BOB, "We hand over at two."):
            assert words not in page(inside(cast.zed), path)
    people.end_place(place=cast.bob, now=now())
    assert ALICE in page(both[0], MINE)
    assert BOB not in page(both[0]) + page(both[0], AGREED)
    assert "hand over" not in page(both[0], AGREED)


def test_one_alone_writes_for_oneself_and_opens_nothing(cast: Cast, inside: Phone) -> None:
    people.save_child(me=cast.zed, facts=people.ChildFacts("Uma", due_on=now().date()), now=now())
    zed = inside(cast.zed)
    assert send(zed, "save", nights=ALICE, night="other").status_code == 302
    assert "Mostly the other" in page(zed, MINE)
    assert send(zed, "finish", 1, nights=ALICE).status_code == 422
    assert "what the other expects. You can ask" in page(zed)
    assert "a rehearsal" in page(zed, NIGHT)
    assert agree(zed, words="x") == 422


def test_with_mine_closed_ones_own_side_is_behind_the_lock(
    cast: Cast, both: tuple[Client, Client], phone: Phone
) -> None:
    send(both[0], "save", nights=ALICE)
    closed = phone(cast.alice)
    for path in (MINE, NOTE):
        assert closed.get(path).headers["Location"].startswith("/mine/open/")
    assert ALICE not in page(closed)
