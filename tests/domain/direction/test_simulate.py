"""The made-up couples look as asked, and the gates hold on a few of them (bin/bench has the large run)."""

from dataclasses import fields, replace

import numpy as np
import pytest

from nearward.domain.direction.fit import answers
from nearward.domain.direction.model import STRESS, posterior, slope, window
from nearward.domain.direction.series import paired
from nearward.domain.direction.simulate import FIRST_DAY, World, diaries, drawn, typed


def rng(seed=1):
    return np.random.default_rng(seed)


def test_the_same_seed_makes_the_same_diaries():
    one, other = (diaries(drawn(5, 0, 0.2, rng()), World(), rng(2)) for _ in range(2))
    assert all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))


def test_about_three_in_ten_check_ins_are_missing():
    made = diaries(drawn(200, 0, 0.2, rng()), World(a_day=2), rng())
    assert len(made.person) / (400 * 28 * 2) == pytest.approx(0.7, abs=0.02)


def test_more_is_missing_on_bad_days():
    world = World(first_days=0, missing_on_bad_days=1.5)
    made = diaries(drawn(200, 0, 0.2, rng()), world, rng())
    all_days = diaries(drawn(200, 0, 0.2, rng()), replace(world, missing=0.0), rng())
    assert made.stress.mean() < all_days.stress.mean() - 0.2


def test_answers_are_whole_numbers_and_heaped_ones_are_more_frequent():
    made = diaries(drawn(200, 0, 0.2, rng()), World(heaping=0.5), rng())
    assert set(np.unique(made.move)) <= set(range(11))
    assert np.isin(made.move, (0, 5, 10)).mean() > 0.45


def test_events_are_hard_moments():
    made = diaries(drawn(200, 0, 0.2, rng()), World(event_share=0.5), rng())
    assert made.event.any()
    assert made.stress[made.event].mean() > made.stress[~made.event].mean() + 0.3


def test_first_days_say_more_stress():
    made = diaries(drawn(300, 0, 0.2, rng()), World(first_days=1.5), rng())
    assert made.stress[made.day == FIRST_DAY].mean() > made.stress[made.day > FIRST_DAY + 9].mean() + 0.8


def test_the_changing_change_and_the_others_do_not():
    truth = typed(["changing", "secure", "steady"], np.ones(3), rng(), jitter=0)
    assert truth.own_stress_after[:2].tolist() == (-truth.own_stress[:2]).tolist()
    assert truth.own_stress_after[2:].tolist() == truth.own_stress[2:].tolist()
    assert truth.own_stress[4:].tolist() == [0, 0]


@pytest.mark.parametrize(("mean", "sd"), [(0, 0.15), (-0.1, 0.1), (0, 0.3)])
def test_the_interval_covers_about_four_in_five(mean, sd):
    truth = drawn(500, mean, sd, rng())
    series = paired(diaries(truth, World(), rng(7)))
    seen = posterior(series, window(series, np.arange(1000), np.full(1000, FIRST_DAY + 27), 28))
    _, _, low, high, _ = slope(seen, STRESS)
    assert 0.72 < np.mean((low < truth.own_stress) & (truth.own_stress < high)) < 0.88


def test_few_steady_people_are_given_a_direction():
    truth = typed(["steady"] * 150, np.ones(150), rng())
    said = [answer.statement for answer in answers(diaries(truth, World(), rng(3)))]
    assert sum(word not in {"cannot tell yet", "no clear direction"} for word in said) <= 12
