"""A refusal always reaches the person as a page with its sentence, and nothing they typed is lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from nearward.domain.refused import Refused
from nearward.web.core.once import Conflict
from nearward.web.mine.models import Shown
from nearward.web.people import services as people
from nearward.web.people.access import open_to_all
from nearward.web.people.models import Caregiver, Family
from nearward.web.ui.refusals import SECRET_FIELDS, TEXT_FIELDS
from nearward.web.urls import urlpatterns as urls_of_the_app
from tests.conftest import Cast
from tests.house.nasty import sentences
from tests.web.mine.days import live_days

Phone = Callable[[Caregiver], Client]


@open_to_all
def refuse(_request: HttpRequest) -> None:
    raise Refused("Choose the day this helper's access ends.")


@open_to_all
def conflict(_request: HttpRequest) -> None:
    raise Conflict("This was already sent with other words. Please open the page again.")


@open_to_all
def fail(_request: HttpRequest) -> None:
    raise ValueError("a fault in the program")


urlpatterns = [*urls_of_the_app, path("refuse/", refuse), path("conflict/", conflict), path("fail/", fail)]
SENT = {
    "key": str(uuid4()),
    "kind": "take",
    "words": "<soup> tonight",
    "title": "choir",
    "passphrase": "warm lamp slow boat",
}


@pytest.mark.urls(__name__)
def test_a_refusal_nobody_caught_is_a_page_with_its_sentence_and_the_words(cast: Cast, phone: Phone) -> None:
    answer = phone(cast.alice).post("/refuse/", SENT, HTTP_REFERER="http://testserver/nights/?who=x")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentences(page) == ["Choose the day this helper&#x27;s access ends."]
    assert "&lt;soup&gt; tonight" in page
    assert "choir" in page
    assert "warm lamp" not in page
    assert SENT["key"] not in page
    assert 'href="/nights/"' in page


@pytest.mark.urls(__name__)
def test_a_key_used_twice_is_a_conflict_and_a_fault_stays_a_fault(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    alice.raise_request_exception = False
    assert alice.post("/conflict/", SENT).status_code == 409
    assert alice.post("/fail/", SENT).status_code == 500


def test_a_result_shown_while_sharing_is_paused_is_refused_on_its_page(cast: Cast, inside: Phone) -> None:
    live_days(cast.alice, datetime.now(UTC) - timedelta(hours=2))
    alice = inside(cast.alice)
    assert alice.get("/mine/stress/show/").status_code == 200
    people.pause_sharing(place=cast.alice, paused=True)
    answer = alice.post("/mine/stress/show/")
    assert answer.status_code == 422
    assert sentences(answer.content.decode()) == ["Sharing is paused. Share again first, and this can be shown."]
    assert "When stress rises" in answer.content.decode()
    assert not Shown.objects.exists()
    people.pause_sharing(place=cast.alice, paused=False)
    assert alice.post("/mine/stress/show/").status_code == 302


def test_words_sent_while_sharing_is_paused_stand_on_the_page_that_says_so(cast: Cast, phone: Phone) -> None:
    people.pause_sharing(place=cast.alice, paused=True)
    body = {"key": uuid4(), "need": "sleep", "kind": "do", "when": "now", "words": "please take the night"}
    answer = phone(cast.alice).post("/ask/", body)
    assert answer.status_code == 409
    assert "please take the night" in answer.content.decode()


def test_hours_sent_while_sharing_is_paused_are_not_lost(cast: Cast, phone: Phone) -> None:
    people.pause_sharing(place=cast.alice, paused=True)
    body = {"bed": "22:45", "up": "06:15", "leaves_at": "07:05", "floor": "180"}
    answer = phone(cast.alice).post("/nights/hours/", body)
    assert answer.status_code == 409
    assert [time in answer.content.decode() for time in ("22:45", "06:15", "07:05")] == [True] * 3


def test_words_for_the_cycle_stand_on_the_page_that_says_it_rests(cast: Cast, phone: Phone) -> None:
    Family.objects.filter(pk=cast.alice.family_id).update(resting=True)
    answer = phone(cast.alice).post("/us/cycle/", {"do": "words", "words": "drowning"})
    assert answer.status_code == 409
    assert "drowning" in answer.content.decode()


MADE_BY_A_TAP = {
    "auth",
    "baby_with",
    "endpoint",
    "key",
    "kind",
    "need",
    "p256dh",
    "tap",
    "thing",
    "to",
    "what",
    "when",
    "who",
}


def test_whatever_can_be_typed_into_a_form_is_kept_by_the_page_of_a_refusal() -> None:
    """Fields of the forms that are shown as text, a date or a time; a sign-in name is not said again anywhere."""
    fields = {
        name
        for form in all_forms(forms.BaseForm)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, (forms.TextInput, forms.Textarea, forms.DateInput, forms.TimeInput))
        and not isinstance(field.widget, (forms.HiddenInput, forms.PasswordInput))
    }
    assert fields - TEXT_FIELDS - SECRET_FIELDS - MADE_BY_A_TAP - {"sign_in_name"} == set()


def all_forms(kind: type) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield from all_forms(one)
        if one.__module__.startswith("nearward.") and hasattr(one, "base_fields"):
            yield one
