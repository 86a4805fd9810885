"""The page *Pause, or leave* says what the other will see; each sentence is what happens on the other's pages."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.domain.labor import TRACKING
from nearward.web.core.clock import now
from nearward.web.holding import services as holding
from nearward.web.people.models import Caregiver
from tests.conftest import Cast, ask_of, say

Phone = Callable[[Caregiver], Client]
OF_A_PAUSE = (
    "What stands already, as it is. No page says that you paused.",
    "Your latest check-in for 36 hours, then the lean as on any day without a word.",
    "Bob can notice only that nothing new arrives.",
    "An ask from Bob still reaches you. Unanswered, it fades like any other.",
)
OF_LEAVING = (
    "On Today: “This space is no longer shared.”, without a time or a reason.",
    "Your name is gone, and with it what the two of you said to each other",
    "In Holding, what Bob wrote down or holds stays. What you held of it is open",
    "The children and their log stay. That you took a copy shows nowhere.",
)


def main(client: Client, path: str) -> str:
    html = client.get(path, follow=True).content.decode()
    shown = html.split("<main")[1].split("</main>", maxsplit=1)[0]
    return " ".join(re.sub(r'value="[^"]*"', "", shown).split())


def test_the_page_says_it_for_each_choice_and_again_while_paused(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    said = main(alice, "/you/leave/")
    assert [sentence for sentence in (*OF_A_PAUSE, *OF_LEAVING) if sentence not in said] == []
    assert said.count("What Bob sees") == 2
    alice.post("/you/leave/", {"do": "pause"})
    said = main(alice, "/you/leave/")
    assert [sentence for sentence in (*OF_A_PAUSE, *OF_LEAVING) if sentence not in said] == []
    assert "What you say from then on reaches Bob." in said


def test_what_it_says_of_a_pause_happens(cast: Cast, phone: Phone) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    say(cast.alice, at=now() - timedelta(minutes=5), levels={"sleep": 4}, room=0)
    stood = main(bob, "/")
    assert "Alice" in stood
    alice.post("/you/leave/", {"do": "pause"})
    assert main(bob, "/") == stood
    ask = ask_of(cast.bob, at=now())
    assert f"/asks/{ask}/" in main(alice, "/")
    assert alice.post(f"/asks/{ask}/answer/", {"key": uuid4(), "how": "here", "seen": 0}).status_code == 409
    leaning = 'class="lean"'
    assert leaning in main(bob, "/")
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=37)):
        assert "needs most" not in main(bob, "/")


@pytest.mark.parametrize(
    "path", ["/", "/family/", "/us/", "/us/review/", "/us/repair/", "/holding/", "/nights/", "/ask/"]
)
def test_what_it_says_of_leaving_happens(cast: Cast, phone: Phone, path: str) -> None:
    alice, bob = phone(cast.alice), phone(cast.bob)
    say(cast.alice, at=now() - timedelta(minutes=5), levels={"sleep": 4}, room=0)
    ask_of(cast.alice, at=now())
    holding.add(me=cast.alice, items=[holding.New("The dentist", TRACKING, mine=True)], key=uuid4(), now=now())
    theirs = holding.add(me=cast.bob, items=[holding.New("The pharmacy", TRACKING)], key=uuid4(), now=now())
    alice.post(f"/holding/{theirs}/take/", {"stage": "whole"})
    assert "Alice" in main(bob, f"/holding/{theirs}/")
    alice.post("/you/leave/", {"do": "leave", "copy": "on"})
    said = main(bob, path)
    assert "Alice" not in said
    if path == "/":
        assert "This space is no longer shared." in said
    if path == "/holding/":
        assert "The dentist" not in said
        assert "open" in said.split("The pharmacy")[1][:200].lower()
    if path == "/family/":
        assert "Kit" in said


def test_a_helper_reads_what_the_others_will_see(cast: Cast, phone: Phone) -> None:
    gran = phone(cast.gran)
    assert "Nights you were on have to be planned again" in main(gran, "/you/leave/")
    gran.post("/you/leave/", {"do": "leave"})
    assert "Gran" not in main(phone(cast.alice), "/family/")
