"""Leaving and pausing: alone, at once, from any state, and from the commit on nothing new reaches the other."""

import re
from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.web.checkins.models import CheckIn, Said
from nearward.web.holding.models import Offer
from nearward.web.mine.models import Shown
from nearward.web.people.models import Caregiver, Family
from tests.conftest import Cast, Figure, say
from tests.house.everyone import PIN, settle
from tests.house.observing import Observer
from tests.house.routes import documented, routes
from tests.house.worlds import NOON, Stage, World, play

Phone = Callable[[Caregiver], Client]
STATES = 30
CANARY = "a word only Alice wrote"
AFTER = (
    ("/check-in/", {"sleep": 4, "room": 0, "stress": 9, "note": CANARY}),
    ("/ask/", {"need": "sleep", "kind": "do", "when": "now", "words": CANARY}),
    ("/give/", {"what": "", "words": CANARY, "until": "23:30"}),
    ("/us/space/", {"minutes": 25, "baby_with": "crib"}),
    ("/holding/add/", {"text": CANARY, "kind": "tracking", "mine": "0", "do": "keep"}),
    ("/nights/plan/", {}),
    ("/us/week/propose/", {"most": 3}),
    ("/us/cycle/", {"do": "agree"}),
    ("/us/repair/start/", {"about": CANARY}),
    ("/us/four/", {"seen": 1, "do": "agree"}),
    ("/us/four/", {"seen": 1, "line0": CANARY}),
    ("/us/own-time/", {"day": "2026-03-18", "start": "18:00", "until": "19:00", "words": CANARY}),
    ("/mine/reflection/show/", {"words": CANARY, "do": "show"}),
)


def taps(alice: Observer, path: str, do: str) -> None:
    """Tap one's name, the line, and the button: three, from anywhere."""
    assert 'href="/you/"' in alice.send("GET", path, keep=True).body.decode()
    assert 'href="/you/leave/"' in alice.send("GET", "/you/", keep=True).body.decode()
    page = alice.send("GET", "/you/leave/", keep=True).body.decode()
    assert f'value="{do}"' in page
    assert alice.send("POST", "/you/leave/", {"do": do}, keep=True).status == 302


def seen_by(stage: Stage, role: str) -> dict[str, bytes]:
    """Return everything this person can open, byte by byte, without what changes at every look."""
    observer = stage.everyone.observer(role)
    found = {}
    for route in routes():
        if "GET" in documented()[route.name].methods and not route.path.startswith("/you/"):  # one's own devices
            path = stage.everyone.path(route.path)
            found[path] = _steady(observer.send("GET", path).raw())
    return found


def _steady(answer: bytes) -> bytes:
    changing = rb'(nonce-?=?"?|name="key" value="|csrfmiddlewaretoken" value="|csrf=|session=)[^";\' ]+'
    return re.sub(changing, rb"", answer)


def _played(seed: int, clock: time_machine.Traveller) -> Stage:
    everyone = settle(NOON)
    alice, bob = everyone.observer("alice"), everyone.observer("bob")
    stage = Stage(everyone, alice, bob, lambda _name, at: clock.move_to(at))
    play(stage, World.generated(f"leaving {seed}"), f"shared {seed}", lambda _mark: None)
    clock.move_to(NOON)
    return stage


def _act_on(alice: Observer, seed: int) -> None:
    """Do what one could still try, in another order each time."""
    acts = list(AFTER)
    Random(seed).shuffle(acts)
    for path, body in acts:
        alice.send("POST", path, {**body, "key": uuid4()}, keep=True)
    alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.proved) for seed in (1, 2))])
@pytest.mark.parametrize("do", ["leave", "pause"])
def test_from_the_tap_on_nothing_new_reaches_the_other(do: str, seed: int, figure: Figure) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        stage = _played(seed, clock)
        before = seen_by(stage, "bob")
        taps(stage.alice, "/us/", do)
        if do == "leave":  # the other is told that this space is no longer shared; of a pause, nothing
            before = seen_by(stage, "bob")
        _act_on(stage.alice, seed)
        after = seen_by(stage, "bob")
    assert [path for path in before if before[path] != after[path]] == []
    assert all(CANARY.encode() not in page for page in after.values())
    figure(f"5 {do}: {len(before)} pages of the other, 0 new bytes after it")


@pytest.mark.proved
@pytest.mark.django_db
def test_leaving_works_from_thirty_states_and_seals_what_was_shared(figure: Figure) -> None:
    chance, left = Random("states"), 0
    for seed in range(STATES):
        with time_machine.travel(NOON, tick=False) as clock:
            _wipe()
            stage = _played(seed, clock)
            alice, bob = stage.everyone.places["alice"], stage.everyone.places["bob"]
            taps(stage.alice, chance.choice(("/", "/us/", "/nights/", "/holding/", "/check-in/", "/ask/")), "leave")
            alice.refresh_from_db()
            assert alice.family_id != bob.family_id
            today = stage.bob.send("GET", "/", keep=True).body.decode()
            assert "This space is no longer shared." in today
            assert "Alice" not in today.split("<main")[1]
            left += 1
    figure(f"5 leaving: from {left} states, alone, three taps")


def _wipe() -> None:
    from nearward.web.people.models import Person

    Family.objects.all().delete()
    Person.objects.all().delete()


