"""Who may hold what: nobody is given anything, and nothing is taken from who holds it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.domain.holding import WHOLE, accept_offer, let_go, others_of, taken, weeks_of, who_holds
from nearward.domain.labor import STAGES
from nearward.domain.refused import Refused

relaxed = settings(deadline=None)
people = st.sampled_from(("ana", "ben", "gran", ""))
holdings = st.fixed_dictionaries(dict.fromkeys(STAGES, people))
parts = st.sampled_from((*STAGES, WHOLE))
someone = st.sampled_from(("ana", "ben", "gran"))
TODAY = date(2026, 3, 10)


@relaxed
@given(holdings, parts, someone)
def test_taking_moves_only_what_is_open_or_ones_own(stages, part, who):
    wanted = tuple(STAGES) if part == WHOLE else (part,)
    if any(stages[stage] not in {"", who} for stage in wanted):
        with pytest.raises(Refused):
            taken(stages, part, who)
        return
    after = taken(stages, part, who)
    assert all(after[stage] == who for stage in wanted)
    assert all(after[stage] == stages[stage] for stage in STAGES if stage not in wanted)


@relaxed
@given(holdings, parts, someone)
def test_letting_go_opens_only_ones_own(stages, part, who):
    after = let_go(stages, part, who)
    for stage in STAGES:
        mine = stages[stage] == who and part in {stage, WHOLE}
        assert after[stage] == ("" if mine else stages[stage])


@pytest.mark.parametrize("act", [taken, let_go])
def test_there_are_three_stages_and_the_whole(act):
    with pytest.raises(Refused):
        act(dict.fromkeys(STAGES, ""), "all", "ana")


@relaxed
@given(holdings, someone, someone, st.booleans())
def test_an_offer_never_moves_what_a_third_person_holds(stages, by, to, takes):
    taker = by if takes else to
    try:
        accept_offer(stages, by=by, to=to, taker=taker)
    except Refused:
        return
    assert by != to
    assert others_of(stages, by) <= {to}
    assert set(stages.values()) != {taker}
    if takes:
        assert others_of(stages, by) == {to}


@relaxed
@given(holdings)
def test_every_stage_is_said_once_and_open_ones_last(stages):
    said = [str(one) for one in who_holds(stages)]
    if not any(stages.values()):
        assert said == ["Nobody is holding this yet."]
        return
    text = ", ".join(said)
    assert all(text.count(name) == 1 for name in set(stages.values()) if name)
    assert len(said) == len(set(stages.values()))
    assert "open" not in " ".join(said[:-1])
    assert ("open" in text) == ("" in stages.values())


def test_the_sentence_of_the_picture():
    stages = {"notice": "Maya", "plan": "Maya", "do": "Jonas"}
    assert ", ".join(map(str, who_holds(stages))) == "Maya notices and plans, Jonas does it"


def test_a_baby_past_the_day_it_was_expected_is_still_expected():
    assert weeks_of(None, TODAY - timedelta(days=9), TODAY) < 0
    assert weeks_of(None, TODAY + timedelta(days=70), TODAY) == -10
    assert weeks_of(TODAY - timedelta(days=70), TODAY, TODAY) == 10
    assert weeks_of(None, None, TODAY) is None
