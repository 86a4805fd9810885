"""A helper sees only what is handed to them; after a loss nothing in the room speaks of a baby."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from nearward.domain.labor import PARENTING
from nearward.web.core.clock import now
from nearward.web.holding import services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, answered, holders, offered, words, write_down
from tests.web.people.test_loss import BABY_WORDS


def test_a_helper_sees_only_what_is_theirs_and_what_is_offered_to_them(cast: Cast, phone: Phone) -> None:
    walk, letter = write_down(cast.alice, "Walk"), write_down(cast.alice, "The letter", mine=True)
    gran = phone(cast.gran)
    assert "Nothing is handed to you now." in words(gran)
    offer = offered(walk, cast.alice, cast.gran)
    seen = words(gran)
    assert "Alice offers you this, whole Walk" in seen
    assert "letter" not in seen
    assert gran.post(f"/holding/offers/{offer}/answer/", {"how": "yes"}).status_code == 302
    assert holders(walk) == ["Gran"] * 3
    assert words(gran) == "Household management Walk no plan yet Gran"
    assert "Walk no plan yet Gran" in words(phone(cast.bob))
    assert gran.get(f"/holding/{letter.pk}/").status_code == 404


def test_a_helper_sees_no_numbers_no_agreeing_and_no_way_to_offer(cast: Cast, phone: Phone) -> None:
    walk = write_down(cast.alice, "Walk")
    answered(offered(walk, cast.alice, cast.gran), cast.gran)
    seen = words(phone(cast.gran), f"/holding/{walk.pk}/")
    for never in ("no plan moves it", "minutes", "What it takes", "Hand it over", "put it away", "agree", "Change"):
        assert never not in seen
    for path in ("take", "offer", "agree", "change", "end"):
        assert phone(cast.gran).post(f"/holding/{walk.pk}/{path}/").status_code == 404


def test_a_helper_lets_go_and_says_whether_a_plan_exists(cast: Cast, phone: Phone) -> None:
    walk, gran = write_down(cast.alice, "Walk"), phone(cast.gran)
    answered(offered(walk, cast.alice, cast.gran), cast.gran)
    gran.post(f"/holding/{walk.pk}/plan/", {"plan": "yes"})
    assert "Walk a plan exists" in words(phone(cast.alice))
    gran.post(f"/holding/{walk.pk}/let-go/", {"stage": "whole"})
    assert holders(walk) == [""] * 3
    assert "Walk" not in words(gran)


def test_a_partner_gets_back_what_a_helper_holds_by_asking(cast: Cast, phone: Phone) -> None:
    walk = write_down(cast.alice, "Walk")
    answered(offered(walk, cast.alice, cast.gran), cast.gran)
    offer = offered(walk, cast.bob, cast.gran, takes=True)
    assert "Bob would take this whole" in words(phone(cast.gran))
    answered(offer, cast.gran)
    assert holders(walk) == ["Bob"] * 3


@pytest.mark.parametrize("how", ["by date", "at once"])
def test_when_a_helpers_access_ends_what_they_held_is_open(cast: Cast, phone: Phone, how: str) -> None:
    walk = write_down(cast.alice, "Walk")
    answered(offered(walk, cast.alice, cast.gran), cast.gran)
    later = write_down(cast.alice, "Later")
    offer = offered(later, cast.alice, cast.gran)
    if how == "by date":
        Caregiver.objects.filter(pk=cast.gran.pk).update(until=now() - timedelta(minutes=1))
    else:
        people.end_place(place=cast.gran, now=now())
    seen = words(phone(cast.alice))
    assert "Walk nobody is holding this yet open" in seen
    assert "Later nobody is holding this yet open" in seen
    assert phone(cast.alice).post(f"/holding/offers/{offer}/answer/", {"how": "back"}).status_code == 404
    phone(cast.bob).post(f"/holding/{walk.pk}/take/", {"stage": "whole"})
    assert holders(walk) == ["Bob"] * 3


def test_an_offer_to_a_helper_goes_with_the_partner_who_made_it(cast: Cast, phone: Phone) -> None:
    walk = write_down(cast.bob, "Walk", mine=True)
    offer = offered(walk, cast.bob, cast.gran)
    people.end_place(place=cast.bob, now=now())
    gran = phone(cast.gran)
    assert "Walk" not in words(gran)
    assert gran.get(f"/holding/{walk.pk}/").status_code == 404
    assert gran.post(f"/holding/offers/{offer}/answer/", {"how": "yes"}).status_code == 404


def test_a_gone_helper_does_not_get_what_was_offered_to_them(cast: Cast) -> None:
    walk = write_down(cast.alice, "Walk")
    offer = offered(walk, cast.alice, cast.gran)
    people.end_place(place=cast.gran, now=now())
    with pytest.raises(services.Refused):
        answered(offer, cast.gran)
    assert holders(walk) == [""] * 3


def test_a_loss_hides_all_that_may_speak_of_a_baby_and_keeps_it(cast: Cast, phone: Phone) -> None:
    bills = write_down(cast.alice, "Bills", mine=True, plain=True)
    feeds = write_down(cast.alice, "Feeds and Kit's weight", mine=True, kind=PARENTING)
    offered(feeds, cast.alice, cast.bob)
    people.record_loss(me=cast.bob, child=cast.kit, now=now())
    for who in (cast.alice, cast.bob):
        client = phone(who)
        for path in ("/holding/", "/holding/add/", "/holding/start/", f"/holding/{bills.pk}/",
                     f"/holding/{bills.pk}/change/"):  # fmt: skip
            assert not BABY_WORDS.findall(words(client, path)), path
            assert "Parenting" not in client.get(path).content.decode()
        assert "Bills" in words(client)
        assert client.get(f"/holding/{feeds.pk}/").status_code == 404
        assert client.post(f"/holding/offers/{Offer.objects.get().pk}/answer/", {"how": "no"}).status_code == 404
    people.take_back_loss(me=cast.alice, child=cast.kit, now=now())
    assert "Kit" in words(phone(cast.alice))


def test_after_a_loss_one_may_look_at_what_was_held_before_and_bring_back_a_thing(cast: Cast, phone: Phone) -> None:
    write_down(cast.alice, "The room we painted", mine=True)
    letter = write_down(cast.alice, "Answer Ana", mine=True)
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    bob = phone(cast.bob)
    assert "What was held before" in words(bob)
    assert "The room we painted" in words(bob, "/holding/put-away/")
    bob.post(f"/holding/{letter.pk}/end/", {"do": "back"})
    seen = words(phone(cast.alice))
    assert "Answer Ana" in seen
    assert "painted" not in seen


def test_what_is_written_after_a_loss_shows(cast: Cast, phone: Phone) -> None:
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    alice = phone(cast.alice)
    alice.post("/holding/add/", {"text": "Call work", "do": "keep", "kind": ["planning"], "key": uuid4()})
    assert Responsibility.objects.get().plain
    assert "Call work" in words(alice)


def test_a_helper_after_a_loss_sees_no_baby_either(cast: Cast, phone: Phone) -> None:
    bath = write_down(cast.alice, "Bath", kind=PARENTING)
    answered(offered(bath, cast.alice, cast.gran), cast.gran)
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    assert "Bath" not in words(phone(cast.gran))


def doors(client: Client) -> list[str]:
    bar = client.get("/holding/").content.decode().split('<nav class="rooms"')[1].split("</nav>")[0]
    return re.findall(r'href="([^"]+)"', bar)


def test_the_bar_has_a_door_for_each_room_one_may_enter_and_family_is_two_taps_away(
    cast: Cast, phone: Phone
) -> None:
    assert doors(phone(cast.alice)) == ["/", "/nights/", "/holding/", "/us/", "/mine/"]
    assert doors(phone(cast.gran)) == ["/", "/nights/", "/holding/", "/family/"]
    assert 'href="/family/"' in phone(cast.alice).get("/you/").content.decode()
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    assert doors(phone(cast.alice)) == ["/", "/holding/", "/us/", "/mine/"]