def test_what_is_ones_own_comes_along(cast: Cast, inside: Phone, phone: Phone) -> None:
    made = say(cast.alice, at=NOW(), levels={"sleep": 3}, room=1, stress=8, note="for myself")
    alice = inside(cast.alice)
    alice.post("/you/leave/", {"do": "leave"})
    assert "with a note" in alice.get("/mine/").content.decode()
    assert CheckIn.objects.get(pk=made).family_id == Said.objects.get().family_id != cast.bob.family_id


def test_the_others_own_entries_stay_as_they_were(cast: Cast, inside: Phone) -> None:
    say(cast.bob, at=NOW(), levels={"hands": 2}, room=3, stress=2, note="Bob's own")
    before = inside(cast.bob).get("/mine/").content
    inside(cast.alice).post("/you/leave/", {"do": "leave"})
    after = inside(cast.bob).get("/mine/").content
    assert b"with a note" in before
    assert b"with a note" in after
    assert CheckIn.objects.filter(author=cast.bob, family=cast.bob.family_id).count() == 1


def test_what_was_shown_or_offered_ends(cast: Cast, phone: Phone) -> None:
    from tests.web.holding.rooms import offered, write_down

    item = write_down(cast.alice, mine=True)
    offered(item, cast.alice, cast.bob)
    phone(cast.alice).post("/you/leave/", {"do": "leave"})
    assert not Offer.objects.filter(ended_at__isnull=True).exists()
    assert not Shown.objects.exists()


def test_a_helper_leaves_too(cast: Cast, phone: Phone) -> None:
    phone(cast.gran).post("/you/leave/", {"do": "leave"})
    assert phone(cast.gran).get("/").status_code == 302
    cast.gran.refresh_from_db()
    assert cast.gran.ended_at is not None
    assert "no longer shared" not in phone(cast.bob).get("/").content.decode()


def test_leaving_twice_is_leaving_once(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    for _ in range(2):
        assert alice.post("/you/leave/", {"do": "leave"}).status_code == 302
    assert "This space is no longer shared." in phone(cast.bob).get("/").content.decode()
    assert Caregiver.objects.filter(person=cast.alice.person).count() == 1


def test_a_link_made_before_leaving_lets_nobody_in(cast: Cast, phone: Phone) -> None:
    zed = phone(cast.zed)
    page = zed.post("/family/invite/partner/").content.decode()
    found = re.search(r"/join/[\w-]+/", page)
    assert found
    zed.post("/you/leave/", {"do": "leave"})
    assert Client().get(found[0]).status_code == 404


def test_what_is_said_while_paused_stays_with_its_author_for_good(cast: Cast, phone: Phone, inside: Phone) -> None:
    alice = phone(cast.alice)
    alice.post("/you/leave/", {"do": "pause"})
    alice.post("/check-in/", {"key": uuid4(), "sleep": 4, "room": 0, "note": "while paused"})
    assert "with a note" in inside(cast.alice).get("/mine/").content.decode()
    alice.post("/you/leave/", {"do": "share"})
    assert "to sleep" not in phone(cast.bob).get("/").content.decode().lower().split("<main")[1]
    alice.post("/check-in/", {"key": uuid4(), "sleep": 4, "room": 0})
    assert "to sleep" in phone(cast.bob).get("/").content.decode().lower().split("<main")[1]


def test_what_would_be_sent_is_refused_with_one_sentence(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    alice.post("/you/leave/", {"do": "pause"})
    refused = alice.post("/ask/", {"key": uuid4(), "need": "sleep", "kind": "do", "when": "now"})
    assert refused.status_code == 409
    assert "You paused sharing, so this was not sent." in refused.content.decode()


def test_a_week_both_finished_waits_while_one_has_paused_and_opens_after(cast: Cast, inside: Phone) -> None:
    from nearward.domain import review
    from nearward.web.review.models import Opened

    week = review.week_of(NOW().date()) - review.WEEK
    alice, bob = inside(cast.alice), inside(cast.bob)
    alice.post(f"/mine/review/{week}/", {"key": uuid4(), "number": 0, "worked": "soup", "do": "finish"})
    alice.post("/you/leave/", {"do": "pause"})
    bob.post(f"/mine/review/{week}/", {"key": uuid4(), "number": 0, "worked": "walks", "do": "finish"})
    assert not Opened.objects.exists()
    alice.post("/you/leave/", {"do": "share"})
    assert Opened.objects.count() == 2


def test_nothing_is_finished_or_shown_from_mine_while_paused(cast: Cast, inside: Phone) -> None:
    from nearward.domain import review

    week = review.week_of(NOW().date()) - review.WEEK
    alice = inside(cast.alice)
    alice.post("/you/leave/", {"do": "pause"})
    refused = alice.post(f"/mine/review/{week}/", {"key": uuid4(), "number": 0, "worked": "soup", "do": "finish"})
    assert refused.status_code == 422
    assert "soup" in refused.content.decode()


def test_what_was_said_openly_is_not_corrected_while_paused(cast: Cast, inside: Phone) -> None:
    made = say(cast.alice, at=NOW() - timedelta(hours=1), levels={"sleep": 3}, room=1)
    alice = inside(cast.alice)
    alice.post("/you/leave/", {"do": "pause"})
    refused = alice.post(f"/mine/check-ins/{made}/", {"key": uuid4(), "sleep": 0, "room": 4, "note": "kept"})
    assert refused.status_code == 422
    assert "kept" in refused.content.decode()
    assert Said.objects.get().levels == {"sleep": 3}


def NOW() -> object:  # noqa: N802
    """Return the present, as the services take it."""
    from nearward.web.core.clock import now

    return now()
