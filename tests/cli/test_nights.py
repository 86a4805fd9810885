"""`nearward nights`: its contract, its page, and what it says to a broken file."""

import json
from copy import deepcopy

import pytest
from click.testing import CliRunner

from nearward.cli import main

SLOTS = 26


def a_night(**more):
    row, sleep = [1] * SLOTS, [0, 0] + [1] * (SLOTS - 2)
    wakes = [{"slot": at, "slots": 1, "feed": True} for at in (3, 11, 16, 21)]
    dreamt = [{"slot": at, "slots": 1, "feed": True} for at in (5, 14, 20)]
    made = {
        "available": {"Ana": row, "Ben": row},
        "sleepable": {"Ana": sleep, "Ben": sleep},
        "bottles": 2,
        "options": [{"dream_feed": None, "wakes": wakes}, {"dream_feed": 5, "wakes": dreamt}],
    }
    return {**made, **more}


def a_problem(*nights, **more):
    made = {
        "slot_minutes": 30, "start": "20:00", "slots": SLOTS, "max_handovers": 2, "min_shift_minutes": 60,
        "bottle_stock": None, "baby_age_weeks": 7.0,
        "caregivers": [
            {"name": "Ana", "partner": True, "weight": 1.3, "cap_minutes": 360, "floor_minutes": 180,
             "breastfeeds": True},
            {"name": "Ben", "partner": True, "weight": 1.2, "cap_minutes": 360, "breastfeeds": False},
        ],
        "nights": list(nights) or [a_night()],
    }  # fmt: skip
    return deepcopy({**made, **more})


@pytest.fixture
def ask(tmp_path):
    def ask(problem, *options):
        path = tmp_path / "problem.json"
        path.write_bytes(problem if isinstance(problem, bytes) else json.dumps(problem).encode())
        return CliRunner().invoke(main, ["nights", str(path), *options])

    return ask


@pytest.fixture
def answer(ask):
    def answer(problem, *options):
        result = ask(problem, "--json", *options)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return answer


@pytest.fixture
def refusal(ask):
    def refusal(problem):
        for options in ((), ("--json",)):
            result = ask(problem, *options)
            assert (result.exit_code, result.stdout) == (2, ""), result.output
            assert result.exception is None or isinstance(result.exception, SystemExit)
            assert len(result.stderr.splitlines()) == 1
        return result.stderr

    return refusal


def changed(path, value, problem=None):
    """A problem with the value at a path of keys replaced; `...` takes it away."""
    made = problem or a_problem()
    at = made
    for key in path[:-1]:
        at = at[key]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return made


def test_the_answer_has_the_form_of_the_contract(answer):
    made = answer(a_problem(a_night(), a_night()))
    assert list(made) == ["status", "nights", "reasons", "levers", "levels", "problems"]
    night = made["nights"][0]
    assert list(night) == ["duty", "option", "bottle_feeds", "protected"]
    assert len(night["duty"]) == SLOTS
    assert set(night["duty"]) == {"Ana", "Ben"}
    assert list(night["protected"]) == ["Ana", "Ben"]
    assert list(night["protected"]["Ana"]) == ["from", "to", "minutes", "p20_minutes"]
    assert len(made["levels"]) == 5
    assert made["status"] == "ok"


def test_nominal_has_no_low_block(answer):
    made = answer(a_problem(), "--nominal")
    assert [one["p20_minutes"] for one in made["nights"][0]["protected"].values()] == [None, None]


def test_a_list_gives_a_list_in_the_same_order(answer):
    three = changed(["max_handovers"], 0)
    made = answer([a_problem(), three, a_problem()])
    assert [len({*one["nights"][0]["duty"]}) for one in made] == [2, 1, 2]
    assert answer([]) == []


def test_same_file_and_seed_give_the_same_bytes(ask):
    one, two = (ask(a_problem(), "--json", "--seed", "5").stdout for _ in range(2))
    assert one == two


def test_without_options_wakes_come_from_the_age(answer):
    young, old = ({**a_problem(), "baby_age_weeks": weeks} for weeks in (1, 45))
    for problem in (young, old):
        del problem["nights"][0]["options"]
        problem["nights"][0]["bottles"] = 0
    assert answer(young)["levels"][0] < answer(old)["levels"][0]


