"""Every sentence of a plan is true of that plan: judged by an independent checker, which catches planted faults."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.domain.nights import NOMINAL, ROBUST, Person, Wake, Way, plan_nights
from nearward.domain.nights import reasons as said
from nearward.domain.nights.check_reasons import untrue
from nearward.domain.nights.picture import draw_night
from nearward.domain.nights.problem import Heard
from nearward.domain.sentence import say
from tests.domain.nights.making import ANA, a_night, a_problem, problems

ALIKE = (Person("Ana"), Person("Ben"))
WAKES = (Wake(3), Wake(9), Wake(14), Wake(19))
THIS_EVENING = Heard(known=True, since=say("this evening"), usual_from="Friday")


def short_night(*wakes, slots=20, **more):
    return a_night(*(wakes or WAKES), slots=slots, **more)


def lines(problem, way=NOMINAL):
    return [str(one) for one in plan_nights(problem, way, with_levers=False).reasons]


@st.composite
def any_problem(draw):
    problem = draw(problems(slots=20, nights=3, helpers=draw(st.integers(0, 1)), stock=draw(st.booleans()),
                            by_night=True))  # fmt: skip
    heard = st.sampled_from(
        [Heard(), Heard(known=True), THIS_EVENING, Heard(known=True, gave_sleep=(0,)), Heard(gave_sleep=(0, 1))]
    )
    nights = tuple(replace(night, heard=draw(heard)) for night in problem.nights)
    return replace(problem, nights=nights, turns=draw(st.sampled_from(["steady", "alternate"])))


@settings(max_examples=60, deadline=None)
@given(any_problem(), st.sampled_from([NOMINAL, Way(scenarios=8)]))
def test_every_sentence_is_true_of_the_plan_it_stands_beside(problem, way):
    plan = plan_nights(problem, way, with_levers=False)
    assert untrue(problem, plan.nights, plan.reasons) == []


def faulty(problem, plan):
    """Each sentence of a plan made wrong in one place, and each left out."""
    names = [one.name for one in problem.people]
    for at, one in enumerate(plan.reasons):
        before, after = plan.reasons[:at], plan.reasons[at + 1 :]
        for key, value in one.values.items():
            for wrong in (*names, "03:30", "Sunday", "this morning"):
                if wrong != str(value) and key not in {"when", "less", "cap"}:
                    yield (*before, replace(one, values={**one.values, key: wrong}), *after), f"{key}: {wrong}"
        if one.message in {said.LEANS, said.LEANS_SAID, said.LEANS_USUAL, said.LEANS_SLEEP}:
            for words in {said.LEANS, said.LEANS_USUAL, said.LEANS_SLEEP, said.COMES_OUT_SHORTER} - {one.message}:
                values = {**one.values, "other": names[1 - names.index(str(one.values["name"]))]}
                yield (*before, replace(one, message=words, values=values), *after), words
        if one.message in {said.BLOCK, said.ONLY_ONE_FEEDS}:
            yield (*before, *after), f"without {one}"


@pytest.mark.parametrize(
    "problem",
    [
        a_problem(replace(short_night(bottles=None), weights=(2.0, 1.0), heard=THIS_EVENING), people=ALIKE),
        a_problem(replace(short_night(bottles=None), weights=(1.0, 2.0)), people=ALIKE),
        a_problem(short_night(bottles=0), short_night(bottles=1), people=(replace(ANA, weight=2.0), ALIKE[1])),
        a_problem(*[a_night(*WAKES)] * 3, people=ALIKE, turns="alternate"),
    ],
)
def test_a_planted_fault_is_caught(problem):
    plan = plan_nights(problem, NOMINAL, with_levers=False)
    assert untrue(problem, plan.nights, plan.reasons) == []
    found = list(faulty(problem, plan))
    assert found
    assert [what for wrong, what in found if not untrue(problem, plan.nights, wrong)] == []


def test_a_sentence_nobody_knows_is_caught():
    problem = a_problem(people=ALIKE)
    plan = plan_nights(problem, NOMINAL, with_levers=False)
    assert untrue(problem, plan.nights, (*plan.reasons, say("All is well."))) == ["not known: All is well."]


def test_a_lean_says_since_when_and_until_when():
    problem = a_problem(replace(short_night(bottles=None), weights=(1.0, 2.0), heard=THIS_EVENING), people=ALIKE)
    assert (
        "Tonight the plan leans to Ben, who needs it most by what was said this evening; from Friday it goes by "
        "your usual week." in lines(problem)
    )


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (Heard(known=True), "Tonight the plan leans to Ben, who needs it most by your usual week."),
        (Heard(), "Tonight the plan leans to Ben, whose need is greatest."),
        (
            replace(THIS_EVENING, gave_sleep=(1,)),
            "Tonight the plan leans to Ben, by what is needed and by the sleep Ben gave to the plan.",
        ),
    ],
)
def test_a_lean_says_where_the_need_comes_from(heard, words):
    problem = a_problem(replace(short_night(bottles=None), weights=(1.0, 2.0), heard=heard), people=ALIKE)
    assert words in lines(problem)


def breast_only(weight=2.0):
    """Ana needs most and is the only one who can feed; Ben sleeps through what Ana has to give."""
    feeds = tuple(Wake(at) for at in range(3, 26, 4))
    return a_problem(a_night(*feeds, bottles=0), people=(replace(ANA, weight=weight), Person("Ben")))


@pytest.mark.parametrize("way", [NOMINAL, ROBUST])
def test_a_plan_is_never_said_to_lean_to_the_shorter_block(way):
    plan = plan_nights(breast_only(), way, with_levers=False)
    ana, ben = plan.nights[0].block(0).minutes, plan.nights[0].block(1).minutes
    assert ana < ben
    words = [str(one) for one in plan.reasons]
    assert not any("leans to" in line for line in words)
    assert (
        "Tonight Ana needs sleep most, and still Ben has the longer block: these hours, feeds and limits leave "
        "nothing better." in words
    )


def test_a_feed_only_one_parent_can_give_is_drawn_in_that_parents_track_and_said():
    problem = breast_only()
    plan = plan_nights(problem, NOMINAL, with_levers=False)
    night = plan.nights[0]
    drawn = draw_night(problem.nights[0], night, (0, 1))
    own = [block for block in drawn.blocks if block.look == "feed"]
    wakes = problem.nights[0].options[0].wakes
    away = [problem.nights[0].clock[wake.slot] for wake in wakes if night.duty[wake.slot] == 1]
    assert away
    assert {(block.person, block.start) for block in own} == {(0, time) for time in away}
    assert not any(time in block.feeds for block in drawn.blocks if block.person == 1 for time in away)
    sentence = next(line for line in map(str, plan.reasons) if "only Ana can give" in line)
    assert all(time in sentence for time in away)


def test_a_feed_only_one_parent_can_give_is_in_that_parents_track_while_a_helper_is_on_duty():
    """Gran has the baby until 02:00; the feeds of those hours stay Ana's, and no lean is claimed for her."""
    problem = breast_only()
    night, row = problem.nights[0], (True,) * 26
    gran = tuple(at < 12 for at in range(26))
    night = replace(night, available=(row, row, gran), sleepable=(*night.sleepable, row))
    people = (*problem.people, Person("Gran", partner=False))
    problem = replace(problem, people=people, nights=(night,), max_handovers=3)
    plan = plan_nights(problem, NOMINAL, with_levers=False)
    duty, wakes = plan.nights[0].duty, night.options[0].wakes
    away = {night.clock[wake.slot] for wake in wakes if duty[wake.slot] != 0}
    assert any(duty[wake.slot] == 2 for wake in wakes)
    drawn = draw_night(night, plan.nights[0], (0, 1, 2))
    assert {(one.person, one.start) for one in drawn.blocks if one.look == "feed"} == {(0, time) for time in away}
    assert untrue(problem, plan.nights, plan.reasons) == []


