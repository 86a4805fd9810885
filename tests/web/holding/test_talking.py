"""A talk about one kind of labor: what good enough means, and how each finds a thing."""

from collections.abc import Callable
from itertools import pairwise

from django.test import Client

from nearward.domain.labor import KINDS, PARENTING, TRACKING
from nearward.domain.talk import TALKS, slug_of
from nearward.web.core.clock import now
from nearward.web.holding import services as holding
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from tests.conftest import Cast
from tests.web.holding.rooms import words, write_down

Phone = Callable[[Caregiver], Client]


def test_there_is_a_talk_for_each_of_the_six_kinds_and_no_other() -> None:
    assert tuple(TALKS) == tuple(KINDS)


def test_each_talk_leads_to_the_next_and_the_last_to_the_first(cast: Cast, phone: Phone) -> None:
    order = [*KINDS, next(iter(KINDS))]
    for kind, following in pairwise(order):
        page = phone(cast.alice).get(f"/holding/talk/{slug_of(kind)}/").content.decode()
        assert f'href="/holding/talk/{slug_of(following)}/"' in page


def test_what_is_good_enough_is_put_in_words_by_one_and_agreed_by_the_other(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    phone(cast.bob).post(f"/holding/{item.pk}/said/", {"standard": "A week ahead."})
    page = words(phone(cast.alice), "/holding/talk/tracking/")
    assert "Good enough for me too" in page
    phone(cast.alice).post(f"/holding/{item.pk}/agree/", {"read": "A week ahead."})
    assert "You both agreed to this." in words(phone(cast.bob), "/holding/talk/tracking/")
    phone(cast.alice).post(f"/holding/{item.pk}/said/", {"standard": "A day ahead."})
    assert "You both agreed to this." not in words(phone(cast.bob), "/holding/talk/tracking/")


def test_the_same_words_again_leave_an_agreement_as_it_is(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    phone(cast.bob).post(f"/holding/{item.pk}/said/", {"standard": "A week ahead."})
    phone(cast.alice).post(f"/holding/{item.pk}/agree/", {"read": "A week ahead."})
    phone(cast.alice).post(f"/holding/{item.pk}/said/", {"standard": "A week ahead."})
    item.refresh_from_db()
    assert item.agreed


def test_each_says_only_how_they_find_it_themselves(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    for who, taste in ((cast.alice, -1), (cast.bob, 1)):
        assert phone(who).post(f"/holding/{item.pk}/said/", {"taste": taste}).status_code == 302
    item.refresh_from_db()
    assert item.taste == {str(cast.alice.pk): -1, str(cast.bob.pk): 1}


def test_words_that_are_too_long_are_refused_and_stay_in_the_field(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    refused = phone(cast.bob).post(f"/holding/{item.pk}/said/", {"standard": "long " * 90})
    assert refused.status_code == 422
    assert "long long" in refused.content.decode()
    assert phone(cast.bob).post(f"/holding/{item.pk}/said/", {"taste": 4}).status_code == 422


def test_words_typed_over_others_that_came_meanwhile_are_not_kept_and_not_lost(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    said = f"/holding/{item.pk}/said/"
    phone(cast.bob).post(said, {"standard": "Two days ahead.", "read": ""})
    late = phone(cast.alice).post(said, {"standard": "A week ahead.", "read": ""})
    assert late.status_code == 422
    page = late.content.decode()
    assert "The words changed just now." in page
    assert "A week ahead." in page
    assert "It reads now:" in page
    item.refresh_from_db()
    assert item.standard == "Two days ahead."
    assert phone(cast.alice).post(said, {"standard": "A week ahead.", "read": item.standard}).status_code == 302


def test_words_for_a_thing_put_away_meanwhile_stay_in_the_field(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    holding.put_away(item=item, now=now())
    late = phone(cast.bob).post(f"/holding/{item.pk}/said/", {"standard": "A week ahead.", "read": ""})
    assert late.status_code == 422
    assert "This was put away." in late.content.decode()
    assert "A week ahead.</textarea>" in late.content.decode()


def test_saying_how_one_finds_it_loses_no_words_and_keeps_none(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    both = {"taste": 1, "standard": "Half a thought", "read": ""}
    page = phone(cast.bob).post(f"/holding/{item.pk}/said/", both)
    assert page.status_code == 200
    assert "Half a thought</textarea>" in page.content.decode()
    item.refresh_from_db()
    assert (item.taste, item.standard) == ({str(cast.bob.pk): 1}, "")


def test_after_a_loss_no_talk_names_the_care_of_a_baby(cast: Cast, phone: Phone) -> None:
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    assert phone(cast.alice).get(f"/holding/talk/{slug_of(PARENTING)}/").status_code == 404
    assert "Parenting" not in words(phone(cast.alice), "/holding/talk/")


def test_a_stranger_and_a_helper_have_no_talk(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, "The pharmacy", mine=True, kind=TRACKING)
    for who in (cast.zed, cast.gran):
        assert phone(who).post(f"/holding/{item.pk}/said/", {"taste": 1}).status_code == 404
    assert phone(cast.gran).get("/holding/talk/").status_code == 404
    assert phone(cast.alice).get("/holding/talk/nonsense/").status_code == 404