def test_scenarios_of_a_night_are_taken_in_either_form(answer):
    wakes = [{"slot": 3, "slots": 1, "feed": True}]
    for scenarios in ([wakes] * 3, [{"wakes": wakes}] * 3):
        made = answer(a_problem(a_night(bottles=0, scenarios=scenarios)))
        assert made["nights"][0]["protected"]["Ben"]["p20_minutes"] > 0


def test_a_night_nobody_can_cover_is_an_answer(answer):
    gone = {name: [1] * 23 + [0] * 3 for name in ("Ana", "Ben")}
    made = answer(a_problem(a_night(available=gone, name="Monday"), a_night()))
    assert made["status"] == "partial"
    assert made["nights"][0] == {"duty": None, "problem": made["problems"][0]}
    assert made["problems"][0].startswith("On Monday nobody is home from 07:30 to 09:00.")
    assert answer(a_problem(a_night(available=gone)))["status"] == "infeasible"


def test_no_bottles_and_nobody_breastfeeding_is_an_answer(answer):
    made = answer(changed(["caregivers", 0, "breastfeeds"], False, a_problem(a_night(bottles=0))))
    assert made["status"] == "partial"
    assert "bottles for 0 are ready" in made["problems"][0]


def test_helpers_cover_and_have_no_block(answer):
    problem = a_problem(max_handovers=3)
    problem["caregivers"].append({"name": "Oma", "partner": False, "cap_minutes": 0, "weight": 0})
    problem["nights"][0]["available"]["Oma"] = [1] * 16 + [0] * 10
    made = answer(problem)
    assert list(made["nights"][0]["protected"]) == ["Ana", "Ben"]


def test_one_partner_alone_is_told_plainly(answer):
    problem = a_problem()
    del problem["caregivers"][1]
    for what in ("available", "sleepable"):
        del problem["nights"][0][what]["Ben"]
    made = answer(problem)
    assert made["nights"][0]["protected"]["Ana"] == {"from": None, "to": None, "minutes": 0, "p20_minutes": 0}
    assert any("nobody can protect" in line for line in made["reasons"])
    assert "from 22:00 to 02:00" in made["levers"][0]


@pytest.mark.parametrize("slots", [24, 28])
def test_nights_of_a_clock_change_follow_the_clock(answer, slots):
    row, there = [1] * slots, {"Ana": [0] * slots, "Ben": [1] * slots}
    evening = "2026-03-28" if slots == 24 else "2026-10-24"
    night = a_night(available=there, sleepable={"Ana": row, "Ben": row}, date=evening, bottles=None)
    made = answer(a_problem(night, slots=slots, zone="Europe/Berlin"), "--nominal")
    ana = made["nights"][0]["protected"]["Ana"]
    assert (ana["from"], ana["to"], ana["minutes"]) == ("20:00", "09:00", slots * 30)
    assert any("On Saturday" in line for line in made["reasons"])


def test_quarter_hours_hand_over_on_the_half_hour(answer):
    row = {name: [1] * 52 for name in ("Ana", "Ben")}
    made = answer(a_problem(a_night(available=row, sleepable=row), slots=52, slot_minutes=15))
    duty = made["nights"][0]["duty"]
    assert all(at % 2 == 0 for at in range(1, 52) if duty[at] != duty[at - 1])


def test_pins_and_the_night_before_are_read(answer):
    pins = [{"name": "Ben", "slot": 14, "slots": 6}]
    made = answer(a_problem(a_night(pins=pins), before=["Ben"] * 26))
    assert made["nights"][0]["duty"][14:20] == ["Ben"] * 6


@pytest.mark.parametrize("name", ["Ana [red]", "a%(name)s", "Zoë \u202e", "a\nb\x1b[31m", "日本", '"', "from"])
def test_names_may_hold_any_characters(ask, name):
    problem = a_problem()
    problem["caregivers"][0]["name"] = name
    for what in ("available", "sleepable"):
        problem["nights"][0][what][name] = problem["nights"][0][what].pop("Ana")
    made = ask(problem, "--json")
    assert made.exit_code == 0
    assert name in json.loads(made.stdout)["nights"][0]["duty"]
    page = ask(problem)
    assert page.exit_code == 0
    assert "\x1b" not in page.stdout


