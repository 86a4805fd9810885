"""Nights and weeks go by the family's clock; a partner's own zone and country move nothing the others see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from nearward.domain.refused import Refused
from nearward.web.feed import services as feeds
from nearward.web.keeping.leaving import leave
from nearward.web.nights import services as planning
from nearward.web.nights.models import PlannedNight
from nearward.web.nights.selectors import nights_from
from nearward.web.people import family_clock
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Child, Family, ZoneSuggestion
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast
from tests.house.everyone import settle
from tests.house.observing import first_difference, one_chance

Phone = Callable[[Caregiver], Client]
CLOCK = "/family/clock/"
EVENING = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 18:00 in Madrid, a Tuesday
SUNDAY_NIGHT = datetime(2026, 3, 15, 22, 30, tzinfo=UTC)  # Monday in Auckland, Sunday afternoon in New York
MOMENTS = (timedelta(0), timedelta(hours=5), timedelta(hours=14))
SHARED = (
    "/", "/nights/", "/nights/<uuid:night_id>/", "/us/", "/us/week/", "/us/review/", "/us/together/", "/holding/",
    "/holding/<uuid:item_id>/", "/asks/<uuid:ask_id>/", "/ask/", "/family/", CLOCK, "/us/expecting/night/",
    "/desk/families/<uuid:family_id>/", "/desk/families/<uuid:family_id>/summary.pdf",
)  # fmt: skip
LOOKING = {"alice": ("bob", "gran", "cora"), "bob": ("alice", "gran", "cora")}


def pages_of_the_others(mover: str, zone: str, country: str) -> dict[str, bytes]:
    """Let one partner change their own profile and go on using the house; return what the others read."""
    seen = {}
    with time_machine.travel(SUNDAY_NIGHT, tick=False) as clock, one_chance() as chance, transaction.atomic():
        chance.step("come in")
        everyone = settle(SUNDAY_NIGHT)
        secret = {who: feeds.make_link(me=everyone.places[who], now=SUNDAY_NIGHT) for who in ("alice", "bob")}
        chance.step("sign in")
        observers = {name: everyone.observer(name) for name in (mover, *LOOKING[mover])}
        about = {"name": mover.title(), "language": "en", "zone": zone, "country": country}
        ask = {"key": uuid4(), "need": "sleep", "kind": "take", "when": "tonight", "words": ""}
        for path, body in (
            ("/you/", about),
            ("/ask/", ask),
            ("/nights/plan/", {}),
            ("/us/week/propose/", {"most": 3}),
            ("/us/together/", {"key": uuid4(), "thing": "tea", "day": "2026-03-16"}),
            (everyone.path("/holding/<uuid:item_id>/take/"), {"stage": "whole"}),
        ):
            chance.step(path)
            assert observers[mover].send("POST", path, body, keep=True).status in {302, 422}, path
        for later in MOMENTS:
            clock.move_to(SUNDAY_NIGHT + later)
            for name in LOOKING[mover]:
                feed = [f"/calendar/{secret[name]}.ics"] if name in secret else []
                for path in [*map(everyone.path, SHARED), *feed]:
                    method = "POST" if path.endswith(".pdf") else "GET"
                    chance.step(f"{name} {path}")
                    seen[f"{name} {later} {path}"] = observers[name].send(method, path).raw()
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize(
    ("mover", "zone"),
    [("alice", "America/New_York"), pytest.param("bob", "Pacific/Auckland", marks=pytest.mark.proved)],
)
def test_a_partners_own_zone_and_country_move_nothing_of_the_others(db: object, mover: str, zone: str) -> None:
    at_home = pages_of_the_others(mover, "Europe/Madrid", "ES")
    away = pages_of_the_others(mover, zone, "US")
    assert at_home.keys() == away.keys()
    assert sum(page.startswith(b"200") for page in at_home.values()) > 50
    differ = [f"{at}: {first_difference(at_home[at], away[at])}" for at in at_home if at_home[at] != away[at]]
    assert not differ, "\n".join(differ[:10])


@pytest.fixture
def two(cast: Cast, phone: Phone) -> tuple[Client, Client]:
    with time_machine.travel(EVENING, tick=False):
        Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=40)).date())
        yield phone(cast.alice), phone(cast.bob)


def zone(cast: Cast) -> str:
    return Family.objects.get(pk=cast.alice.family_id).zone


def main(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    return " ".join(html.split("<main")[1].split("</main>", maxsplit=1)[0].split())


def test_a_family_starts_with_the_zone_of_its_first_partner(cast: Cast) -> None:
    assert zone(cast) == "Europe/Madrid"


def test_another_clock_is_suggested_shown_to_both_and_holds_when_the_other_agrees(
    cast: Cast, two: tuple[Client, Client]
) -> None:
    alice, bob = two
    assert alice.post(CLOCK, {"seen": 0, "zone": "new york"}).status_code == 302
    assert zone(cast) == "Europe/Madrid"
    waits = "Nights and weeks go by the clock in Madrid. Alice suggested New York."
    assert waits in main(bob, "/family/")
    assert waits in main(bob, CLOCK)
    assert "Alice suggested New York" in main(bob, "/nights/")
    assert "You suggested New York. It changes when Bob agrees." in main(alice, "/family/")
    assert alice.post(CLOCK, {"seen": 1, "do": "agree"}).status_code == 422
    assert zone(cast) == "Europe/Madrid"
    assert bob.post(CLOCK, {"seen": 1, "do": "agree"}).status_code == 302
    assert zone(cast) == "America/New_York"
    for who in two:
        assert "Nights and weeks go by the clock in New York." in main(who, "/family/")
        assert "suggested" not in main(who, "/family/")


def test_a_yes_is_a_yes_to_the_clock_that_was_read(cast: Cast, two: tuple[Client, Client]) -> None:
    alice, bob = two
    alice.post(CLOCK, {"seen": 0, "zone": "America/New_York"})
    alice.post(CLOCK, {"seen": 1, "zone": "Pacific/Auckland"})
    refused = bob.post(CLOCK, {"seen": 1, "do": "agree"})
    assert refused.status_code == 422
    assert "Alice suggested Auckland" in refused.content.decode()
    assert zone(cast) == "Europe/Madrid"


@pytest.mark.parametrize("who", [0, 1])
def test_either_lets_a_suggestion_go(cast: Cast, two: tuple[Client, Client], who: int) -> None:
    two[0].post(CLOCK, {"seen": 0, "zone": "America/New_York"})
    assert two[who].post(CLOCK, {"seen": 1, "do": "let go"}).status_code == 302
    assert "suggested" not in main(two[1], "/family/")
    assert two[1].post(CLOCK, {"seen": 1, "do": "agree"}).status_code == 422
    assert zone(cast) == "Europe/Madrid"


def test_an_unknown_zone_and_the_same_zone_are_refused_with_what_was_typed(two: tuple[Client, Client]) -> None:
    unknown = two[0].post(CLOCK, {"seen": 0, "zone": "Atlantis"})
    assert unknown.status_code == 422
    assert "That zone is not known here." in unknown.content.decode()
    assert "Atlantis" in unknown.content.decode()
    same = two[0].post(CLOCK, {"seen": 0, "zone": "Madrid"})
    assert "That is the clock you go by already." in same.content.decode()


def test_one_partner_alone_changes_it_at_once(cast: Cast, two: tuple[Client, Client], phone: Phone) -> None:
    two[0].post(CLOCK, {"seen": 0, "zone": "America/New_York"})
    with transaction.atomic():
        leave(place=cast.alice, now=EVENING)
    bob = phone(cast.bob)
    assert "suggested" not in main(bob, "/family/")
    assert "Alice" not in main(bob, CLOCK)
    assert bob.post(CLOCK, {"seen": 0, "zone": "Europe/Lisbon"}).status_code == 302
    assert Family.objects.get(pk=cast.bob.family_id).zone == "Europe/Lisbon"
    cast.alice.refresh_from_db()
    assert cast.alice.family.zone == "Europe/Madrid"
    assert not ZoneSuggestion.objects.filter(by=cast.alice).exists()


def test_agreed_nights_keep_their_instants_and_new_ones_go_by_the_new_clock(
    cast: Cast, two: tuple[Client, Client]
) -> None:
    alice, bob = two
    circle = circle_of(cast.alice, now=EVENING)
    planning.propose_nights(circle=circle, now=EVENING, days=2)
    tonight = nights_from(circle, EVENING.date(), days=1)[0]
    for partner in circle.partners:
        planning.agree(seen=tonight, read=tonight.row.pk, by=partner, now=EVENING)
    link = feeds.make_link(me=cast.bob, now=EVENING)
    before = Client().get(f"/calendar/{link}.ics").content
    alice.post(CLOCK, {"seen": 0, "zone": "America/New_York"})
    bob.post(CLOCK, {"seen": 1, "do": "agree"})
    assert Client().get(f"/calendar/{link}.ics").content == before
    assert "Times are by the clock in Madrid." in main(bob, f"/nights/{tonight.row.pk}/")
    bob.post("/nights/plan/")
    newest = {row.evening: row.zone for row in PlannedNight.objects.order_by("evening", "number")}
    assert newest.pop(EVENING.date()) == "Europe/Madrid"
    assert set(newest.values()) == {"America/New_York"}


def test_a_reader_elsewhere_reads_whose_clock_the_times_are(cast: Cast, two: tuple[Client, Client]) -> None:
    alice, bob = two
    bob.post("/nights/plan/")
    assert "by the clock in" not in main(alice, "/nights/")
    alice.post("/you/", {"name": "Alice", "language": "en", "zone": "America/New_York", "country": "US"})
    assert "Times are by the clock in Madrid." in main(alice, "/nights/")
    assert "by the clock in" not in main(bob, "/nights/")


def test_the_last_day_of_a_helper_is_a_day_of_the_family(cast: Cast, two: tuple[Client, Client]) -> None:
    alice, _bob = two
    alice.post("/you/", {"name": "Alice", "language": "en", "zone": "Pacific/Auckland", "country": "NZ"})
    assert alice.post("/family/invite/helper/", {"until": "2026-03-21"}).status_code == 200
    invite = cast.alice.family.invites.get(kind="helper", used_at__isnull=True)
    assert invite.last_day == datetime(2026, 3, 21, tzinfo=UTC).date()
    assert invite.helper_until == datetime(2026, 3, 22, 3, 0, tzinfo=UTC)  # 04:00 in Madrid


def test_a_paused_partner_suggests_nothing(cast: Cast, two: tuple[Client, Client]) -> None:
    people.pause_sharing(place=cast.alice, paused=True)
    assert two[0].post(CLOCK, {"seen": 0, "zone": "America/New_York"}).status_code == 409
    assert not ZoneSuggestion.objects.exists()


def test_two_yeses_at_once_leave_one(cast: Cast, two: tuple[Client, Client]) -> None:
    two[0].post(CLOCK, {"seen": 0, "zone": "America/New_York"})
    circle = circle_of(cast.bob, now=EVENING)
    family_clock.agree_to_zone(circle=circle, seen=1, now=EVENING)
    with pytest.raises(Refused, match="just now"):
        family_clock.agree_to_zone(circle=circle, seen=1, now=EVENING)
