"""The week ahead on two phones: one proposal, agreed part by part, and nothing moves by one yes."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from nearward.domain.week.proposal import LASTS
from nearward.web.core.clock import now
from nearward.web.holding import services as holding
from nearward.web.holding import week_plan
from nearward.web.holding.models import Offer, Part, Responsibility, WeekPlan
from nearward.web.holding.waiting import rooms_of
from nearward.web.nights.given_sleep import give_sleep
from nearward.web.nights.models import NightYes, PlannedNight
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import circle_of
from tests.cast import say
from tests.conftest import Cast
from tests.web.holding.rooms import answered, holders, offered, words, write_down

Phone = Callable[[Caregiver], Client]
WEEK = "/us/week/"
NUMBERS = re.compile(r"\b\d+\s*(?:of|/)\s*\d+\b|\d\s*%|\b(?:total|share|most of|balance|fair|equal)\b", re.I)


@pytest.fixture
def alices(cast: Cast) -> list[Responsibility]:
    """Alice holds five things, Bob one; she needs most and he has room."""
    say(cast.alice, at=now() - timedelta(hours=2), levels=dict.fromkeys(("sleep", "hands", "heard"), 4), room=0)
    say(cast.bob, at=now() - timedelta(hours=2), levels={"sleep": 0}, room=4)
    rows = [write_down(cast.alice, f"Thing {at}", mine=True, minutes=60 + at) for at in range(5)]
    write_down(cast.bob, "Bob's", mine=True)
    return rows


def propose(client: Client, most: int = 2) -> None:
    assert client.post(f"{WEEK}propose/", {"most": most}).status_code == 302


def answer(client: Client, part: UUID, how: str = "yes") -> int:
    return client.post(f"{WEEK}parts/{part}/", {"how": how, "key": uuid4()}).status_code


def parts() -> list[Part]:
    newest = WeekPlan.objects.order_by("made_at").last()
    assert newest is not None
    return list(newest.parts.order_by("place").select_related("item", "taker__person"))


def test_a_proposal_joins_nights_and_hand_overs_and_says_why_and_until_when(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    for who in (cast.alice, cast.bob):
        seen = words(phone(who), WEEK)
        assert "Yes to these nights" in seen
        assert seen.count("so Alice can rest more this week.") == 2
        assert "The proposal ends on" in seen
        assert "They end on the morning of" in seen
        assert not NUMBERS.search(seen)
    assert [part.taker for part in parts()] == [cast.bob, cast.bob]


def test_nothing_moves_until_both_have_said_yes_in_either_order(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.bob))
    one, two = parts()
    answer(phone(cast.alice), one.pk)
    answer(phone(cast.bob), two.pk)
    assert holders(one.item) == holders(two.item) == ["Alice"] * 3
    assert "It moves once Bob says yes too." in words(phone(cast.alice), WEEK)
    assert "Alice says yes." in words(phone(cast.bob), WEEK)
    answer(phone(cast.bob), one.pk)
    answer(phone(cast.alice), two.pk)
    assert holders(one.item) == holders(two.item) == ["Bob"] * 3
    assert words(phone(cast.alice), WEEK).count("both agree") == 2


def test_saying_yes_twice_is_saying_it_once(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    for _ in range(2):
        assert answer(phone(cast.alice), part.pk) == 302
    assert Offer.objects.filter(item=part.item).count() == 1
    assert holders(part.item) == ["Alice"] * 3


def test_a_yes_can_be_taken_back(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    answer(phone(cast.alice), part.pk)
    answer(phone(cast.alice), part.pk, "back")
    assert "Alice says yes." not in words(phone(cast.bob), WEEK)
    answer(phone(cast.bob), part.pk)
    assert holders(part.item) == ["Alice"] * 3


@pytest.mark.parametrize("first", ["nobody", "alice", "bob"])
def test_what_is_refused_stays_refused_this_week_and_nobody_reads_by_whom(
    cast: Cast, alices: list[Responsibility], phone: Phone, first: str
) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    if first != "nobody":
        answer(phone(getattr(cast, first)), part.pk)
    assert answer(phone(cast.bob), part.pk, "not this week") == 302
    pages = [words(phone(who), WEEK) for who in (cast.alice, cast.bob)]
    assert all("Not this week. It stays as it is." in page for page in pages)
    assert answer(phone(cast.alice), part.pk) == 302
    assert holders(part.item) == ["Alice"] * 3
    propose(phone(cast.alice), most=5)
    again = [one for one in parts() if one.item_id == part.item_id]
    assert [one.refused_on is not None for one in again] == [True]
    assert part.item.title not in words(phone(cast.bob), "/holding/").split("could move")[0]


def test_a_no_said_in_holding_need_not_be_said_again(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    answer(phone(cast.alice), part.pk)
    answered(Offer.objects.get(item=part.item).pk, cast.bob, yes=False)
    assert "Not this week. It stays as it is." in words(phone(cast.alice), WEEK)
    propose(phone(cast.alice), most=5)
    assert [one.refused_on is not None for one in parts() if one.item_id == part.item_id] == [True]


def test_after_the_week_it_may_be_proposed_again(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    propose(phone(cast.alice), most=5)
    for one in parts():
        answer(phone(cast.alice), one.pk, "not this week")
    with time_machine.travel(now() + LASTS + timedelta(hours=1)):
        assert "Not this week" not in words(phone(cast.alice), WEEK)
        propose(phone(cast.alice))
        assert all(one.refused_on is None for one in parts())
        assert len(parts()) == 2


def test_a_new_proposal_keeps_what_was_answered_and_counts_it(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    agreed, offered_one = parts()
    for who in (cast.alice, cast.bob):
        answer(phone(who), agreed.pk)
    answer(phone(cast.bob), offered_one.pk)
    propose(phone(cast.alice), most=3)
    kept = {one.item_id for one in parts()}
    assert {agreed.item_id, offered_one.item_id} < kept
    assert len(kept) == 3
    assert holders(agreed.item) == ["Bob"] * 3


def test_a_thing_that_changed_hands_otherwise_is_no_part_any_more(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    one, two = parts()
    holding.put_away(item=one.item, now=now())
    offered(two.item, cast.alice, cast.gran)
    page = words(phone(cast.bob), WEEK)
    assert one.item.title not in page
    assert two.item.title not in page
    assert answer(phone(cast.bob), two.pk) == 422


def test_a_thing_agreed_is_looked_at_again_after_two_weeks(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice), most=1)
    (part,) = parts()
    for who in (cast.alice, cast.bob):
        answer(phone(who), part.pk)
    assert "then you look again" in words(phone(cast.alice), WEEK)
    with time_machine.travel(now() + timedelta(days=15)):
        assert "Two weeks are over" in words(phone(cast.alice), WEEK)
    with time_machine.travel(now() + timedelta(days=23)):
        assert "Two weeks are over" not in words(phone(cast.alice), WEEK)


def test_nothing_may_change_hands_and_the_nights_are_planned_all_the_same(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice), most=0)
    assert parts() == []
    assert PlannedNight.objects.count() == 7
    assert "As it is: nothing moves." in words(phone(cast.alice), WEEK)


def test_where_nothing_would_help_it_says_so(cast: Cast, phone: Phone) -> None:
    propose(phone(cast.alice))
    assert "no change would bring either of you more rest or room" in words(phone(cast.bob), WEEK)


def test_all_nights_read_are_agreed_to_for_oneself(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    propose(phone(cast.alice))
    read = [str(row.pk) for row in PlannedNight.objects.all()]
    assert phone(cast.alice).post(f"{WEEK}nights/", {"night": read}).status_code == 302
    assert set(NightYes.objects.values_list("caregiver", flat=True)) == {cast.alice.pk}
    page = words(phone(cast.bob), WEEK)
    assert page.count("Alice agrees") == 7
    assert page.count("both agree") == 0


def test_what_the_nights_assume_stands_above_the_yes_to_all_of_them(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    alice = phone(cast.alice)
    propose(alice)
    text = alice.get(WEEK).content.decode()
    for said in ("Nobody said when Alice sleeps", "Nobody said how the baby is fed", "the early sleep"):
        assert text.lower().index(said.lower()) < text.index("Yes to these nights")


def test_a_night_that_changed_since_it_was_read_is_not_agreed_to_nor_any_other(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    row = PlannedNight.objects.order_by("evening")[0]
    read = [str(one.pk) for one in PlannedNight.objects.all()]
    phone(cast.bob).post(f"/nights/{row.pk}/answer/", {"do": "turn"})
    refused = phone(cast.alice).post(f"{WEEK}nights/", {"night": read[::-1]})
    assert refused.status_code == 422
    assert "A night changed just now." in refused.content.decode()
    assert not NightYes.objects.exists()


def test_where_more_is_open_than_shown_a_way_leads_to_it(cast: Cast, phone: Phone) -> None:
    for at in range(4):
        write_down(cast.alice, f"Open {at}")
    assert "More of these are in Holding" not in words(phone(cast.alice), WEEK)
    write_down(cast.alice, "Open too")
    assert "More of these are in Holding" in words(phone(cast.alice), WEEK)


def test_another_number_is_refused_and_nothing_is_made(cast: Cast, phone: Phone) -> None:
    for most in ("4", "-1", "many", ""):
        assert phone(cast.alice).post(f"{WEEK}propose/", {"most": most}).status_code == 422
    assert not WeekPlan.objects.exists()
    assert not PlannedNight.objects.exists()


def test_alone_the_nights_can_be_planned_and_no_hand_over_is_spoken_of(cast: Cast, phone: Phone) -> None:
    zed = phone(cast.zed)
    people.save_child(
        me=cast.zed, facts=people.ChildFacts("", born_on=now().date() - timedelta(days=40)), now=now()
    )
    assert "With one of you here" in words(zed, WEEK)
    propose(zed, most=0)
    assert PlannedNight.objects.filter(family=cast.zed.family_id).count() == 7
    assert not WeekPlan.objects.filter(family=cast.zed.family_id).exists()


def test_alone_with_no_baby_at_home_nothing_is_offered_that_would_do_nothing(cast: Cast, phone: Phone) -> None:
    page = words(phone(cast.zed), WEEK)
    assert "No baby is at home" in page
    assert "Make a proposal" not in page
    assert "the nights can be planned" not in page


def test_past_the_first_year_hand_overs_can_be_proposed_without_nights(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    born = now().date() - timedelta(days=400)
    people.save_child(me=cast.alice, child=cast.kit, facts=people.ChildFacts("Kit", born_on=born), now=now())
    propose(phone(cast.alice))
    assert len(parts()) == 2
    assert not PlannedNight.objects.exists()
    page = words(phone(cast.bob), WEEK)
    assert "through a baby’s first year" in page
    assert "No baby is at home" not in page


def test_of_two_proposals_at_once_the_one_that_waited_shows_what_was_answered(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    answer(phone(cast.alice), part.pk)
    pressed = now()
    propose(phone(cast.bob), most=3)
    circle = circle_of(cast.alice, now=now())
    week_plan.propose(circle=circle, most=3, now=pressed)
    stands = {one.part.item_id: one.stands for one in week_plan.week_seen(circle, now=now()).parts}
    assert stands[part.item_id] == "mine"


def test_an_answer_to_an_earlier_proposal_is_told_that_it_changed(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    propose(phone(cast.bob), most=1)
    late = phone(cast.alice).post(f"{WEEK}parts/{part.pk}/", {"how": "yes", "key": uuid4()})
    assert late.status_code == 422
    assert "The page shows how it is now." in late.content.decode()
    assert not Offer.objects.exists()
    assert answer(phone(cast.zed), part.pk) == 404


def test_a_yes_that_was_answered_is_not_taken_back_in_silence(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    for who in (cast.alice, cast.bob):
        answer(phone(who), part.pk)
    assert answer(phone(cast.alice), part.pk, "back") == 422
    assert holders(part.item) == ["Bob"] * 3


def test_a_stranger_a_helper_and_a_later_partner_find_no_part(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    assert answer(phone(cast.zed), part.pk) == 404
    assert answer(phone(cast.gran), part.pk) == 404
    assert phone(cast.gran).get(WEEK).status_code == 404
    people.end_place(place=cast.bob, now=now())
    assert answer(phone(cast.alice), part.pk) == 404
    assert part.item.title not in words(phone(cast.alice), WEEK)


def test_after_a_loss_there_is_no_week_to_plan(cast: Cast, alices: list[Responsibility], phone: Phone) -> None:
    propose(phone(cast.alice))
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    assert phone(cast.bob).get(WEEK).status_code in {302, 404}
    assert "The week ahead" not in words(phone(cast.bob), "/us/")
    assert "The week ahead" not in words(phone(cast.bob), "/holding/")


def test_only_what_was_said_openly_enters_a_proposal(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.bob))
    before = [(one.item_id, one.taker_id, one.why) for one in parts()]
    say(cast.alice, at=now() - timedelta(hours=1), stress=10, move=0, sleep_minutes=30)
    propose(phone(cast.bob))
    assert [(one.item_id, one.taker_id, one.why) for one in parts()] == before


def test_sleep_given_to_the_nights_and_private_sleep_enter_no_hand_over(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    at = now()  # one moment for both looks: a need fades from second to second
    for who in (cast.alice, cast.bob):
        say(who, at=at - timedelta(hours=1), levels={"sleep": 1}, room=2)
    circle = circle_of(cast.bob, now=at)
    rooms = rooms_of(circle.partners, now=at)
    before = week_plan._said(circle, rooms, at)
    give_sleep(me=cast.alice, minutes=60, now=at)
    say(cast.alice, at=at - timedelta(minutes=30), sleep_minutes=30)
    assert week_plan._said(circle, rooms, at) == before


def test_nothing_is_proposed_to_whoever_has_no_room_and_the_other_reads_that_it_waits(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    say(cast.bob, at=now() - timedelta(hours=1), levels={"sleep": 0}, room=0)
    propose(phone(cast.alice))
    assert not any(part.taker == cast.bob for part in parts())
    waits = "What could go to Bob waits until Bob has room."
    assert waits in words(phone(cast.alice), WEEK)
    assert waits not in words(phone(cast.bob), WEEK)
    say(cast.bob, at=now(), levels={"sleep": 0}, room=4)
    propose(phone(cast.alice))
    assert [part.taker for part in parts()] == [cast.bob, cast.bob]


def test_what_was_proposed_before_waits_too_and_a_yes_of_the_others_waits_with_it(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    one, two = parts()
    say(cast.bob, at=now() - timedelta(minutes=5), room=0)
    answer(phone(cast.alice), one.pk)
    seen = words(phone(cast.bob), WEEK)
    assert one.item.title not in seen and two.item.title not in seen
    theirs = words(phone(cast.alice), WEEK)
    assert "It waits until Bob has room." in theirs
    assert two.item.title not in theirs
    say(cast.bob, at=now(), room=2)
    assert "Alice says yes." in words(phone(cast.bob), WEEK)


def test_whoever_has_no_room_can_still_say_yes_on_a_page_that_was_open(
    cast: Cast, alices: list[Responsibility], phone: Phone
) -> None:
    propose(phone(cast.alice))
    part, _other = parts()
    answer(phone(cast.alice), part.pk)
    say(cast.bob, at=now(), room=0)
    assert answer(phone(cast.bob), part.pk) == 302
    assert holders(part.item) == ["Bob"] * 3