def test_the_page_draws_each_night_and_says_why(ask):
    page = ask(a_problem(a_night(), a_night(bottles=0))).stdout
    for words in (
        "On night 1",
        "On night 2",
        "█",
        "━",
        "▼",
        "Why",
        "8 of 10 nights",
        "What would give more",
        "awake adult",
    ):
        assert words in page


def test_the_page_shows_what_cannot_be(ask):
    gone = {name: [1] * 23 + [0] * 3 for name in ("Ana", "Ben")}
    page = ask(a_problem(a_night(available=gone))).stdout
    assert "nobody is home from 07:30 to 09:00" in page


def test_fields_nobody_reads_are_named_on_standard_error(ask):
    result = ask(a_problem(a_night(bottels=2), max_handover=3), "--json")
    assert result.exit_code == 0
    assert "max_handover, bottels" in result.stderr
    json.loads(result.stdout)


NIGHT = ["nights", 0]
ROW = [*NIGHT, "available", "Ana"]
WAKE = [*NIGHT, "options", 0, "wakes", 0]
BAD = {
    "unknown name": ([*NIGHT, "available", "Eva"], [1] * 26, "one of Ana, Ben"),
    "missing name": ([*NIGHT, "sleepable", "Ben"], ..., "26 values of 0 or 1"),
    "short row": (ROW, [1] * 25, "expected 26 values of 0 or 1, found 25"),
    "other values": (ROW, [2] * 26, "only 0 and 1"),
    "no row": (ROW, "yes", "26 values"),
    "wake beyond": ([*WAKE, "slot"], 26, "from 0 to 25"),
    "wake before": ([*WAKE, "slot"], -1, "from 0 to 25"),
    "wake of half a slot": ([*WAKE, "slots"], 0.5, "whole number"),
    "wake of none": ([*WAKE, "slots"], 0, "from 1 to 26"),
    "wake without a slot": ([*WAKE, "slot"], ..., "found nothing"),
    "feed of maybe": ([*WAKE, "feed"], "maybe", "true or false"),
    "negative weight": (["caregivers", 0, "weight"], -1, "from 0.1 to 10"),
    "weight in words": (["caregivers", 0, "weight"], "much", "number"),
    "endless weight": (["caregivers", 0, "weight"], float("inf"), "ordinary numbers"),
    "no number": (["caregivers", 0, "weight"], float("nan"), "ordinary numbers"),
    "weight of true": (["caregivers", 0, "weight"], True, "number"),
    "no name": (["caregivers", 0, "name"], "  ", "a text"),
    "half a character": (["caregivers", 0, "name"], "\ud800", "whole characters"),
    "twice the name": (["caregivers", 1, "name"], "Ana", "there twice"),
    "no partners": (["caregivers", 0], {"name": "Ana", "partner": 0}, ""),
    "no caregivers": (["caregivers"], [], "1 to 6 caregivers"),
    "caregivers in words": (["caregivers"], "two", "list of caregivers"),
    "no nights": (["nights"], [], "1 to 62 nights"),
    "nights missing": (["nights"], ..., "a list of nights"),
    "negative bottles": ([*NIGHT, "bottles"], -1, "from 0"),
    "half a bottle": ([*NIGHT, "bottles"], 0.5, "whole number"),
    "no options": ([*NIGHT, "options"], [], "1 to 20 options"),
    "dream feed beyond": ([*NIGHT, "options", 1, "dream_feed"], 26, "from 0 to 25"),
    "too many slots": (["slots"], 1000, "from 1 to 64"),
    "no slots": (["slots"], 0, "from 1 to 64"),
    "start": (["start"], "25:00", "a time such as 20:00"),
    "negative hand-overs": (["max_handovers"], -1, "from 0"),
    "negative age": (["baby_age_weeks"], -3, "from 0 to 156"),
    "slot minutes": (["slot_minutes"], 0, "from 5 to 120"),
    "contradictory pins": ([*NIGHT, "pins"], [{"name": n, "slot": 3} for n in ("Ana", "Ben")], "both pinned at"),
    "pin beyond": ([*NIGHT, "pins"], [{"name": "Ana", "slot": 26}], "does not lie in the night"),
    "pin of a stranger": ([*NIGHT, "pins"], [{"name": "Eva", "slot": 2}], "one of Ana, Ben"),
    "zone": (["zone"], "Nowhere/Land", ""),
    "scenario": ([*NIGHT, "scenarios"], [[{"slot": 99}]], "from 0 to 25"),
    "scenario without wakes": ([*NIGHT, "scenarios"], [{}], "list"),
    "night in words": (NIGHT, "Monday", "an object"),
}  # fmt: skip