def test_with_bottles_only_the_feeds_without_one_are_hers():
    problem = replace(breast_only(), nights=(replace(breast_only().nights[0], bottles=2),))
    night = plan_nights(problem, NOMINAL, with_levers=False).nights[0]
    given = {at for at, _person in night.breast_feeds}
    assert len(night.bottle_feeds) == 2
    assert not given & set(night.bottle_feeds)


def test_two_babies_who_feed_at_one_time_are_one_feed_in_the_drawing_and_in_words():
    twins = [Wake(slot) for slot in (3, 9, 14) for _ in range(2)]
    problem = replace(breast_only(), nights=(replace(short_night(*twins), bottles=6),))
    plan = plan_nights(problem, NOMINAL, with_levers=False)
    night, clock = plan.nights[0], problem.nights[0].clock
    drawn = draw_night(problem.nights[0], night, (0, 1))
    feeds = [time for block in drawn.blocks for time in block.feeds]
    assert sorted(feeds) == sorted(clock[slot] for slot in (3, 9, 14))
    assert len(night.bottle_feeds) > len({problem.nights[0].options[0].wakes[at].slot for at in night.bottle_feeds})
    bottles = [line for line in map(str, plan.reasons) if "prepared bottles" in line]
    assert all(line.count(time) == 1 for line in bottles for time in feeds if time in line)
    assert untrue(problem, plan.nights, plan.reasons) == []


def test_hours_of_sleep_do_not_stand_under_each_other():
    """A block is named by its clock times, never by a sum of hours."""
    for way in (NOMINAL, ROBUST):
        blocks = [line for line in lines(a_problem(a_night(*WAKES), people=ALIKE), way) if "can sleep" in line]
        assert len(blocks) == 2
        assert all(" from " in line and "least" not in line for line in blocks)


def test_in_turn_is_said_only_where_needs_are_alike_and_both_have_longer_nights():
    week = a_problem(*[a_night(*WAKES, slots=26)] * 2, people=ALIKE, turns="alternate")
    assert "The early and the late block change places from night to night, as you chose." in lines(week)
    assert not any("in turn" in line or "change places" in line for line in lines(replace(week, turns="steady")))
