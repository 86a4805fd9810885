"""A brain dump and the starters: written down quickly, held by nobody unless someone says so."""

from datetime import timedelta
from uuid import uuid4

import pytest

from nearward.domain.labor import KINDS
from nearward.web.core.clock import now
from nearward.web.holding.models import Responsibility
from nearward.web.people import services as people
from nearward.web.people.models import Child
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, holders, words, write_down

LINES = "- buy a birthday present\n\nbook the dentist\nzxcv"


def test_lines_are_shown_with_a_kind_before_anything_is_kept(cast: Cast, phone: Phone) -> None:
    answer = phone(cast.alice).post("/holding/add/", {"text": LINES, "do": "look", "key": uuid4()})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Responsibility.objects.exists()
    for title in ("buy a birthday present", "book the dentist", "zxcv"):
        assert f"<b>{title}</b>" in page
    assert page.count('<option value="anticipating" selected>') == 1
    assert page.count('<option value="planning" selected>') == 1


def test_what_is_kept_has_the_kind_one_chose_and_only_what_one_holds_is_held(cast: Cast, phone: Phone) -> None:
    kinds = ["tracking", "planning", "emotional labor"]
    body = {"text": LINES, "do": "keep", "key": uuid4(), "kind": kinds, "mine": ["1"]}
    for _ in range(2):  # sent twice, taken once
        assert phone(cast.alice).post("/holding/add/", body).status_code == 302
    rows = list(Responsibility.objects.order_by("created_at", "title"))
    assert {(row.title, row.kind) for row in rows} == {
        ("buy a birthday present", "tracking"), ("book the dentist", "planning"), ("zxcv", "emotional labor"),
    }  # fmt: skip
    held = {row.title: holders(row) for row in rows}
    assert held["book the dentist"] == ["Alice"] * 3
    assert held["zxcv"] == [""] * 3


def test_a_line_without_a_kind_is_asked_for_by_name_and_nothing_is_lost(cast: Cast, phone: Phone) -> None:
    body = {"text": LINES, "do": "keep", "key": uuid4(), "kind": ["tracking", "planning", ""], "mine": ["0"]}
    answer = phone(cast.alice).post("/holding/add/", body)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose a kind for “zxcv”." in page
    assert "buy a birthday present" in page
    assert page.count("checked") == 1
    assert page.count('<option value="tracking" selected>') == 1
    assert not Responsibility.objects.exists()


@pytest.mark.parametrize("text", ["", " \n- \n", "x" * 121, "\n".join(map(str, range(1000, 1101)))])
def test_nothing_and_too_much_are_refused_with_one_sentence(cast: Cast, phone: Phone, text: str) -> None:
    answer = phone(cast.alice).post("/holding/add/", {"text": text, "do": "keep", "key": uuid4()})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="error"') == 1
    assert not Responsibility.objects.exists()


def titles(page: str) -> set[str]:
    return {title for title in ("Bag for the birth", "Bath", "Groceries", "Bedtime") if f" {title} add" in page}


def test_starters_follow_the_babys_age(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    assert titles(words(alice, "/holding/start/")) == {"Bath", "Bedtime", "Groceries"}
    Child.objects.update(born_on=None, due_on=now().date() + timedelta(days=30))
    assert titles(words(alice, "/holding/start/")) == {"Bag for the birth", "Groceries"}
    assert titles(words(phone(cast.zed), "/holding/start/")) == {"Groceries"}


def test_with_two_babies_each_ones_starters_show_once(cast: Cast, phone: Phone) -> None:
    facts = people.ChildFacts("Ada", due_on=now().date() + timedelta(days=30))
    people.save_child(me=cast.alice, facts=facts, now=now())
    seen = words(phone(cast.alice), "/holding/start/")
    assert titles(seen) == {"Bath", "Bedtime", "Groceries", "Bag for the birth"}
    assert seen.count(" Groceries add") == 1


def test_a_starter_is_added_by_a_tap_open_and_not_offered_again(cast: Cast, phone: Phone) -> None:
    alice, key = phone(cast.alice), uuid4()
    for _ in range(2):
        assert alice.post("/holding/start/", {"starter": "Groceries", "key": key}).status_code in {200, 302}
    row = Responsibility.objects.get()
    assert (row.title, row.kind, row.plain, holders(row)) == ("Groceries", "household management", True, [""] * 3)
    assert "Groceries" not in titles(words(alice, "/holding/start/"))
    alice.post("/holding/start/", {"starter": "Bath", "key": uuid4()})
    assert not Responsibility.objects.get(title="Bath").plain


def test_a_starter_of_another_age_or_of_nobodys_is_not_added(cast: Cast, phone: Phone) -> None:
    for title in ("Bag for the birth", "Take over the world"):
        assert phone(cast.alice).post("/holding/start/", {"starter": title, "key": uuid4()}).status_code == 200
    assert not Responsibility.objects.exists()


def test_items_stand_under_their_kinds_in_the_order_of_the_six(cast: Cast, phone: Phone) -> None:
    for kind in reversed(KINDS):
        write_down(cast.alice, f"Thing of {kind}", kind=kind)
    page = words(phone(cast.bob))
    places = [page.index(name) for name in KINDS.values()]
    assert places == sorted(places)
