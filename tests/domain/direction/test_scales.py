"""What a host may learn from many couples: scales, never a mean, and only from enough of them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.domain.direction.model import NARROWEST, NEED, PRIOR_MEAN, PRIOR_SD, STRESS, WIDEST
from nearward.domain.direction.population import Fit, Long, fit
from nearward.domain.direction.scales import (
    FEWEST_COUPLES,
    FEWEST_ROWS,
    Scales,
    learn,
    refuse_unlearnable,
    spread,
    with_random_slope,
)
from nearward.domain.refused import Refused


def made(couples=60, days=18, b=(0.0, 0.2), c=None, seed=1) -> Long:
    """Couples whose slopes of own stress, and of the partner's need where `c` is given, follow N(mean, sd)."""
    rng = np.random.default_rng(seed)
    couple, occasion, partner = (at.ravel() for at in np.indices((couples, days, 2)))
    person = 2 * couple + partner
    shape, people = (couples, days, 2), 2 * couples
    stress, need = (_centred(rng.normal(0, 2, shape)) for _ in range(2))
    y = (
        5
        + rng.normal(0, 0.4, people)[person]
        + rng.normal(*b, people)[person] * stress
        + rng.normal(0, 0.8, len(person))
    )
    terms, names = stress[:, None], ("x_within",)
    if c:
        y = y + rng.normal(*c, people)[person] * need
        terms, names = np.column_stack([stress, need]), ("x_within", "need_within")
    return Long(couple, partner, couple * days + occasion, np.clip(y, 0, 10), terms, names)


def _centred(value: np.ndarray) -> np.ndarray:
    return (value - value.mean(axis=1, keepdims=True)).ravel()


@pytest.mark.parametrize(("mean", "sd"), [(0.0, 0.2), (0.0, 0.35), (-0.25, 0.1), (0.25, 0.1)])
def test_the_scale_is_how_far_slopes_lie_from_0(mean, sd):
    long = made(couples=150, b=(mean, sd))
    assert learn(long, fit(long), "long.csv").b_sd == pytest.approx(np.hypot(mean, sd), abs=0.04)


def test_a_host_whose_couples_all_turn_round_learns_the_same():
    long = made(b=(-0.3, 0.1))
    turned = replace(long, y=10 - long.y)
    assert learn(long, fit(long), "a.csv").b_sd == learn(turned, fit(turned), "a.csv").b_sd


def test_which_partner_is_which_leaves_no_trace():
    long = made(b=(0.1, 0.2))
    swapped = replace(long, partner=1 - long.partner)
    assert learn(long, fit(long), "a.csv") == learn(swapped, fit(swapped), "a.csv")


def test_the_partners_need_is_learned_only_where_it_is_given_and_from_its_own_slope():
    alone, both = made(), made(couples=100, b=(0.0, 0.15), c=(0.1, 0.3))
    assert learn(alone, fit(alone), "a.csv").c_sd is None
    found = learn(both, fit(both), "b.csv")
    assert (found.b_sd, found.c_sd) == (pytest.approx(0.15, abs=0.05), pytest.approx(0.316, abs=0.05))


def test_the_slope_that_varies_is_the_one_named_and_nothing_else_moves():
    long = made(c=(0.0, 0.2))
    assert with_random_slope(long, "need_within").names == ("need_within", "x_within")
    assert with_random_slope(with_random_slope(long, "need_within"), "need_within").names == long.names


@given(st.floats(0, 10), st.floats(0, 10) | st.none(), st.integers(FEWEST_COUPLES, 10_000))
def test_the_prior_it_gives_has_means_0_and_widths_within_bounds(b_sd, c_sd, couples):
    prior = Scales(b_sd, c_sd, couples, "a.csv").prior
    assert NARROWEST <= prior.sd[STRESS] <= WIDEST
    assert prior.sd[NEED] == (PRIOR_SD[NEED] if c_sd is None else np.clip(c_sd, NARROWEST, WIDEST))
    assert np.all(np.delete(prior.sd, [STRESS, NEED]) == np.delete(PRIOR_SD, [STRESS, NEED]))
    assert PRIOR_MEAN[STRESS] == PRIOR_MEAN[NEED] == 0


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=2))
def test_a_mean_that_its_own_error_explains_widens_nothing(partners):
    mean, se, sd = np.array(partners).T
    found = spread(_fitted(mean, se, sd), made(couples=2), digits=9)
    kept = np.where(np.abs(mean) > se, mean**2 - se**2, 0.0)
    assert found == pytest.approx(np.sqrt(np.mean(sd**2 + kept)), abs=1e-8)


def _fitted(mean, se, sd) -> Fit:
    slope, error = (np.column_stack([np.zeros(2), value]) for value in (mean, se))
    return Fit(0.0, slope, error, np.diag([1, 1, *sd**2]), np.ones(2), 0.0, np.zeros((2, 2)), 1)


def test_as_many_couples_as_asked_for_are_enough_and_one_less_is_not():
    assert refuse_unlearnable(made(FEWEST_COUPLES, FEWEST_ROWS)) == FEWEST_COUPLES
    with pytest.raises(Refused, match=f"{FEWEST_COUPLES} couples or more .* found {FEWEST_COUPLES - 1}"):
        refuse_unlearnable(made(FEWEST_COUPLES - 1, FEWEST_ROWS))


def test_a_couple_counts_only_when_both_said_enough():
    long = made(FEWEST_COUPLES, FEWEST_ROWS)
    keep = ~((long.couple == 3) & (long.partner == 1) & (long.occasion == 3 * FEWEST_ROWS))
    arrays = {name: getattr(long, name)[keep] for name in ("couple", "partner", "occasion", "y", "terms")}
    with pytest.raises(Refused, match=f"found {FEWEST_COUPLES - 1}"):
        refuse_unlearnable(replace(long, **arrays))


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda long: replace(long, y=long.y + 1), "y must be the move"),
        (lambda long: replace(long, terms=long.terms + np.array([1.0, 0.0])), "x_within"),
        (lambda long: replace(long, terms=long.terms + np.array([0.0, 1.0])), "need_within"),
        (lambda long: replace(long, terms=long.terms * [1.0, 9.0]), "need_within"),
        (lambda long: replace(long, terms=long.terms + (long.couple % 5)[:, None] * [1.0, 0]), "x_within"),
    ],
)
def test_what_is_not_on_the_scales_of_the_app_is_refused(change, column):
    with pytest.raises(Refused, match=column):
        refuse_unlearnable(change(made(c=(0.0, 0.1))))


def test_a_mean_a_little_off_because_rows_are_missing_is_fine():
    long = made(days=40)
    keep = np.random.default_rng(3).random(len(long.y)) > 0.3
    arrays = {name: getattr(long, name)[keep] for name in ("couple", "partner", "occasion", "y", "terms")}
    assert refuse_unlearnable(replace(long, **arrays)) == FEWEST_COUPLES
