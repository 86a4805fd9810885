"""Promise 3: the two-world test can fail. Every planted leak is caught, and nothing else is taken for one."""

import pytest

from tests.conftest import Figure
from tests.house.leaks import LEAKS
from tests.house.two_worlds import Look, differences
from tests.house.worlds import World

NOTHING = World(kept=({},), acts=((), ()))
MUCH = World(
    kept=({"stress": 9, "move": 1, "sleep_hours": "2", "note": "mine alone"},),
    acts=(
        (
            ("alone", {"stress": 8, "sleep_hours": "5", "note": "nobody knows"}),
            ("alone", {"note": "still mine"}),
            ("event", {"stress": 8, "move": 2}),
            ("week", {"note": "Thursday, alone"}),
            ("finished", {"note": "the week of the storm"}),
            ("step", {"note": "I saw the dishes"}),
            ("situations", {"note": "mine"}),
            ("place", {"note": "the choir"}),
            ("learned", {"note": "needing was not safe"}),
            ("sentence", {"note": "I go and fix things"}),
            ("visit", "/mine/"),
            ("expect", {"note": "up alone, I think"}),
            ("pattern", {"note": "I go quiet"}),
            ("not now", {}),
            ("by myself", {}),
            ("calendar", {}),
            ("form", {"stress": 8, "note": "x"}),
            ("trusted", {"note": "Ana"}),
            ("link", {}),
            ("give", {"stress": 3}),
            ("visit", "/help/"),
            ("words", {"stress": 9, "note": "I want to die"}),
            ("passkey", 5),
            ("device", {}),
        ),
        (("alone", {"stress": 10}), ("correct", {"stress": 9, "note": "mine again"})),
    ),
)
METHODS = ("GET", "HEAD", "POST")


def look_at(name: str) -> Look:
    leak = LEAKS[name]
    return Look(observers=(leak.to,), methods=METHODS, only=leak.only, later=leak.later)


@pytest.mark.parametrize("name", sorted(LEAKS))
def test_a_planted_leak_is_caught(db: object, name: str) -> None:
    with LEAKS[name].plant():
        found = differences(NOTHING, MUCH, "leak", look_at(name))
    assert found, f"nobody noticed {name}"
    assert any(LEAKS[name].to in line or "the log" in line for line in found)


def test_without_a_leak_the_same_looks_find_nothing(db: object) -> None:
    for to in ("bob", "gran"):
        only = frozenset().union(*(leak.only for leak in LEAKS.values() if leak.to == to))
        assert differences(NOTHING, MUCH, "leak", Look(observers=(to,), methods=METHODS, only=only)) == []


def test_at_least_twenty_five_leaks_are_planted(figure: Figure) -> None:
    figure(f"3 planted leaks, each caught: {len(LEAKS)}")
    assert len(LEAKS) >= 25
