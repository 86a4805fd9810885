"""Promise 3: the two-world test can fail. Every planted leak is caught, and nothing else is taken for one."""

import pytest

from tests.conftest import Figure
from tests.house.leaks import LEAKS
from tests.house.two_worlds import Look, Record, compared, differences, played
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
            ("profile", {"stress": 1}),
            ("paused", {"stress": 3}),
            ("phone", {"stress": 2}),
        ),
        (("alone", {"stress": 10}), ("correct", {"stress": 9, "note": "mine again"}), ("pause", {})),
    ),
)
METHODS = ("GET", "HEAD", "POST")
SHARDS = 2  # each plays both worlds once


def look_at(name: str) -> Look:
    leak = LEAKS[name]
    return Look(observers=(leak.to,), methods=METHODS, only=leak.only, later=leak.later, reads=leak.reads)


def seen_with_each_planted(world: World, names: list[str]) -> dict[str, Record]:
    """Play a world once as it is, then look at it with one mistake planted after the other."""
    records = {}
    with played(world, "leak") as scene:
        for name in names:
            with LEAKS[name].plant():
                records[name] = scene.look(look_at(name))
    return records


def differs(name: str) -> list[str]:
    """Play both worlds with the mistake planted from the start: the slow way, for mistakes made while writing."""
    with LEAKS[name].plant():
        return differences(NOTHING, MUCH, "leak", look_at(name))


# Mistakes made while something is written: a play without them has nothing to show later.
WHILE_WRITING = frozenset(
    {
        *(name for name in LEAKS if name.startswith("a live tick ")),
        "a note in the log",
        "an address of a quiet page in the log",
        "an exercise that is hidden because of what Words heard",
        "a page kept in the cache for the next person",
        "a sentence typed into Words, in the log",
        "a signal to the other's phone when something private is kept",
        "a throttle that both share",
        "that danger was heard in Words, rung to the family",
    }
)


def assert_noticed(name: str, found: list[str]) -> None:
    assert any(LEAKS[name].to in line or "the log" in line for line in found), f"nobody noticed {name}"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_planted_leak_is_caught(db: object, shard: int) -> None:
    names = sorted(set(LEAKS) - WHILE_WRITING)[shard::SHARDS]
    nothing, much = (seen_with_each_planted(world, names) for world in (NOTHING, MUCH))
    for name in names:
        assert_noticed(name, compared(nothing[name], much[name]))


@pytest.mark.proved
@pytest.mark.parametrize("name", sorted(WHILE_WRITING))
def test_a_leak_planted_while_writing_is_caught(db: object, name: str) -> None:
    assert_noticed(name, differs(name))


def test_without_a_leak_the_same_looks_find_nothing(db: object) -> None:
    for to in {leak.to for leak in LEAKS.values()}:
        only = frozenset().union(*(leak.only for leak in LEAKS.values() if leak.to == to))
        assert differences(NOTHING, MUCH, "leak", Look(observers=(to,), methods=METHODS, only=only)) == []


def test_at_least_twenty_five_leaks_are_planted(figure: Figure) -> None:
    figure(f"3 planted leaks, each caught: {len(LEAKS)}")
    assert len(LEAKS) >= 25
