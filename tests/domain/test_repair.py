"""A repair's rules: in turns, nobody ahead, out at any time, and one agreement to exactly what was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import repair
from nearward.domain.refused import Refused
from nearward.domain.repair import ORDER, Agreement, Turns

ACTS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["share", "share", "share", "skip", "back", "leave", "return"])),
    max_size=60,
)


def turns(shared: list[int], left: set[int], who: int) -> Turns:
    return Turns(shared[who], shared[1 - who], bool(left))


@given(ACTS)
def test_in_whatever_order_the_two_act_nobody_gets_ahead(acts: list[tuple[bool, str]]) -> None:
    shared, left = [0, 0], set[int]()
    for who, act in acts:
        here = turns(shared, left, who)
        try:
            match act:
                case "share":
                    step = here.next_step or ORDER[-1]
                    shared[who] = repair.share(here, step).mine
                    assert not left, "something was shared while it rested"
                    assert shared[who] <= shared[1 - who] + 1
                case "skip":
                    after = ORDER[here.mine + 1] if here.mine + 1 < len(ORDER) else ORDER[0]
                    repair.share(here, after)
                    raise AssertionError("a step was passed over")
                case "back":
                    shared[who] = repair.take_back(here, ORDER[here.mine - 1]).mine
                case "leave":
                    left.add(int(who))
                case _:
                    left.discard(int(who))
        except Refused:
            pass
        assert all(0 <= count <= len(ORDER) for count in shared)


@given(ACTS)
def test_unless_it_rests_one_of_the_two_can_always_go_on(acts: list[tuple[bool, str]]) -> None:
    shared = [0, 0]
    for who, act in acts:
        here = turns(shared, set(), who)
        if act == "share" and here.my_turn:
            shared[who] += 1
        elif act == "back" and shared[who]:
            shared[who] -= 1
        both = [turns(shared, set(), one) for one in (0, 1)]
        assert any(one.my_turn for one in both) or all(one.both_through for one in both)


@given(st.integers(1, 5), st.integers(0, 5), st.booleans(), st.booleans())
def test_what_one_shared_last_can_be_taken_back_at_any_time(mine: int, theirs: int, rests: bool, two: bool) -> None:
    here = Turns(mine, theirs, rests, two)
    assert repair.take_back(here, ORDER[mine - 1]).mine == mine - 1
    for step in set(ORDER) - {ORDER[mine - 1]}:
        with pytest.raises(Refused):
            repair.take_back(here, step)


@given(st.integers(0, 5), st.integers(0, 5))
def test_alone_nothing_is_shared(mine: int, theirs: int) -> None:
    for step in ORDER:
        with pytest.raises(Refused):
            repair.share(Turns(mine, theirs, together=False), step)


THROUGH = Turns(5, 5)


@given(st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans())
def test_one_agrees_to_the_others_words_and_to_the_ones_that_stand(
    number: int, seen: int, mine: bool, agreed: bool
) -> None:
    try:
        after = repair.agree(THROUGH, Agreement(number, mine, agreed), seen=seen)
    except Refused:
        assert mine or agreed or seen != number or not number
    else:
        assert after.agreed
        assert seen == number > 0
        assert not mine


@given(st.integers(0, 5), st.integers(0, 5), st.booleans())
def test_the_agreement_comes_after_all_five_of_both(mine: int, theirs: int, rests: bool) -> None:
    here = Turns(mine, theirs, rests)
    try:
        repair.propose(here, Agreement(), words="sit down first", seen=0)
    except Refused:
        assert rests or (mine, theirs) != (5, 5)
    else:
        assert (mine, theirs) == (5, 5)
        assert not rests


def test_words_for_an_agreement_are_words() -> None:
    with pytest.raises(Refused) as refused:
        repair.propose(THROUGH, Agreement(), words=" \n", seen=0)
    assert refused.value.field == "words"


@pytest.mark.parametrize("about", ["", "  ", "x" * 201])
def test_what_it_is_about_is_a_few_words(about: str) -> None:
    with pytest.raises(Refused):
        repair.accept_about(about)


def test_every_step_has_its_hint() -> None:
    assert list(repair.HINTS) == list(repair.STEPS)
