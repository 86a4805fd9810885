"""This pregnancy or baby was lost: two taps away, for both at once, and nothing speaks of a baby then."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from nearward.domain.handover import HandOver
from nearward.web.asks import services as asking
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Child
from tests.conftest import Cast, say

Phone = Callable[[Caregiver], Client]
SCREENS = (
    "/",
    "/nights/",
    "/mine/",
    "/mine/stress/",
    "/mine/by-myself/",
    "/mine/own/",
    "/mine/counselor/",
    "/mine/own/friends/",
    "/mine/own/quiet/",
    "/us/own-time/",
    "/us/four/",
    "/mine/reflection/",
    "/mine/reflection/situations/",
    "/mine/reflection/learned/",
    "/mine/reflection/show/",
    "/mine/words/",
    "/us/",
    "/us/cycle/",
    "/us/space/",
    "/us/together/",
    "/us/expecting/",
    "/us/expecting/night/",
    "/us/expecting/agreements/",
    "/mine/expecting/",
    "/mine/expecting/pattern/",
    "/us/review/",
    "/us/repair/",
    "/us/repair/start/",
    "/family/",
    "/you/",
    "/you/keys/",
    "/you/leave/",
    "/you/phone/",
    "/you/calendar/",
    "/mine/screening/",
    "/mine/screening/phq9/",
    "/mine/screening/results/",
    "/mine/screening/trusted/",
    "/mine/export/",
    "/check-in/",
    "/ask/",
    "/holding/",
    "/holding/add/",
    "/holding/start/",
    "/holding/talk/",
    "/holding/talk/tracking/",
)
LEFT_ALONE = (
    "Call, day and night.",
    "This pregnancy or baby was lost",
    "By itself Day Night",
    "Now Tonight This week",
)
BABY_WORDS = re.compile(r"\bbab|\bKit\b|bedtime|\bfeed|tonight|\bnight|born|expected|\bAda\b", re.I)


def words_of(page: str) -> str:
    """Return what is read on a page, its head and hidden children's drawer left out."""
    main = re.sub(r"<details.*?</details>", " ", re.split(r"<body[^>]*>", page)[1], flags=re.S)
    words = " ".join(re.sub(r"<[^>]+>", " ", main).split())
    for choice in LEFT_ALONE:  # when a line answers, the way here, the lamp, and when an ask is for
        words = words.replace(choice, "")
    return words


def lose(inside: Phone, who: Caregiver, child: Child) -> None:
    assert inside(who).post(f"/family/children/{child.pk}/lost/").status_code == 302


@pytest.mark.parametrize("path", SCREENS)
def test_it_is_two_taps_from_every_screen(cast: Cast, inside: Phone, path: str) -> None:
    alice = inside(cast.alice)
    assert 'href="/you/"' in alice.get(path, follow=True).content.decode()
    assert 'href="/family/lost/"' in alice.get("/you/").content.decode()


@pytest.mark.parametrize("path", ["/family/", "/family/?first=1", "/", "/family/children/add/", "child"])
def test_it_stands_on_no_page_of_welcome_or_of_the_family(cast: Cast, inside: Phone, path: str) -> None:
    page = inside(cast.alice).get(f"/family/children/{cast.kit.pk}/" if path == "child" else path)
    assert page.status_code == 200
    assert "was lost" not in page.content.decode()


