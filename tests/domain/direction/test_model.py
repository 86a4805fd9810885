"""The closed form: against slower arithmetic, against sampling, and the promises it keeps."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nearward.domain.direction import student
from nearward.domain.direction.fit import ALL_TIME, answers
from nearward.domain.direction.model import (
    COLUMNS,
    NEED,
    PRIOR,
    PRIOR_MEAN,
    PRIOR_SD,
    STRESS,
    Prior,
    learned,
    posterior,
    sceptical_p_away,
    slope,
    window,
)  # fmt: skip
from nearward.domain.direction.series import paired

from . import reference
from .people import ANA, BEN, NAN, Said, alone, diaries, lists, scale, steady_hand

quick = settings(max_examples=20, deadline=None)


def fitted(rows, days=28, prior=PRIOR):
    series = paired(diaries(rows))
    return posterior(series, window(series, np.arange(2), series.last_days(1)[:, 0], days), prior)


def close(one, other):
    """Two answers alike but for rounding."""
    for name in ("own_stress", "partner_need"):
        left, right = getattr(one, name), getattr(other, name)
        if left is None or right is None:
            assert left is right
            continue
        for column in ("mean", "sd", "low80", "high80", "p_away"):
            assert getattr(left, column) == pytest.approx(getattr(right, column), abs=1e-8)
    assert (one.checkins, one.days) == (other.checkins, other.days)


@quick
@given(lists, st.sampled_from((7, 28, ALL_TIME)))
def test_it_equals_generalised_least_squares_worked_out_by_hand(rows, days):
    seen = fitted(rows, days)
    for who in (ANA, BEN):
        assume(reference.used(rows, who))
        mean, cov, alpha, beta = reference.dense(rows, who, days)
        np.testing.assert_allclose(seen.mean[who], mean, atol=1e-8)
        np.testing.assert_allclose(seen.cov[who], cov, atol=1e-8)
        assert (seen.alpha[who], seen.beta[who]) == (alpha, pytest.approx(beta))


def test_it_agrees_with_sampling():
    rows = steady_hand(24, -0.3, noise=1.5)
    x, y, days = reference.design(rows, ANA)
    drawn = reference.gibbs(x, y, days, np.random.default_rng(4))
    seen = fitted(rows)
    mean, sd, low, _, p_away = (column[ANA] for column in slope(seen, STRESS))
    assert drawn[:, STRESS].mean() == pytest.approx(mean, abs=0.01)
    assert drawn[:, STRESS].std() == pytest.approx(sd, rel=0.08)
    assert np.quantile(drawn[:, STRESS], 0.1) == pytest.approx(low, abs=0.015)
    assert (drawn[:, STRESS] < 0).mean() == pytest.approx(p_away, abs=0.02)


def test_counting_a_missing_predictor_as_usual_is_close_to_sampling_it():
    rows = [replace(row, stress=NAN) if row.day % 4 == 0 else row for row in steady_hand(28, -0.3, noise=1.5)]
    x, y, days = reference.design(rows, ANA)
    missing = {(at, STRESS) for at, day in enumerate(days) if day % 4 == 0}
    drawn = reference.gibbs(x, y, days, np.random.default_rng(5), draws=900, missing=missing)
    assert (drawn[:, STRESS] < 0).mean() == pytest.approx(slope(fitted(rows), STRESS)[4][ANA], abs=0.06)


@quick
@given(lists)
def test_swapping_the_partners_swaps_the_answers(rows):
    swapped = [replace(row, who=1 - row.who) for row in rows]
    ana, ben = answers(diaries(rows))
    assert answers(diaries(swapped)) == [ben, ana]


@quick
@given(lists, st.sampled_from(("stress", "move", "need")), st.sampled_from((ANA, BEN)), st.integers(-5, 5))
def test_a_constant_on_ones_scale_changes_nothing_but_the_level(rows, column, who, shift):
    moved = [replace(r, **{column: getattr(r, column) + shift}) if r.who == who else r for r in rows]
    for before, after in zip(answers(diaries(rows)), answers(diaries(moved)), strict=True):
        close(before, after)


@quick
@given(lists, st.randoms())
def test_the_order_of_the_rows_means_nothing(rows, chance):
    timed = {(row.who, row.day, row.minute): row for row in rows}
    ordered = list(timed.values())
    mixed = list(ordered)
    chance.shuffle(mixed)
    for before, after in zip(answers(diaries(ordered)), answers(diaries(mixed)), strict=True):
        close(before, after)


@quick
@given(lists, st.integers(-3000, 3000))
def test_the_calendar_has_no_beginning(rows, shift):
    moved = [replace(row, day=row.day + shift) for row in rows]
    for before, after in zip(answers(diaries(rows)), answers(diaries(moved)), strict=True):
        close(before, after)


@quick
@given(st.permutations(range(20)))
def test_permuting_days_with_their_lags_changes_nothing_but_the_trend(order):
    series = paired(diaries(steady_hand(20, -0.3, noise=1.5)))
    names = ("move", "stress", "need", "move_before", "stress_before", "need_before")
    mixed = replace(series, **{name: getattr(series, name)[list(order)] for name in names})
    flat = Prior(np.where(np.arange(len(COLUMNS)) == COLUMNS.index("trend"), 1e-6, PRIOR_SD))
    look = window(series, np.array([ANA]), series.last_days(1)[0], 28)
    before, after = posterior(series, look, flat), posterior(mixed, look, flat)
    np.testing.assert_allclose(after.mean, before.mean, atol=1e-8)
    np.testing.assert_allclose(after.beta, before.beta)


@quick
@given(lists, st.lists(st.tuples(scale, scale, scale), max_size=5))
def test_not_checking_in_moves_nothing(rows, later):
    last = max([row.day for row in rows], default=700_000)
    silence = [Said(ANA, last + 1 + at, stress, NAN, need) for at, (stress, _, need) in enumerate(later)]
    partner_goes_on = [Said(BEN, last + 1 + at, *said) for at, said in enumerate(later)]
    before = answers(diaries(rows))[ANA]
    close(before, answers(diaries(rows + silence))[ANA])
    close(before, answers(diaries(rows + partner_goes_on))[ANA])


@quick
@given(lists, st.lists(st.tuples(scale, scale, st.booleans()), min_size=45, max_size=45))
def test_the_others_private_answers_move_nothing_at_all(rows, others):
    """Two worlds that differ only in Ben's stress, move and kind: Ana's answer is the same bit for bit."""
    world = [
        replace(row, stress=stress, move=move, event=event) if row.who == BEN else row
        for row, (stress, move, event) in zip(rows, others, strict=False)
    ]
    assert answers(diaries(world))[ANA] == answers(diaries(rows))[ANA]


def test_whether_the_other_checked_in_twice_on_a_day_moves_not_even_the_last_bit():
    """Rounding of the correction within a day once reached the people who have one check-in a day."""
    ana = [
        Said(ANA, 700_000 + day, stress, move, NAN)
        for day, (stress, move) in enumerate([(NAN, 9.0), (0.0, 0.1), (3.0, 7.0)])
    ]
    twice, once = Said(BEN, 700_000, 5.0, 5.0, NAN, minute=60), Said(BEN, 700_000, 5.0, NAN, NAN, minute=600)
    apart = answers(diaries([*ana, twice, once]))[ANA]
    assert apart == answers(diaries([*ana, twice, replace(once, move=5.0)]))[ANA]


@quick
@given(lists, lists)
def test_a_couple_is_answered_alike_alone_and_among_others(rows, others):
    both = diaries(rows + [replace(row, who=row.who + 2) for row in others], partner=(1, 0, 3, 2))
    together = answers(both)
    for one, other in zip(
        together[:2] + together[2:], answers(diaries(rows)) + answers(diaries(others)), strict=True
    ):
        close(one, other)


@quick
@given(lists)
def test_one_caregiver_alone_has_no_direction_on_a_partners_need(rows):
    assume(rows)
    only = answers(alone(rows))
    assert len(only) == 1
    assert only[0].partner_need is None


def test_without_a_check_in_the_answer_is_the_prior():
    ana, ben = answers(diaries([]))
    assert ana == ben
    assert (ana.own_stress.mean, ana.own_stress.p_away, ana.checkins) == (0, pytest.approx(0.5), 0)


def test_the_prior_means_of_both_slopes_are_zero():
    assert PRIOR_MEAN[STRESS] == PRIOR_MEAN[NEED] == 0


@quick
@given(st.floats(0, 3), st.floats(0, 3))
def test_a_host_may_learn_scales_within_bounds_and_nothing_else(stress_sd, need_sd):
    prior = learned(stress_sd, need_sd)
    changed = np.flatnonzero(prior.sd != PRIOR_SD)
    assert set(changed.tolist()) <= {STRESS, NEED}
    assert np.all((prior.sd[[STRESS, NEED]] >= 0.15) & (prior.sd[[STRESS, NEED]] <= 0.5))


@quick
@given(lists)
def test_the_doubting_reading_never_claims_more_than_the_plain_one(rows):
    seen = fitted(rows)
    plain, doubting = slope(seen, STRESS)[4], sceptical_p_away(seen, STRESS)
    assert np.all(np.abs(doubting - 0.5) <= np.abs(plain - 0.5) + 1e-6)


@pytest.mark.parametrize(
    ("t", "df", "p"),
    [(1.8124611, 10, 0.95), (2.3060041, 8, 0.975), (-1.3722, 10, 0.1), (0, 9, 0.5), (1.6448536, 1e9, 0.95)],
)
def test_students_t_is_right(t, df, p):
    assert student.below(np.array([t]), np.array([df]))[0] == pytest.approx(p, abs=1e-5)


@pytest.mark.parametrize(("df", "t"), [(8, 1.3968153), (10, 1.3721836), (30, 1.3104150), (120, 1.2886462)])
def test_the_quantile_of_students_t_is_right(df, t):
    assert student.quantile90(np.array([df])) == pytest.approx(t, abs=2e-5)
