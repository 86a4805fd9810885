"""Something changed: seen when it did, and seldom when it did not."""

import numpy as np

from nearward.domain.direction.change import Change
from nearward.domain.direction.fit import answers
from nearward.domain.direction.simulate import World, diaries, typed

from .people import ANA, Said, alone, steady_hand


def later(rows, days):
    return [Said(ANA, row.day + days, row.stress, row.move, row.need) for row in rows]


def changed(rows):
    return answers(alone(rows))[0].changed


def test_a_turn_from_away_to_toward_is_seen_near_its_day():
    rows = steady_hand(35, -0.8) + later(steady_hand(35, 0.8, seed=2), 35)
    found = changed(rows)
    assert isinstance(found, Change)
    assert abs(found.since - 700_035) <= 4
    assert found.p > 0.8


def test_a_direction_that_stays_is_no_change():
    assert changed(steady_hand(70, -0.8)) is None


def test_a_new_level_alone_is_no_new_direction():
    lower = [Said(ANA, row.day, row.stress, row.move - 2, row.need) for row in steady_hand(35, -0.3, seed=2)]
    assert changed(steady_hand(35, -0.3) + later(lower, 35)) is None


def test_a_short_diary_has_no_change():
    assert changed(steady_hand(12, -0.8)) is None


def test_few_are_told_of_a_change_that_never_was():
    truth = typed(["both withdraw"] * 60, np.ones(60), np.random.default_rng(8))
    made = answers(diaries(truth, World(days=60), np.random.default_rng(9)))
    assert sum(answer.changed is not None for answer in made) <= 6
