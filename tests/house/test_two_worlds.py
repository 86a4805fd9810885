"""Promise 1: nobody but Alice can tell apart two worlds that differ only in what is private to her."""

import os
from dataclasses import replace

import pytest

from tests.conftest import Figure
from tests.house.two_worlds import LANGUAGES, LATER, Look, differences, see
from tests.house.worlds import World

PAIRS = int(os.environ.get("NEARWARD_PAIRS") or 0)
CHOSEN = range(PAIRS) if PAIRS else (1,)  # bin/prove looks at more, and at the first pair by everyone
FULLY = Look()
CLOSELY = Look(methods=("GET", "HEAD", "POST"), heads=("bob",), bodies=("bob", "gran", "cora"))
QUICKLY = Look(observers=("bob", "gran", "anonymous"), methods=("GET",), bodies=("bob",))


def look_of(pair: int) -> Look:
    """Look at everything once there are many pairs; in a shorter run, closely at the first alone."""
    look = FULLY if PAIRS > 20 else (CLOSELY, QUICKLY)[pair > 0]
    return replace(look, later=LATER[pair % len(LATER)], reads=LANGUAGES[pair // 2 % 2])


@pytest.mark.parametrize("pair", CHOSEN)
def test_two_worlds_look_the_same_to_everyone_but_alice(db: object, figure: Figure, pair: int) -> None:
    worlds = World.generated(f"pair {pair}, one"), World.generated(f"pair {pair}, other")
    found = differences(*worlds, f"pair {pair}", look_of(pair))
    figure(f"1 two worlds, pair {pair}: {len(found)} differences")
    assert not found, "\n".join(found[:20])


@pytest.mark.proved
def test_a_world_seen_twice_is_the_same_to_the_byte(db: object) -> None:
    world = World.generated("once more")
    assert differences(world, world, "once more", replace(QUICKLY, observers=("bob",))) == []


@pytest.mark.proved
def test_the_worlds_are_seen_by_all_and_hold_something_private(db: object) -> None:
    worlds = [World.generated(f"pair {pair}, one") for pair in range(20)]
    assert any(kind == "alone" for world in worlds for acts in world.acts for kind, _detail in acts)
    record = see(worlds[0], "who", QUICKLY)
    failing = [mark for mark, answer in record.answers.items() if answer[:1] == b"5"]
    assert failing == []
    for name in QUICKLY.observers:
        assert sum(mark.startswith(f"{name} GET") for mark in record.answers) > 40
        assert sum(mark.startswith(f"{name} /live") for mark in record.answers) > 10
    changed = [words for mark, words in record.answers.items() if mark.startswith("bob /live open")]
    assert any(b"event: changed" in words for words in changed), "bob hears of what is said openly"
