"""Whether needs as they are now would change a night that stands, and how."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nearward.domain.nights import NOMINAL, ROBUST, Person, Wake
from nearward.domain.nights.moved import moves, with_blocks
from nearward.domain.nights.solve import is_best, solve
from tests.domain.nights.making import a_night, a_problem, every_plan, problems, worth
from tests.domain.nights.test_helped_week import helped_week

ALIKE = (Person("Ana"), Person("Ben"))
NIGHT = a_night(Wake(3), Wake(9), Wake(14), slots=20)


def needing(*weights):
    return a_problem(replace(NIGHT, weights=weights), people=ALIKE)


@settings(max_examples=30, deadline=None)
@given(problems(slots=16, nights=2, by_night=True))
def test_without_news_nothing_moves(problem):
    assert moves(problem, solve(problem, NOMINAL), NOMINAL) == (None, None)


def test_a_swap_of_needs_moves_the_night_and_is_worth_asking():
    old = solve(needing(2.0, 1.0), NOMINAL)
    (move,) = moves(needing(1.0, 2.0), old, NOMINAL)
    assert move.worth_asking
    assert move.plan.block(1).minutes > move.plan.block(0).minutes
    clock, was, now = NIGHT.clock, old[0].block(0), move.plan.block(0)
    assert str(move.sentences[0]) == (
        f"Tonight the sleep of Ana moves to {clock[now.start]}–{clock[now.end]}; it was "
        f"{clock[was.start]}–{clock[was.end]}."
    )


def test_a_small_move_is_said_and_not_worth_asking():
    """The longer block stays with the same person and does not grow: nobody is asked to look again."""
    old = solve(needing(2.0, 1.0), NOMINAL)[0]
    later = replace(old, duty=old.duty[::-1], protected=old.protected)
    (move,) = moves(needing(2.0, 1.0), [later], NOMINAL)
    assert not move.worth_asking
    assert [str(one) for one in move.sentences] == [
        "Tonight only the hours with the baby change; everyone’s sleep stays where it was."
    ]


def test_a_night_nobody_could_cover_now_changes_nothing():
    old = solve(needing(2.0, 1.0), NOMINAL)
    away = replace(NIGHT, available=((False,) * 20,) * 2)
    assert moves(a_problem(away, people=ALIKE), old, NOMINAL) == (None,)


def test_people_at_other_places_keep_their_hours_and_sleep():
    old = solve(needing(2.0, 1.0), NOMINAL)[0]
    turned = with_blocks(old, [1, 0])
    assert turned.block(1) == old.block(0)
    assert [1 - who for who in turned.duty] == list(old.duty)


def test_nights_a_helper_shares_out_in_turn_stay_where_needs_stayed():
    """Planned alone, such a night could as well relieve the other; that is no reason to look at it again."""
    week = helped_week()
    plans = solve(week, ROBUST)
    for number, plan in enumerate(plans):
        assert is_best(week, number, plan.duty)
        assert moves(week.only(number), [plan]) == (None,)


@settings(max_examples=15, deadline=None)
@given(problems(slots=6), st.data())
def test_a_duty_is_one_of_the_best_exactly_where_its_worth_is(problem, data):
    found: dict[tuple[int, ...], tuple[float, ...]] = {}
    for plan in every_plan(problem, problem.nights[0]):
        assert plan.duty is not None
        value = worth(problem, [plan])[:5]
        found[plan.duty] = max(value, found.get(plan.duty, value))
    assume(found)
    duty = data.draw(st.sampled_from(sorted(found)))
    assert is_best(problem, 0, duty, NOMINAL) == (found[duty] == max(found.values()))
