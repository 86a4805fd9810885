"""`nearward week`: its contract, its page, and what it says to a broken file."""

import json
import re

import pytest
from click.testing import CliRunner

from nearward.cli import main

FORBIDDEN = re.compile(
    r"\b(points?|scores?|debt|owes?|fair|unfair|equal|percent|lazy|behind|helping|he|she|his|her)\b|[%!]", re.I
)


def problem(**changed):
    items = [
        item("wash", "Ben", 4, 3), item("card", "Ben", 6, 9), item("bag", "Ana", 5, 5),
        item("feed", "Ana", 12, 12, can=["Ana"]), item("bins", "Ben", 2, 2, kind="household management"),
    ]  # fmt: skip
    partners = [{"name": "Ana", "share": 0.308}, {"name": "Ben", "share": 0.692}]
    return {"partners": partners, "max_changes": 5, "bundles": [], "items": items} | changed


def item(id_, holder, ana, ben, can=("Ana", "Ben"), kind="tracking"):
    load = {"Ana": ana, "Ben": ben}
    return {"id": id_, "title": id_.title(), "kind": kind, "holder": holder, "can": list(can), "load": load}


@pytest.fixture
def ask(tmp_path):
    def ask(said, *options):
        path = tmp_path / "week.json"
        path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
        return CliRunner().invoke(main, ["week", str(path), *options])

    return ask


