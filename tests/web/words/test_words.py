"""The screen of Words: an answer in the same response, help before all else, and nothing of it anywhere after."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nearward.data import wording
from nearward.domain.wording.danger import FEAR
from nearward.domain.wording.ears import SAFETY
from nearward.domain.wording.hearing import Heard
from nearward.web.core.clock import now
from nearward.web.people.models import Caregiver
from nearward.web.people.services import end_place
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
HERE = "/mine/words/"
TYPED = "You heron, you never listen to me"


@contextmanager
def hearing(*, named: str | None = None, safety: str = "none", fear: bool = False) -> Iterator[None]:
    found = Heard(("withdraw", "blame", "hold"), named, None, safety, fear)
    with patch("nearward.web.words.views.heard", lambda _text: found):
        yield


@pytest.fixture
def alice(cast: Cast, inside: Phone) -> Client:
    return inside(cast.alice)


def said(client: Client, text: str = TYPED, side: str = "saying") -> str:
    answer = client.post(HERE, {"side": side, "text": text})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_three_chips_and_none_of_these_answer_a_sentence_that_stays_on_the_page(alice: Client) -> None:
    with hearing():
        page = said(alice)
    assert "heron" in page
    for words in ("A door that closes", "I am with you", "None of these", "Does one of these fit?"):
        assert words in page
    assert "more than words" in page


def test_a_name_is_given_only_when_sure_and_can_be_sent_back(alice: Client) -> None:
    with hearing(named="withdraw"):
        page = said(alice)
    assert "This can land as “a door that closes”; you may mean something else by it." in page
    assert "That’s not it" in page
    body = {"side": "saying", "pick": "withdraw", "top": ["withdraw", "blame", "hold"], "do": "not it"}
    page = alice.post(HERE, body).content.decode()
    assert "A door that closes" not in page
    assert "You are what is wrong" in page


def test_said_to_me_leaves_the_meaning_to_them_and_offers_answers(alice: Client) -> None:
    with hearing(named="withdraw"):
        page = said(alice, side="heard")
    assert "Only they know what they meant." in page
    assert "Ways to answer" in page
    assert "One thing that may go on in anyone who says this" in page


def test_a_chip_opens_its_card_without_the_sentence(alice: Client) -> None:
    page = alice.post(HERE, {"side": "saying", "pick": "blame", "top": ["blame"]}).content.decode()
    assert "you are what is wrong" in page
    assert "A question to yourself" in page
    assert "That’s not it" not in page


def test_slots_are_filled_with_what_is_chosen_or_typed(alice: Client) -> None:
    body = {"side": "saying", "pick": "withdraw", "feeling": "sad", "time": "a quarter to nine <b>"}
    page = alice.post(HERE, body).content.decode()
    assert "I am sad and I am starting to close up" in page
    assert "a quarter to nine &lt;b&gt;" in page


def test_none_of_these_shows_all_there_are(alice: Client) -> None:
    page = alice.post(HERE, {"side": "saying", "pick": "none"}).content.decode()
    assert page.count('name="pick"') == 18


def test_a_sentence_becomes_an_ask_only_by_its_author_and_is_read_once_more(alice: Client) -> None:
    page = alice.post(HERE, {"side": "saying", "pick": "withdraw"}).content.decode()
    assert page.count("Send this as an ask") == 3
    words = "I have no words yet. It is not because of you."
    answer = alice.post("/ask/", {"key": "0" * 32, "need": "reassurance", "kind": "with", "when": "now",
                                  "words": words, "do": "preview"})  # fmt: skip
    assert answer.status_code == 200
    assert answer.content.decode().count(words) >= 2
    assert "Send to Bob" in answer.content.decode()


def test_danger_said_outright_is_answered_with_help_alone_and_not_even_the_sentence_stays(alice: Client) -> None:
    page = said(alice, "heron, he hit me again", side="heard")
    for words in ("Are you safe right now?", "Nobody is watching in real time", "/help/safety-at-home/"):
        assert words in page
    for gone in ("heron", "Does one of these fit", "Send this as an ask", "Other ways", "may land"):
        assert gone not in page


def test_a_faint_danger_adds_one_line_and_fear_of_the_partner_gets_no_other_words(alice: Client) -> None:
    with hearing(safety="soft"):
        page = said(alice)
    assert "If you do not feel safe" in page
    assert "Does one of these fit?" in page
    with hearing(safety="soft", fear=True):
        page = said(alice)
    assert "If you do not feel safe" in page
    assert "Does one of these fit?" not in page
    assert 'name="pick"' not in page


@pytest.mark.parametrize(("body", "says"), [
    ({"side": "saying", "text": "  "}, "Write the sentence first."),
    ({"side": "sideways", "text": TYPED}, "Choose one of the two."),
    ({"side": "heard", "text": "heron " * 400}, "That is too long."),
])  # fmt: skip
def test_a_refused_form_says_why_and_loses_nothing(alice: Client, body: dict[str, str], says: str) -> None:
    answer = alice.post(HERE, body)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert body["text"].strip()[:20] in answer.content.decode()


def test_nothing_of_it_is_written_anywhere(alice: Client, caplog: pytest.LogCaptureFixture) -> None:
    alice.get(HERE)
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as asked:
        said(alice)
        said(alice, "heron, I want to die")
        alice.post(HERE, {"side": "saying", "pick": "blame", "job": "heron"})
    written = [query["sql"] for query in asked.captured_queries if not query["sql"].startswith("SELECT")]
    assert [sql for sql in written if "heron" in sql or not sql.startswith(("SAVEPOINT", "RELEASE"))] == []
    assert "heron" not in caplog.text
    assert "heron" not in str([session.get_decoded() for session in Session.objects.all()])
    assert "heron" not in str(getattr(cache, "_cache", ""))
    assert "heron" not in alice.get(HERE).content.decode()


def test_behind_the_lock_nothing_waits(cast: Cast, phone: Phone) -> None:
    client = phone(cast.alice)
    answer = client.post(HERE, {"side": "saying", "text": TYPED})
    assert answer.headers["Location"] == "/mine/open/?next=%2Fmine%2Fwords%2F"
    client.post("/mine/close/", {"aside": HERE, "text": TYPED, "side": "saying"})
    assert "mine_waiting" not in client.session


def test_the_page_forgets_when_mine_closes_by_itself(alice: Client) -> None:
    page = alice.get(HERE).content.decode()
    assert page.count("data-forgets") == page.count('action="/mine/words/"')
    assert 'autocomplete="off"' in page


def test_alone_it_works_and_offers_no_ask(cast: Cast, inside: Phone) -> None:
    end_place(place=cast.bob, now=now())
    page = inside(cast.alice).post(HERE, {"side": "saying", "pick": "blame"}).content.decode()
    assert "Send this as an ask" not in page
    assert "not told" not in page


def test_for_a_helper_and_a_stranger_it_is_not_there(cast: Cast, inside: Phone, client: Client) -> None:
    assert inside(cast.gran).get(HERE).status_code == 404
    assert client.get(HERE).status_code == 302


def test_the_ears_that_ship_hear_danger_without_the_encoder() -> None:
    plain = wording.ears().plain
    assert f"{SAFETY}{FEAR}" in plain.hear("he hit me")


def test_in_another_language_the_page_says_that_it_hears_english_only(cast: Cast, inside: Phone) -> None:
    cast.alice.person.language = "es"
    cast.alice.person.save(update_fields=["language"])
    page = inside(cast.alice).get(HERE).content.decode()
    assert "Solo entiende inglés." in page
    assert "Solo entiende inglés." not in inside(cast.bob).get(HERE).content.decode()
