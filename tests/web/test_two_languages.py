"""A couple with two languages: each reads everything in their own, and own words stay as they were written."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from nearward.web.asks.models import Ask
from nearward.web.core.clock import now
from nearward.web.people.models import Caregiver, Person
from tests.conftest import Cast, ask_of

Phone = Callable[[Caregiver], Client]
BODY = {"need": "sleep", "kind": "take", "when": "tonight", "words": ""}


@pytest.fixture
def spanish(cast: Cast) -> Cast:
    """Bob reads Spanish."""
    Person.objects.filter(pk=cast.bob.person_id).update(language="es")
    return cast


def page(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


def test_an_ask_is_shown_in_both_languages_before_it_is_sent(spanish: Cast, phone: Phone) -> None:
    seen = phone(spanish.alice).post("/ask/?part=preview", {**BODY, "do": "preview"}).content.decode()
    assert "I need to sleep. Please take it over, all of it. Tonight, if you can." in seen
    assert "Bob reads it in Español:" in seen
    assert "Necesito dormir." in seen
    assert 'lang="es"' in seen
    assert "are not translated" not in seen


def test_each_reads_it_in_their_own_language(spanish: Cast, phone: Phone) -> None:
    phone(spanish.alice).post("/ask/", {**BODY, "key": uuid4()})
    assert "I need to sleep." in page(phone(spanish.alice))
    seen = page(phone(spanish.bob))
    assert "Necesito dormir." in seen
    assert 'lang="es"' in seen
    assert "I need" not in seen


def test_own_words_are_marked_as_not_translated(spanish: Cast, phone: Phone) -> None:
    alice = phone(spanish.alice)
    body = {**BODY, "words": "Could you come upstairs?"}
    assert (
        "Your own words are not translated."
        in alice.post("/ask/?part=preview", body | {"do": "preview"}).content.decode()
    )
    alice.post("/ask/", {**body, "key": uuid4()})
    made = Ask.objects.get()
    for path in ("/", f"/asks/{made.pk}/"):
        seen = page(phone(spanish.bob), path)
        assert "Could you come upstairs?" in seen
        assert "Las palabras propias quedan como se escribieron." in seen
    assert "Own words stand" not in page(alice)


def test_a_sentence_offered_in_spanish_reaches_an_english_reader_in_english(spanish: Cast, phone: Phone) -> None:
    bob = phone(spanish.bob)
    offered = bob.get("/ask/?with=maxed").content.decode()
    words = offered.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0].strip()
    assert words
    bob.post("/ask/", {"need": "hands", "kind": "do", "when": "now", "words": words, "key": uuid4()})
    assert Ask.objects.get().words == "I'm maxed out. Can you help me?"
    assert "maxed out" in page(phone(spanish.alice))
    assert "Own words" not in page(phone(spanish.alice))


def test_one_language_shows_no_second_sentence(cast: Cast, phone: Phone) -> None:
    seen = phone(cast.alice).post("/ask/?part=preview", {**BODY, "do": "preview"}).content.decode()
    assert "reads it in" not in seen
    ask_of(cast.alice, at=now())
    assert "Own words" not in page(phone(cast.bob))


@pytest.mark.parametrize(
    "path", ["/", "/nights/", "/holding/", "/us/", "/check-in/", "/ask/", "/us/week/", "/you/"]
)
def test_every_room_speaks_spanish_and_leaves_no_english_behind(spanish: Cast, phone: Phone, path: str) -> None:
    Person.objects.update(language="es")
    main = page(phone(spanish.bob), path).split("<body")[1]
    for word in (" the ", " and ", " your ", " you ", " with "):
        assert word not in main, word
