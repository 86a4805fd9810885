"""Asks through the real pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from nearward.domain.asks import Here
from nearward.domain.refused import Refused
from nearward.web.asks.models import Answer, Ask
from nearward.web.asks.services import answer_ask, end_ask
from nearward.web.people.models import Caregiver
from nearward.web.people.services import end_place
from tests.conftest import Cast, ask_of

Phone = Callable[[Caregiver], Client]
JUST_NOW = timedelta(minutes=5)


def test_bob_answers_alices_ask(cast: Cast, phone: Phone) -> None:
    ask_id = ask_of(cast.alice, at=datetime.now(UTC) - JUST_NOW)
    answer = phone(cast.bob).post(f"/asks/{ask_id}/answer/", {"how": "here", "key": uuid4(), "seen": 0})
    assert answer.status_code == 302
    assert "I&#x27;m here." in phone(cast.alice).get("/").content.decode()


def test_an_ask_is_not_there_for_anyone_else(cast: Cast, phone: Phone) -> None:
    ask_id = ask_of(cast.alice, at=datetime.now(UTC) - JUST_NOW)
    for stranger in (cast.gran, cast.zed):
        assert phone(stranger).get(f"/asks/{ask_id}/").status_code == 404


def test_cant_without_a_but_is_refused_and_says_what_to_do(cast: Cast, phone: Phone) -> None:
    ask_id = ask_of(cast.alice, at=datetime.now(UTC) - JUST_NOW)
    answer = phone(cast.bob).post(
        f"/asks/{ask_id}/answer/", {"how": "but", "words": " ", "key": uuid4(), "seen": 0}
    )
    assert answer.status_code == 422
    assert "Add what you can do instead, however small." in answer.content.decode()
    assert not Answer.objects.exists()


def test_two_answers_at_once_leave_one(cast: Cast, phone: Phone) -> None:
    ask_id = ask_of(cast.alice, at=datetime.now(UTC) - JUST_NOW)
    first, second = phone(cast.bob), phone(cast.bob)
    first.post(f"/asks/{ask_id}/answer/", {"how": "here", "key": uuid4(), "seen": 0})
    late = second.post(f"/asks/{ask_id}/answer/", {"how": "but", "words": "later", "key": uuid4(), "seen": 0})
    assert late.status_code == 422
    assert "answered in another window" in late.content.decode()
    assert Answer.objects.count() == 1


def test_sending_the_same_ask_twice_makes_one(cast: Cast, phone: Phone) -> None:
    sent = {"need": "sleep", "kind": "take", "when": "tonight", "words": "", "key": uuid4()}
    alice = phone(cast.alice)
    assert alice.post("/ask/", sent).status_code == alice.post("/ask/", sent).status_code == 302
    assert Ask.objects.count() == 1


def test_when_a_partner_has_left_what_the_two_said_is_sealed(cast: Cast, phone: Phone) -> None:
    ask_id = ask_of(cast.alice, at=datetime.now(UTC) - JUST_NOW)
    end_place(place=cast.bob, now=datetime.now(UTC))
    alice = phone(cast.alice)
    assert alice.get(f"/asks/{ask_id}/").status_code == 404
    assert "not solutions" not in alice.get("/").content.decode()
    assert phone(cast.bob).get(f"/asks/{ask_id}/").status_code == 302


def test_a_refused_answer_says_why_beside_what_was_typed_and_only_there(cast: Cast, phone: Phone) -> None:
    ask_id = ask_of(cast.alice, at=datetime.now(UTC) - JUST_NOW)
    sent = {"how": "but", "words": "x" * 501, "key": uuid4(), "seen": 0}
    page = phone(cast.bob).post(f"/asks/{ask_id}/answer/", sent).content.decode()
    assert page.count("Own words hold up to 500 characters.") == 1
    assert page.index("x" * 501) < page.index("Own words hold up to 500 characters.")


def test_an_ask_taken_back_while_the_answer_was_on_its_way_takes_no_answer(cast: Cast) -> None:
    at = datetime.now(UTC)
    ask = Ask.objects.get(pk=ask_of(cast.alice, at=at - JUST_NOW))
    end_ask(ask=ask, by=cast.alice, how="taken back", now=at)
    with pytest.raises(Refused, match="This ask is over"):
        answer_ask(ask=ask, by=cast.bob, answer=Here(), seen=0, key=uuid4(), now=at)
    assert not Answer.objects.exists()