def test_help_leads_a_partner_there_in_one(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    alice.get("/")  # Help reads no session: a page of one's own leaves word on the device who it is for
    assert 'href="/family/lost/"' in alice.get("/help/").content.decode()


def test_with_one_baby_the_second_tap_asks_at_once(cast: Cast, inside: Phone) -> None:
    answer = inside(cast.alice).get("/family/lost/", follow=True)
    assert "Yes, stop all of it" in answer.content.decode()
    assert Child.objects.get(pk=cast.kit.pk).lost_at is None


@pytest.mark.parametrize("path", [*SCREENS, "/give/", "/family/invite/helper/"])
def test_nothing_speaks_of_a_baby_to_either_after_a_loss(cast: Cast, inside: Phone, path: str) -> None:
    at = datetime.now(UTC)
    taken = HandOver("bedtime", at + timedelta(hours=3))
    asking.hand_over(me=cast.bob, given=taken, key=uuid4(), now=at - timedelta(minutes=5))
    say(cast.alice, at=at - timedelta(minutes=9), levels={"sleep": 4}, room=0)
    lose(inside, cast.alice, cast.kit)
    for who in (cast.alice, cast.bob):
        page = words_of(inside(who).get(path, follow=True).content.decode())
        assert not BABY_WORDS.findall(page), page


def test_today_shows_care_and_who_to_call(cast: Cast, inside: Phone) -> None:
    lose(inside, cast.bob, cast.kit)
    for who in (cast.alice, cast.bob):
        page = inside(who).get("/").content.decode()
        assert "Care for the two of you" in page
        assert "Who to call" in page
        assert "Say how it is, when you like." not in page


def test_the_lean_stays_for_what_is_said_after(cast: Cast, inside: Phone) -> None:
    lose(inside, cast.alice, cast.kit)
    say(cast.bob, at=datetime.now(UTC), levels={"heard": 3}, room=1)
    page = inside(cast.alice).get("/").content.decode()
    assert 'class="lean"' in page
    assert 'class="baby"' not in page


def test_what_was_written_is_kept(cast: Cast, inside: Phone) -> None:
    say(cast.alice, at=datetime.now(UTC), levels={"heard": 3}, note="a private line")
    lose(inside, cast.alice, cast.kit)
    assert "/mine/check-ins/" in inside(cast.alice).get("/mine/").content.decode()


def test_a_mistake_is_undone_by_either(cast: Cast, inside: Phone) -> None:
    lose(inside, cast.alice, cast.kit)
    bob = inside(cast.bob)
    assert "This was a mistake: undo" in bob.get(f"/family/children/{cast.kit.pk}/lost/").content.decode()
    assert "undo" in bob.get("/family/lost/").content.decode()
    assert bob.post(f"/family/children/{cast.kit.pk}/lost/", {"do": "undo"}).status_code == 302
    assert "Kit" in inside(cast.alice).get("/family/").content.decode()


def test_with_twins_one_is_chosen_and_the_other_stays(cast: Cast, inside: Phone) -> None:
    ada = people.save_child(
        me=cast.alice, facts=people.ChildFacts("Ada", born_on=date(2026, 1, 1)), now=datetime.now(UTC)
    )
    chooser = inside(cast.alice).get("/family/lost/").content.decode()
    assert "Kit" in chooser
    assert "Ada" in chooser
    lose(inside, cast.alice, ada)
    today = inside(cast.bob).get("/").content.decode()
    assert "Ada" not in today
    assert today.count('class="baby"') == 1
    assert "Care for the two of you" not in today


def test_a_loss_before_anything_was_entered_stops_it_all_and_can_be_undone(cast: Cast, inside: Phone) -> None:
    zed = inside(cast.zed)
    kept = zed.post("/family/lost/").headers["Location"]
    assert "We are sorry" in zed.get(kept).content.decode()
    assert "Add a baby" not in words_of(zed.get("/family/").content.decode())
    zed.post(kept, {"do": "undo"})
    assert not Child.objects.filter(family=cast.zed.family_id).exists()


def test_a_stranger_and_a_helper_find_no_such_page(cast: Cast, inside: Phone) -> None:
    for who in (cast.zed, cast.gran):
        assert inside(who).get(f"/family/children/{cast.kit.pk}/lost/").status_code == 404
        assert inside(who).post(f"/family/children/{cast.kit.pk}/lost/").status_code == 404
    assert Child.objects.get(pk=cast.kit.pk).lost_at is None


def test_another_baby_later_brings_the_texts_back(cast: Cast, inside: Phone) -> None:
    lose(inside, cast.alice, cast.kit)
    inside(cast.alice).post("/family/children/add/", {"due_on": date(2027, 5, 1)})
    page = inside(cast.bob).get("/").content.decode()
    assert "Care for the two of you" not in page
    assert 'class="expected"' in page


@pytest.mark.parametrize("path", ["/", "/mine/", "/nights/", "/us/", "/family/", "/holding/"])
def test_whoever_leaves_in_grief_reads_of_no_baby_in_the_new_family_either(
    cast: Cast, inside: Phone, path: str
) -> None:
    lose(inside, cast.alice, cast.kit)
    inside(cast.alice).post("/you/leave/", {"do": "leave"})
    place = Caregiver.objects.get(person=cast.alice.person, ended_at=None)
    assert place.family_id != cast.bob.family_id
    page = words_of(inside(place).get(path, follow=True).content.decode())
    assert not BABY_WORDS.findall(page), page
    kept = Child.objects.get(family=place.family_id)
    assert (kept.name, kept.due_on, kept.born_on) == ("", None, None)
    assert kept.lost_at is not None
