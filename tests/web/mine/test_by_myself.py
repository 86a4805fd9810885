"""Exercises for me alone: one switch, silent, and nothing of anyone else's changes by it."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from nearward.domain import together
from nearward.web.core.clock import now
from nearward.web.people.models import Caregiver, Person
from nearward.web.people.selectors import circle_of, today_of
from nearward.web.together import services as sharing
from tests.conftest import PASSPHRASE, Cast

Phone = Callable[[Caregiver], Client]
SWITCH = "/mine/by-myself/"
FOR_TWO = ("/us/together/", "/us/review/", "/us/repair/", "/us/cycle/")
SOURCE = Path(__file__).parents[3] / "src/nearward/web"


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def main(html: str) -> str:
    return html.split("<main")[1].split("</main>", maxsplit=1)[0]


def on(client: Client) -> None:
    assert client.post(SWITCH, {"do": "on"}).status_code == 302


def shown_at_once(html: str) -> str:
    """Return what stands on the page without opening anything."""
    return re.sub(r"<details.*?</details>", "", main(html), flags=re.DOTALL)


def test_us_shows_what_one_alone_can_do_in_place_of_the_doors_for_two(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    assert all(f'href="{door}"' in shown_at_once(page(alice, "/us/")) for door in FOR_TWO)
    on(alice)
    us = page(alice, "/us/")
    assert not any(f'href="{door}"' in shown_at_once(us) for door in FOR_TWO)
    assert "What one alone can change" in us
    assert 'href="/mine/stress/"' in us
    assert re.search(r'href="/mine/review/\d{4}-\d\d-\d\d/"', us)
    assert all(f'href="{door}"' in us for door in FOR_TWO)  # never blocked: behind one line
    alice.post(SWITCH, {"do": "off"})
    assert all(f'href="{door}"' in shown_at_once(page(alice, "/us/")) for door in FOR_TWO)


@pytest.mark.parametrize("door", [*FOR_TWO, "/us/repair/start/"])
def test_everything_for_two_still_opens(cast: Cast, inside: Phone, door: str) -> None:
    alice = inside(cast.alice)
    on(alice)
    assert alice.get(door).status_code == 200


def test_a_suggestion_that_waits_is_not_put_before_her_and_can_still_be_answered(cast: Cast, inside: Phone) -> None:
    at, alice = now(), inside(cast.alice)
    what = together.What(today_of(cast.bob, now=at), thing="tea")
    thing = sharing.suggest(circle=circle_of(cast.bob, now=at), what=what, key=uuid4(), now=at)
    assert "Bob suggests" in page(alice, "/")
    on(alice)
    today = page(alice, "/")
    assert "Bob suggests" not in today
    assert "Ten minutes of your own count too." in today
    assert alice.post(f"/us/together/{thing}/", {"do": "yes", "seen": 1}).status_code == 302
    assert 'href="/us/together/"' in page(alice, "/")  # both have said yes: it is an appointment now


def test_nothing_of_the_others_changes(cast: Cast, inside: Phone) -> None:
    bob, alice = inside(cast.bob), inside(cast.alice)
    before = {path: _steady(page(bob, path)) for path in ("/", "/us/", "/us/cycle/", "/mine/", "/family/", SWITCH)}
    on(alice)
    assert {path: _steady(page(bob, path)) for path in before} == before
    assert "Off: you are shown" in before[SWITCH]


def _steady(html: str) -> str:
    return re.sub(r'(nonce="|csrfmiddlewaretoken" value="|name="key" value="|"X-CSRFToken": ")[^"]+', "", html)


def test_it_rings_nobody(cast: Cast, inside: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[object] = []
    monkeypatch.setattr("nearward.web.core.live._send", lambda *told: rung.append(told))
    on(inside(cast.alice))
    assert rung == []


def test_it_waits_behind_the_lock_of_mine(cast: Cast, phone: Phone) -> None:
    assert phone(cast.alice).get(SWITCH).status_code == 302
    phone(cast.alice).post(SWITCH, {"do": "on"})
    assert not Person.objects.filter(by_myself=True).exists()


def test_a_helper_has_no_such_switch(cast: Cast, inside: Phone) -> None:
    assert inside(cast.gran).get(SWITCH).status_code == 404


def test_it_works_while_sharing_is_paused_comes_along_and_goes_with_erasing(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    alice.post("/you/leave/", {"do": "pause"})
    on(alice)
    alice.post("/you/leave/", {"do": "leave"})
    assert "On: you are shown" in page(alice, SWITCH)
    alice.post("/you/erase/", {"secret": PASSPHRASE})
    assert not Person.objects.filter(by_myself=True).exists()


def test_only_one_property_reads_it_and_only_of_the_person_who_looks() -> None:
    readers = []
    for file in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]:
        if "migrations" not in file.parts:
            readers += re.findall(r"[\w.]+\.by_myself\b", file.read_text())
    assert sorted(set(readers)) == ["circle.by_myself", "mine.by_myself", "self.me.person.by_myself"]
