"""Us: what it keeps quiet after a loss, and what it asks the database when everything stands in it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nearward.domain import four
from nearward.domain.own import Time
from nearward.web.core.clock import now
from nearward.web.own import services as owning
from nearward.web.people.models import Caregiver
from nearward.web.reflection import services as reflecting
from nearward.web.us import services
from nearward.web.us.models import Wording
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
OURS: four.Lines = ("You, me and Kit.", "", "", "")


def page(client: Client, path: str = "/us/") -> str:
    return client.get(path).content.decode()


def agree_on(cast: Cast, lines: four.Lines) -> None:
    seen = Wording.objects.count()
    services.propose_wording(me=cast.alice, lines=lines, seen=seen, now=now())
    services.agree_to_wording(me=cast.bob, seen=seen + 1, now=now())


def keep_a_time(by: Caregiver, to: Caregiver, words: str) -> None:
    starts = now() + timedelta(days=2)
    owning.ask_for(
        me=by, partner=to, time=Time(starts, starts + timedelta(hours=1)), words=words, key=uuid4(), now=now()
    )


def test_after_a_loss_us_opens_with_nothing_that_may_name_the_baby(cast: Cast, phone: Phone) -> None:
    agree_on(cast, OURS)
    keep_a_time(cast.alice, cast.bob, "swimming while you have Kit")
    alice, bob = phone(cast.alice), phone(cast.bob)
    assert "You, me and Kit." in page(bob)
    assert "swimming while you have Kit" in page(bob)
    alice.post(f"/family/children/{cast.kit.pk}/lost/")
    for client in (alice, bob):
        assert "Kit" not in page(client)
        assert four.FOUR[0] in page(client)
    agree_on(cast, ("We are still two.", "", "", ""))
    assert "We are still two." in page(bob)
    alice.post(f"/family/children/{cast.kit.pk}/lost/", {"do": "undo"})
    assert "swimming while you have Kit" in page(bob)


def test_what_was_agreed_before_a_loss_stays_to_be_read(cast: Cast, phone: Phone) -> None:
    agree_on(cast, OURS)
    phone(cast.alice).post(f"/family/children/{cast.kit.pk}/lost/")
    assert Wording.objects.filter(agreed_at__isnull=False).exists()
    assert "You, me and Kit." in page(phone(cast.bob), "/us/four/")


def test_with_everything_standing_in_it_us_asks_at_most_ten_times(cast: Cast, inside: Phone) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    for client in (alice, bob):
        client.post("/check-in/", {"key": uuid4(), "stress": 8, "move": 2})
        client.post("/mine/stress/show/")
        client.post("/us/cycle/", {"do": "agree"})
    agree_on(cast, OURS)
    services.propose_wording(me=cast.alice, lines=("Later words.", "", "", ""), seen=1, now=now())
    for one, other in ((cast.alice, cast.bob), (cast.bob, cast.alice)):
        reflecting.show(me=one, to=other, words="I learned to be quiet.", now=now())
        keep_a_time(one, other, "the choir")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        words = page(bob)
    assert "I learned to be quiet." in words
    assert "When stress rises" in words or "when stress rises" in words
    door = {"SAVEPOINT", "RELEASE", "ROLLBACK"}
    assert sum(query["sql"].split()[0] not in door for query in asked.captured_queries) <= 10
