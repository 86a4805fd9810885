"""An agreed night after one of two partners left: a helper's hours stand, and nothing else is promised."""

from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.nights.parting import with_helpers_only
from nearward.domain.nights.plan import NightPlan, Protected

ANA, LEO, ROSA = 0, 1, 2


def stands(duty: list[int], block: tuple[int, int]) -> NightPlan | None:
    start, end = block
    plan = NightPlan(tuple(duty), protected=((ANA, Protected(start, end, (end - start) * 30)),))
    return with_helpers_only(plan, stays=ANA, helpers=[ROSA], slot_minutes=30)


def test_the_helpers_hours_stay_and_the_others_are_with_the_one_who_stays() -> None:
    left = stands([ROSA, ROSA, ROSA, LEO, LEO, ANA], (0, 5))
    assert left is not None
    assert left.duty == (1, 1, 1, 0, 0, 0)
    assert left.protected == ((0, Protected(0, 3, 90)),)


def test_a_night_without_a_helper_on_duty_does_not_stand() -> None:
    assert stands([LEO, LEO, ANA], (0, 2)) is None


NIGHTS = st.tuples(*[st.sampled_from([ANA, LEO, ROSA])] * 12).map(list)
ENDS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(NIGHTS, ENDS)
def test_sleep_is_protected_only_while_a_helper_is_on_duty(duty: list[int], block: list[int]) -> None:
    start, end = block
    left = stands(duty, (start, end))
    assert (left is None) == (ROSA not in duty)
    if left is not None and left.duty is not None:
        assert [who == 1 for who in left.duty] == [who == ROSA for who in duty]
        for place, block in left.protected:
            assert place == 0
            assert start <= block.start < block.end <= end
            assert set(left.duty[block.start : block.end]) == {1}
