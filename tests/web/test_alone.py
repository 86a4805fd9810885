"""With one partner here: every practice says honestly what one alone can change and what not, and nothing nags."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from nearward.web.core.clock import now
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Invite
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
PRACTICES = (
    "/us/",
    "/us/review/",
    "/us/repair/",
    "/us/space/",
    "/us/cycle/",
    "/us/together/",
    "/us/week/",
    "/us/expecting/",
    "/mine/stress/",
    "/give/",
    "/holding/",
)
PRESSES = re.compile(r"waiting for|still not|has not joined|remind them|don.t forget", re.I)


@pytest.fixture
def zed(cast: Cast, inside: Phone) -> Client:
    """Zed is alone in his family, with a baby here and another expected."""
    at = now()
    for facts in (
        people.ChildFacts("Uma", born_on=(at - timedelta(days=40)).date()),
        people.ChildFacts("Ivo", due_on=(at + timedelta(days=200)).date()),
    ):
        people.save_child(me=cast.zed, facts=facts, now=at)
    return inside(cast.zed)


def words(client: Client, path: str) -> str:
    page = client.get(path, follow=True)
    assert page.status_code == 200
    main = re.search(r"<main.*?</main>", page.content.decode(), re.S)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


@pytest.mark.parametrize("path", PRACTICES)
def test_each_practice_says_what_one_alone_can_change_and_what_not(zed: Client, path: str) -> None:
    said = words(zed, path)
    assert "What you can change:" in said
    assert "What you cannot:" in said


@pytest.mark.parametrize("path", PRACTICES)
def test_with_two_nothing_of_it_is_said(cast: Cast, inside: Phone, path: str) -> None:
    assert "What you cannot:" not in words(inside(cast.alice), path)


def test_an_ask_needs_someone_and_says_what_else_there_is(zed: Client) -> None:
    assert "What you can do alone" in words(zed, "/ask/")


@pytest.mark.parametrize("path", [*PRACTICES, "/", "/ask/", "/nights/", "/family/", "/mine/"])
def test_an_invite_waits_without_nagging(cast: Cast, zed: Client, path: str) -> None:
    before = words(zed, path)
    people.invite(kind=Invite.For.PARTNER, by=cast.zed, now=now())
    after = words(zed, path)
    assert not PRESSES.findall(after)
    assert (after == before) == (path != "/family/")


def test_alone_with_a_baby_one_may_still_take_space(zed: Client) -> None:
    assert "lay the baby in the crib, on the back" in words(zed, "/us/space/")
    key = "00000000-0000-0000-0000-000000000001"
    assert zed.post("/us/space/", {"key": key, "minutes": 25, "baby_with": "crib"}).status_code == 302
    assert "I'm back" in words(zed, "/us/space/")


def test_alone_a_night_says_that_nobody_can_keep_sleep_free(zed: Client) -> None:
    assert "With one adult nobody can keep a piece of sleep free for you" in words(zed, "/nights/")


def test_a_helper_reads_none_of_it(cast: Cast, inside: Phone) -> None:
    for path in ("/give/", "/holding/"):
        assert "What you cannot:" not in words(inside(cast.gran), path)