@pytest.mark.parametrize("case", [name for name in BAD if name not in {"no partners", "zone"}])
def test_what_is_wrong_is_one_sentence_with_its_place(refusal, case):
    path, value, words = BAD[case]
    said = refusal(changed(path, value))
    assert words in said
    assert said.startswith("problem.json")


def test_helpers_alone_are_no_couple(refusal):
    problem = a_problem()
    for person in problem["caregivers"]:
        person["partner"] = False
    assert "One or two of the caregivers are partners" in refusal(problem)


def test_an_unknown_zone_is_named(refusal):
    assert "Europe/Berlin" in refusal(a_problem(a_night(date="2026-03-28"), zone="Nowhere/Land"))


def test_the_problem_of_a_list_is_named(refusal):
    assert "problem 2, night 1, available, Ana" in refusal([a_problem(), changed(ROW, [1])])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "too deep"),
        (b"\xff\xfe", "UTF-8"),
        (b"7", "an object"),
        (b"null", "an object"),
        (b'{"nights": ' + b"9" * 5_000 + b"}", "ordinary numbers"),
        (b'["a"]', "problem 1"),
    ],
)
def test_what_is_no_problem_file_is_refused(refusal, content, words):
    assert words in refusal(content)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        result = CliRunner().invoke(main, ["nights", str(path), "--json"])
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1


def test_a_huge_file_is_refused(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(65_000_000)
    assert "at most 64 MB" in CliRunner().invoke(main, ["nights", str(path)]).stderr


@pytest.mark.parametrize("options", [("--scenarios", "0"), ("--scenarios", "many"), ("--seed", "-1")])
def test_options_out_of_range_are_refused(ask, options):
    assert ask(a_problem(), *options).exit_code == 2


def needing(weight, room=2, nights=2):
    """Two nights alike, with these weights and rooms for Ana."""
    made = a_problem(*[a_night(bottles=4)] * nights)
    made["caregivers"][0] |= {"weight": weight, "room": room}
    return made


def test_a_weight_and_a_room_may_be_one_number_or_one_for_each_night(answer):
    assert answer(needing([1.8, 1.8], [2, 2])) == answer(needing(1.8))
    first, second = answer(needing([2.0, 1.0]))["nights"]
    assert first["protected"]["Ana"]["minutes"] > first["protected"]["Ben"]["minutes"]
    assert second["protected"]["Ana"]["minutes"] < first["protected"]["Ana"]["minutes"]


@pytest.mark.parametrize(
    ("weight", "room", "expected"),
    [
        ([1.8], 2, "caregiver 1, weight: expected one number, or 2 in a list (one a night), found 1."),
        ([1.8, 11], 2, "caregiver 1, weight, night 2: expected a number from 0.1 to 10, found 11."),
        ([1.8, "x"], 2, 'caregiver 1, weight, night 2: expected a number from 0.1 to 10, found "x".'),
        (1.8, [1, 2, 3], "caregiver 1, room: expected one number, or 2 in a list (one a night), found 3."),
        (1.8, [1, 5], "caregiver 1, room, night 2: expected a number from 0 to 4, found 5."),
        (1.8, "much", 'caregiver 1, room: expected a number from 0 to 4, found "much".'),
        ({}, 2, "caregiver 1, weight: expected a number from 0.1 to 10, found {}."),
    ],
)
def test_a_weight_or_room_that_cannot_be_is_one_sentence(refusal, weight, room, expected):
    assert expected in refusal(needing(weight, room))


def test_the_blocks_may_alternate_and_nothing_else_is_taken(answer, refusal):
    week = a_problem(*[a_night(bottles=None)] * 3, turns="alternate")
    for person in week["caregivers"]:
        person |= {"weight": 1.3, "breastfeeds": False}
    first, second, third = (night["duty"] for night in answer(week)["nights"])
    assert first == third != second
    assert "turns: expected one of steady, alternate" in refusal({**week, "turns": "often"})
