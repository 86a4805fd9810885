"""Taking, offering, handing over whole, letting go: only the one who will hold it can say so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.holding import services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.people.models import Caregiver
from nearward.web.people.services import end_place
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, answered, holders, offered, words, write_down

OTHER_STAGE = {"notice": 0, "plan": 1, "do": 2}


def test_what_nobody_holds_is_open_to_both(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice)
    for who in (cast.alice, cast.bob):
        seen = words(phone(who))
        assert "Groceries nobody is holding this yet open" in seen
    assert phone(cast.bob).post(f"/holding/{item.pk}/take/", {"stage": "whole"}).status_code == 302
    assert holders(item) == ["Bob"] * 3
    assert "Groceries no plan yet Bob" in words(phone(cast.alice))


@pytest.mark.parametrize("stage", ["notice", "plan", "do"])
def test_one_stage_is_taken_and_let_go_by_itself(cast: Cast, phone: Phone, stage: str) -> None:
    item, bob = write_down(cast.alice), phone(cast.bob)
    bob.post(f"/holding/{item.pk}/take/", {"stage": stage})
    assert holders(item) == ["Bob" if at == OTHER_STAGE[stage] else "" for at in range(3)]
    bob.post(f"/holding/{item.pk}/let-go/", {"stage": stage})
    assert holders(item) == [""] * 3


def test_what_another_holds_cannot_be_taken_only_asked_for(cast: Cast, phone: Phone) -> None:
    item, bob = write_down(cast.alice, mine=True), phone(cast.bob)
    for stage in ("whole", "notice"):
        answer = bob.post(f"/holding/{item.pk}/take/", {"stage": stage})
        assert answer.status_code == 422
        assert "You can offer to take it whole." in answer.content.decode()
    assert holders(item) == ["Alice"] * 3


def test_nobody_lets_go_for_another(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    phone(cast.bob).post(f"/holding/{item.pk}/let-go/", {"stage": "whole"})
    assert holders(item) == ["Alice"] * 3


def test_an_offer_moves_nothing_until_it_is_taken(cast: Cast, phone: Phone) -> None:
    item, alice, bob = write_down(cast.alice, mine=True), phone(cast.alice), phone(cast.bob)
    alice.post(f"/holding/{item.pk}/offer/", {"to": cast.bob.pk, "do": "give", "key": uuid4()})
    assert holders(item) == ["Alice"] * 3
    assert "Alice offers you this, whole Groceries" in words(bob)
    offer = Offer.objects.get()
    assert bob.post(f"/holding/offers/{offer.pk}/answer/", {"how": "yes"}).status_code == 302
    assert holders(item) == ["Bob"] * 3
    assert item.locked_until is not None
    assert timedelta(days=13) <= item.locked_until - now().date() <= timedelta(days=15)


def test_a_no_leaves_it_where_it_is_and_the_one_who_offered_can_read_that(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    answered(offered(item, cast.alice, cast.bob), cast.bob, yes=False)
    assert holders(item) == ["Alice"] * 3
    assert "Bob can’t take this now." in words(phone(cast.alice), f"/holding/{item.pk}/")
    assert "can’t take" not in words(phone(cast.bob), f"/holding/{item.pk}/")


def test_offering_to_take_needs_the_yes_of_who_holds_it(cast: Cast, phone: Phone) -> None:
    item, bob = write_down(cast.alice, mine=True), phone(cast.bob)
    bob.post(f"/holding/{item.pk}/offer/", {"to": cast.alice.pk, "do": "take", "key": uuid4()})
    assert holders(item) == ["Alice"] * 3
    assert "Bob would take this whole" in words(phone(cast.alice))
    answered(Offer.objects.get().pk, cast.alice)
    assert holders(item) == ["Bob"] * 3


def test_when_both_say_it_at_once_it_moves(cast: Cast) -> None:
    item = write_down(cast.alice, mine=True)
    offered(item, cast.alice, cast.bob)
    offered(item, cast.bob, cast.alice, takes=True)
    assert holders(item) == ["Bob"] * 3
    assert Offer.objects.get().ended_how == "yes"


def test_only_the_one_it_is_offered_to_can_answer(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    offer = offered(item, cast.alice, cast.bob)
    answer = phone(cast.alice).post(f"/holding/offers/{offer}/answer/", {"how": "yes"})
    assert answer.status_code == 422
    assert "Only the person this was offered to can answer." in answer.content.decode()
    assert holders(item) == ["Alice"] * 3


def test_an_offer_is_taken_back_and_then_answers_nothing(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    offer = offered(item, cast.alice, cast.bob)
    phone(cast.alice).post(f"/holding/offers/{offer}/answer/", {"how": "back"})
    answer = phone(cast.bob).post(f"/holding/offers/{offer}/answer/", {"how": "yes"})
    assert answer.status_code == 422
    assert "This offer is over." in answer.content.decode()
    assert holders(item) == ["Alice"] * 3


def test_an_answer_given_is_not_taken_back_by_the_offerer(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    offer = offered(item, cast.alice, cast.bob)
    answered(offer, cast.bob)
    phone(cast.alice).post(f"/holding/offers/{offer}/answer/", {"how": "back"})
    assert holders(item) == ["Bob"] * 3


def test_a_faded_offer_is_gone_from_both_pages_and_another_can_be_made(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    offer = offered(item, cast.alice, cast.bob)
    Offer.objects.update(fades_at=now() - timedelta(minutes=1))
    assert "offers you this" not in words(phone(cast.bob))
    assert "offered" not in words(phone(cast.alice))
    with pytest.raises(Refused, match="This offer is over"):
        answered(offer, cast.bob)
    offered(item, cast.alice, cast.bob)
    assert "offers you this" in words(phone(cast.bob))


def test_the_same_tap_twice_is_one_offer_and_another_is_refused(cast: Cast, phone: Phone) -> None:
    item, alice, key = write_down(cast.alice, mine=True), phone(cast.alice), uuid4()
    for _ in range(2):
        body = {"to": cast.bob.pk, "do": "give", "key": key}
        assert alice.post(f"/holding/{item.pk}/offer/", body).status_code == 302
    assert Offer.objects.count() == 1
    answer = alice.post(f"/holding/{item.pk}/offer/", {"to": cast.gran.pk, "do": "give", "key": uuid4()})
    assert answer.status_code == 422
    assert "This is offered already." in answer.content.decode()


def test_an_offer_is_over_when_the_item_changes_hands_otherwise_or_is_put_away(cast: Cast) -> None:
    for change in (
        lambda item: services.let_go(item=item, me=cast.alice, stage="whole", now=now()),
        lambda item: services.put_away(item=item, now=now()),
    ):
        item = write_down(cast.alice, mine=True)
        offer = offered(item, cast.alice, cast.bob)
        change(item)
        with pytest.raises(Refused):
            answered(offer, cast.bob)


def test_what_a_third_person_holds_a_part_of_is_not_handed_over(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    services.let_go(item=item, me=cast.alice, stage="do", now=now())
    services.take(item=item, me=cast.bob, stage="do", now=now())
    with pytest.raises(Refused, match="Someone else holds a part"):
        offered(item, cast.alice, cast.gran)
    assert "Offer it to Gran" not in words(phone(cast.alice), f"/holding/{item.pk}/")
    assert "Offer it to Bob" in words(phone(cast.alice), f"/holding/{item.pk}/")


def test_who_cannot_take_it_is_not_offered_it_and_may_still_take_it(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice)
    body = {"title": "Groceries", "kind": "tracking", "standard": "", "minutes": 40, "mental": 2,
            "fixed_time": "any", "taste": 0, "can": [cast.alice.pk, cast.gran.pk]}  # fmt: skip
    assert phone(cast.alice).post(f"/holding/{item.pk}/change/", body).status_code == 302
    assert "Offer it to Bob" not in words(phone(cast.alice), f"/holding/{item.pk}/")
    phone(cast.bob).post(f"/holding/{item.pk}/take/", {"stage": "whole"})
    assert holders(item) == ["Bob"] * 3
    assert str(cast.bob.pk) not in item.cannot


def test_put_away_is_undone_as_it_was(cast: Cast, phone: Phone) -> None:
    item, bob = write_down(cast.alice, mine=True), phone(cast.bob)
    bob.post(f"/holding/{item.pk}/end/", {"do": "away"})
    assert "Groceries" not in words(phone(cast.alice))
    assert "Groceries" in words(bob, "/holding/put-away/")
    assert bob.post(f"/holding/{item.pk}/take/", {"stage": "whole"}).status_code == 422
    bob.post(f"/holding/{item.pk}/end/", {"do": "back"})
    assert holders(item) == ["Alice"] * 3
    assert "Groceries" in words(phone(cast.alice))


def test_the_standard_is_agreed_in_the_words_that_stand(cast: Cast, phone: Phone) -> None:
    item, alice, bob = write_down(cast.alice, mine=True), phone(cast.alice), phone(cast.bob)
    path = f"/holding/{item.pk}/"
    body = {"title": "Groceries", "kind": "tracking", "standard": "Milk and bread are there.\nAlways.",
            "minutes": 40, "mental": 2, "fixed_time": "any", "taste": 1, "can": [cast.bob.pk]}  # fmt: skip
    alice.post(f"{path}change/", body)
    assert "Your words. Bob can agree" in words(alice, path)
    assert alice.post(f"{path}agree/", {"read": body["standard"]}).status_code == 422
    assert bob.post(f"{path}agree/", {"read": "Milk."}).status_code == 422
    assert bob.post(f"{path}agree/", {"read": "Milk and bread are there.\r\nAlways."}).status_code == 302
    assert "You both agreed to this." in words(alice, path)
    bob.post(f"{path}change/", {**body, "standard": "Milk is there."})
    assert "You both agreed" not in words(alice, path)
    assert "I like it" in words(bob, path)


def test_a_taste_is_only_ones_own_to_say_and_both_see_it(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    body = {"title": "Groceries", "kind": "tracking", "standard": "", "minutes": 40, "mental": 2,
            "fixed_time": "fixed", "taste": -1, "can": []}  # fmt: skip
    phone(cast.alice).post(f"/holding/{item.pk}/change/", body)
    phone(cast.bob).post(f"/holding/{item.pk}/change/", {**body, "taste": 1})
    item.refresh_from_db()
    assert item.taste == {str(cast.alice.pk): -1, str(cast.bob.pk): 1}
    seen = words(phone(cast.bob), f"/holding/{item.pk}/")
    assert "Alice: I’d rather not Bob: I like it" in seen
    assert "At a set time." in seen


def test_a_plan_is_seen_without_asking(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    assert "Groceries no plan yet" in words(phone(cast.bob))
    phone(cast.alice).post(f"/holding/{item.pk}/plan/", {"plan": "yes"})
    assert "Groceries a plan exists" in words(phone(cast.bob))


def test_what_is_refused_is_not_lost(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice)
    body = {"title": "x" * 121, "kind": "none", "standard": "s" * 401, "minutes": "many"}
    answer = phone(cast.alice).post(f"/holding/{item.pk}/change/", body)
    assert answer.status_code == 422
    page = answer.content.decode()
    for typed in (body["title"], body["standard"], 'value="many"'):
        assert typed in page


def test_who_has_left_holds_nothing_and_what_only_they_wrote_is_sealed(cast: Cast, phone: Phone) -> None:
    kept, theirs = write_down(cast.alice, "Milk"), write_down(cast.bob, "The letter", mine=True)
    services.take(item=kept, me=cast.bob, stage="whole", now=now())
    end_place(place=cast.bob, now=timezone.now())
    seen = words(phone(cast.alice))
    assert "Milk nobody is holding this yet open" in seen
    assert "The letter" not in seen
    assert phone(cast.alice).get(f"/holding/{theirs.pk}/").status_code == 404
    phone(cast.alice).post(f"/holding/{kept.pk}/take/", {"stage": "whole"})
    assert holders(kept) == ["Alice"] * 3


def test_it_works_with_one_partner(cast: Cast, phone: Phone) -> None:
    item, zed = write_down(cast.zed), phone(cast.zed)
    zed.post(f"/holding/{item.pk}/take/", {"stage": "whole"})
    seen = words(zed, f"/holding/{item.pk}/")
    assert holders(item) == ["Zed"] * 3
    assert "Hand it over" not in seen
    assert "agree" not in seen


@pytest.mark.parametrize("path", ["", "take/", "let-go/", "offer/", "plan/", "agree/", "change/", "end/"])
def test_a_stranger_and_a_helper_it_is_not_handed_to_find_nothing(cast: Cast, phone: Phone, path: str) -> None:
    item = write_down(cast.alice, mine=True)
    for who in (cast.zed, cast.gran):
        client = phone(who)
        answer = client.post(f"/holding/{item.pk}/{path}") if path else client.get(f"/holding/{item.pk}/")
        assert answer.status_code == 404
    assert holders(item) == ["Alice"] * 3


def test_an_offer_to_a_stranger_is_not_there(cast: Cast, phone: Phone) -> None:
    item = write_down(cast.alice, mine=True)
    body = {"to": cast.zed.pk, "do": "give", "key": uuid4()}
    assert phone(cast.alice).post(f"/holding/{item.pk}/offer/", body).status_code == 404
    assert not Offer.objects.exists()


def test_three_hundred_things_are_enough(cast: Cast) -> None:
    family: Caregiver = cast.alice
    Responsibility.objects.bulk_create(
        Responsibility(family_id=family.family_id, written_by=family, title="x", kind="tracking", created_at=now())
        for _ in range(300)
    )
    with pytest.raises(Refused, match="Three hundred"):
        write_down(cast.alice)
