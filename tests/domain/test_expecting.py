"""Before a baby is here: two sides that open together, yeses to exactly what was read, a night that is none."""

from datetime import date
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.data.care_curve import care_curve
from nearward.data.expecting import asked
from nearward.domain import expecting as rules
from nearward.domain.expecting import WHO, Agreement, Side
from nearward.domain.labor import KINDS
from nearward.domain.nights.family import Feeding, Sleeper
from nearward.domain.nights.rehearsal import Rehearsal, newborn, rehearse
from nearward.domain.refused import Refused

CHOICES = st.sampled_from(["", *WHO])
WORDS = st.fixed_dictionaries(
    {kind.key: CHOICES for kind in asked().kinds} | {part.key: st.text(max_size=30) for part in asked().parts}
)
ZONE, EVENING = ZoneInfo("Europe/Madrid"), date(2026, 3, 10)


def test_exactly_the_six_kinds_and_the_night_are_asked_of() -> None:
    assert [kind.key for kind in asked().kinds] == [*KINDS, rules.NIGHT]


@given(CHOICES, CHOICES)
def test_two_sides_are_alike_the_same_from_either_and_never_where_one_cannot_tell(one: str, other: str) -> None:
    assert rules.alike(one, other) == rules.alike(other, one)
    if {one, other} & {"", "open"}:
        assert rules.alike(one, other) is None
    assert rules.from_the_other(rules.from_the_other(one)) == one


def test_each_saying_me_is_not_alike_and_me_beside_other_is() -> None:
    assert rules.alike("me", "me") is False
    assert rules.alike("me", "other") is True


@given(st.lists(st.sampled_from([True, False, None])))
def test_what_differs_is_talked_of_first_and_nothing_is_lost(same: list[bool | None]) -> None:
    expected = [(str(at), one) for at, one in enumerate(same)]
    ordered = rules.in_order_to_talk(expected)
    assert sorted(ordered) == sorted(key for key, _ in expected)
    ranks = [{False: 0, None: 1, True: 2}[dict(expected)[key]] for key in ordered]
    assert ranks == sorted(ranks)


@given(WORDS)
def test_a_side_is_kept_as_it_was_said(words: dict[str, str]) -> None:
    kept = rules.accept_words(words, asked())
    assert rules.accept_words(kept, asked()) == kept
    assert set(kept) == set(words)


@pytest.mark.parametrize("words", [{"tracking": "she"}, {"need": "x" * 2001}])
def test_what_cannot_be_said_is_refused_beside_it(words: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        rules.accept_words(words, asked())
    assert refused.value.field == next(iter(words))


ACTS = st.lists(st.tuples(st.booleans(), st.sampled_from(["write", "clear", "finish", "back"])))


@given(ACTS)
def test_it_opens_only_when_both_last_said_that_they_have_finished(acts: list[tuple[bool, str]]) -> None:
    sides, done = [Side(), Side()], [False, False]
    for who, act in acts:
        try:
            match act:
                case "write" | "clear":
                    sides[who] = rules.write(sides[who], anything=act == "write")
                    assert not done[who], "what stands still was written on"
                case "finish":
                    sides[who], done[who] = rules.finish_side(sides[who]), True
                case "back":
                    sides[who], done[who] = rules.take_back(sides[who]), False
        except Refused:
            pass
        assert rules.opens(*sides) == all(done)


@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["propose", "agree", "withdraw"]), st.booleans())))
def test_an_agreement_holds_only_by_a_yes_to_the_words_that_stand(acts: list[tuple[int, str, bool]]) -> None:
    said: list[tuple[int, bool]] = []  # by whom, and whether the other agreed
    for who, act, fresh in acts:
        latest = Agreement(len(said), said[-1][0] == who, said[-1][1]) if said else Agreement()
        seen = latest.number if fresh else latest.number + 1
        try:
            match act:
                case "propose":
                    rules.propose(latest, words="We sit down first.", seen=seen)
                    said.append((who, False))
                case "agree":
                    rules.agree(latest, seen=seen)
                    assert said[-1][0] != who
                    said[-1] = (said[-1][0], True)
                case "withdraw":
                    rules.withdraw(latest, seen=seen)
                    assert said.pop() == (who, False)
        except Refused:
            continue
        assert fresh, "words that were not read were answered"


def the_night(one: Sleeper, other: Sleeper, *, turned: bool = False, newborns: int = 1) -> Rehearsal:
    return rehearse(
        [one, other], Feeding(), EVENING, zone=ZONE, curve=care_curve(), turned=turned, newborns=newborns
    )


@settings(max_examples=12, deadline=None)
@given(st.sampled_from([1.0, 1.3, 1.8]), st.sampled_from([1.0, 1.3, 1.8]), st.booleans())
def test_a_rehearsed_night_is_covered_and_the_same_each_time(one: float, other: float, turned: bool) -> None:
    sleepers = Sleeper("Alice", weight=one), Sleeper("Bob", weight=other)
    made = the_night(*sleepers, turned=turned)
    assert made == the_night(*sleepers, turned=turned)
    assert made.plan.duty is not None
    assert len(made.plan.duty) == made.night.slots
    assert made.reasons


def test_whoever_needs_more_sleeps_longer_in_it_and_the_other_way_round_once_turned() -> None:
    sleepers = Sleeper("Alice", weight=1.9), Sleeper("Bob", weight=1.0)
    first, turned = (dict(the_night(*sleepers, turned=way).plan.protected) for way in (False, True))
    assert first[0].minutes >= first[1].minutes
    assert turned[1].minutes >= turned[0].minutes


def test_the_newborn_of_a_rehearsal_is_two_weeks_old() -> None:
    demand = newborn(care_curve(), EVENING, ZONE)
    assert (demand.weeks, demand.stretch.nights) == (2.0, 0)


def test_twins_ask_for_more_and_nobody_expected_for_no_night() -> None:
    sleepers = Sleeper("Alice"), Sleeper("Bob")
    one, two = (len(the_night(*sleepers, newborns=count).night.options[0].wakes) for count in (1, 2))
    assert two == 2 * one
    with pytest.raises(Refused):
        the_night(*sleepers, newborns=0)


def test_every_choice_has_its_words_and_mirrors_into_one() -> None:
    for one, other in product(WHO, WHO):
        if rules.from_the_other(one) == other and one not in {"open"}:
            assert rules.alike(one, other) is True