@pytest.fixture
def answer(ask):
    def answer(said):
        result = ask(said, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return answer


def test_each_k_has_one_row_of_the_contract(answer):
    rows = answer(problem())["frontier"]
    assert [row["k"] for row in rows] == [0, 1, 2, 3, 4, 5]
    assert all(list(row) == ["k", "changes", "worst", "total"] for row in rows)
    assert rows[0] == {"k": 0, "changes": [], "worst": pytest.approx(17 / 0.308), "total": 31}
    assert rows[1]["changes"] == [
        {
            "item": "bag", "from": "Ana", "to": "Ben",
            "reason": "Ben keeps track of this, so Ana can put it out of mind and rest more this week.",
        }
    ]  # fmt: skip
    assert rows[1]["worst"] == pytest.approx(12 / 0.308)
    assert rows[-1]["changes"] == rows[1]["changes"]
    assert isinstance(rows[1]["total"], int)


def test_a_list_gives_a_list_and_an_empty_one_an_empty_one(answer):
    two = answer([problem(), problem(items=[])])
    assert len(two) == 2
    assert two[0] == answer(problem())
    assert two[1]["frontier"][0] == {"k": 0, "changes": [], "worst": 0.0, "total": 0}
    assert answer([]) == []


def test_a_bundle_moves_whole_and_is_named_by_its_first_id(answer):
    rows = answer(problem(bundles=[["bag", "wipes"]], items=[
        item("wipes", "Ana", 3, 3), item("bag", "Ana", 5, 5), item("feed", "Ana", 9, 9, can=["Ana"]),
    ]))["frontier"]  # fmt: skip
    assert [change["item"] for change in rows[1]["changes"]] == ["bag"]
    assert rows[1]["worst"] == pytest.approx(9 / 0.308)


def test_a_bundle_stays_when_one_of_it_cannot_go(answer):
    rows = answer(problem(bundles=[["bag", "feed"]]))["frontier"]
    assert all(row["changes"] == [] for row in rows)


def test_an_item_nobody_else_can_hold_stays(answer):
    stuck = [item("feed", "Ana", 9, 9, can=[]), item("milk", "Ana", 9, 9, can=["Ana"])]
    assert answer(problem(items=stuck))["frontier"][5]["changes"] == []


def test_what_is_left_out_has_a_usual_value(answer):
    said = problem()
    del said["max_changes"], said["bundles"]
    for one in said["items"]:
        del one["title"], one["kind"]
    assert len(answer(said)["frontier"]) == 6


def test_five_hundred_items_are_answered(answer):
    many = [item(f"i{at}", "Ben" if at % 3 else "Ana", at % 17 + at / 4, at % 13 + at / 8) for at in range(500)]
    assert len(answer(problem(items=many))["frontier"]) == 6


def test_no_reason_and_no_page_keeps_count_of_anybody(ask, answer):
    said = problem(bundles=[["wash", "bins"]])
    reasons = [change["reason"] for row in answer(said)["frontier"] for change in row["changes"]]
    page = ask(said)
    assert page.exit_code == 0
    assert reasons
    for text in (*reasons, page.stdout):
        assert not FORBIDDEN.search(text), text
    assert not re.search(r"\d", page.stdout)
    assert "Bag: Ana → Ben" in page.stdout


BROKEN = {
    "partners": [
        (problem(partners=[{"name": "Ana", "share": 0.5}]), "expected two partners, found 1"),
        (problem(partners=[{"name": name, "share": 1 / 3} for name in "ABC"]), "expected two partners, found 3"),
        (problem(partners=[{"name": "Ana", "share": 0.5}] * 2), "two different names"),
        (problem(partners=[{"name": "Ana", "share": 0.5}, {"name": "Ben", "share": 0.6}]), "sum to 1, found 1.1"),
        (problem(partners=[{"name": "Ana", "share": 0}, {"name": "Ben", "share": 1}]), "a share above 0"),
        (problem(partners=[{"name": "Ana", "share": -0.5}, {"name": "Ben", "share": 1.5}]), "a share above 0"),
        (problem(partners=[{"name": "Ana", "share": "0.5"}, {"name": "Ben", "share": 0.5}]), "expected a number"),
        (problem(partners=[{"name": "Ana", "share": True}, {"name": "Ben", "share": 0.5}]), "expected a number"),
        (problem(partners=[{"name": " ", "share": 0.5}, {"name": "Ben", "share": 0.5}]), "expected a name"),
        (problem(partners={"Ana": 0.5, "Ben": 0.5}), "expected a list"),
        (problem(partners=None), "expected a list"),
    ],
    "items": [
        (problem(items=[item("a", "Gran", 1, 1)]), "items[0].holder: expected Ana or Ben, found Gran"),
        (problem(items=[item("a", "Ana", 1, 1, can=["Ana", "Bne"])]), "items[0].can: expected names among"),
        (problem(items=[item("a", "Ana", 1, 1), item("a", "Ben", 1, 1)]), "items[1].id: expected each id once"),
        (problem(items=[item("a", "Ana", -1, 1)]), "items[0].load.Ana: expected a number from 0"),
        (problem(items=[item("a", "Ana", 1e300, 1)]), "items[0].load.Ana: expected a number from 0"),
        (problem(items=[item("a", "Ana", None, 1)]), "items[0].load.Ana: expected a number, found null"),
        (problem(items=[item("a", "Ana", "4", 1)]), "items[0].load.Ana: expected a number"),
        (problem(items=[{**item("a", "Ana", 1, 1), "load": {"Ana": 1}}]), "expected a load for Ben"),
        (problem(items=[{**item("a", "Ana", 1, 1), "load": 4}]), "items[0].load: expected an object"),
        (problem(items=[{**item("a", "Ana", 1, 1), "can": "Ana"}]), "items[0].can: expected a list"),
        (problem(items=[{**item("a", "Ana", 1, 1), "id": 4}]), "items[0].id: expected text, found 4"),
        (problem(items=[item("a" * 201, "Ana", 1, 1)]), "items[0].id: expected a name of up to 200"),
        (problem(items=[item("\ud800", "Ana", 1, 1)]), "items[0].id: expected text, found half a character"),
        (problem(items=[item("a", "Gr\nan\x1b[2J", 1, 1)]), "items[0].holder: expected Ana or Ben, found Gr an"),
        (problem(items=[{**item("a", "Ana", 1, 1), "load": {"Ana": 1, "\ud800": 2}}]), "half a character"),
        (problem(items=["wash"]), "items[0]: expected an object"),
        ({key: value for key, value in problem().items() if key != "items"}, "items: expected a list"),
    ],
    "bundles and changes": [
        (problem(bundles=[["bag", "sock"]]), "bundles[0]: expected ids of items; there is no item sock"),
        (problem(bundles=[["bag", "feed"], ["feed"]]), "bundles[1]: expected each item in one bundle"),
        (problem(bundles=[["bag", "wash"]]), "bundles[0]: expected one holder for all of a bundle"),
        (problem(bundles=[[]]), "bundles[0]: expected at least one id"),
        (problem(bundles=["bag"]), "bundles[0]: expected a list"),
        (problem(max_changes=-1), "max_changes: expected a whole number from 0 to 1000"),
        (problem(max_changes=10**9), "max_changes: expected a whole number from 0 to 1000"),
        (problem(max_changes=2.5), "max_changes: expected a whole number, found 2.5"),
        (problem(max_changes=None), "max_changes: expected a whole number, found null"),
    ],
    "the file": [
        ("", "line 1, column 1: not readable JSON"),
        ("{", "not readable JSON"),
        ("4", "expected an object, found 4"),
        ("[" * 100_000, "brackets within brackets"),
        (json.dumps(problem(items=[item("a", "Ana", float("nan"), 1)])), "expected numbers, found NaN"),
        (json.dumps(problem(items=[item("a", "Ana", float("inf"), 1)])), "expected numbers, found Infinity"),
        (json.dumps(problem()).replace("12", "1e999"), "expected a number from 0"),
        ([problem(), problem(max_changes=-1)], "week.json, problem 2, max_changes:"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("said", "sentence"), [case for cases in BROKEN.values() for case in cases])
def test_whatever_is_wrong_is_one_sentence_with_its_place(ask, said, sentence):
    result = ask(said, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.startswith("week.json")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    for path in (tmp_path, tmp_path / "none.json"):
        result = CliRunner().invoke(main, ["week", str(path)])
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
