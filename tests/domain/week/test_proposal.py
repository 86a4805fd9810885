"""The week's proposal: a part stands by who holds and who has said yes; what is refused rests a week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.labor import STAGES
from nearward.domain.refused import Refused
from nearward.domain.week.explain import SHOWN, USUAL
from nearward.domain.week.proposal import (
    CHOICES,
    Offered,
    Step,
    accept_most,
    looked_at_again,
    stands,
)

TODAY = date(2026, 3, 10)
BOTH = frozenset({"ana", "ben"})
ANAS = dict.fromkeys(STAGES, "ana")
TO_BEN = Step("ana", "ben")
people = st.sampled_from(("ana", "ben", "gran", ""))
holdings = st.fixed_dictionaries(dict.fromkeys(STAGES, people))
offers = st.none() | st.builds(
    Offered,
    st.sampled_from(("ana", "ben")),
    st.sampled_from(("ana", "ben", "gran")),
    st.sampled_from((BOTH, frozenset({"ana", "gran"}))),
)
steps = st.sampled_from((TO_BEN, Step("ben", "ana"), Step("", "ben"), Step("", "ana")))


def test_the_choices_are_those_a_screen_shows_and_the_usual_is_among_them() -> None:
    assert tuple(CHOICES) == SHOWN
    assert accept_most(USUAL) == USUAL


@given(st.integers().filter(lambda most: most not in CHOICES))
def test_no_other_number_is_taken(most: int) -> None:
    with pytest.raises(Refused):
        accept_most(most)


@given(steps, holdings, offers)
def test_both_see_the_same_part_alike_but_for_whose_yes_it_is(
    step: Step, held: dict[str, str], offer: Offered | None
) -> None:
    ana, ben = (stands(step, held, offer, who, both=BOTH, put_away=False) for who in ("ana", "ben"))
    assert {"mine": "theirs", "theirs": "mine"}.get(ana, ana) == ben


@given(steps, holdings, offers)
def test_only_a_yes_to_this_very_step_counts_as_one(
    step: Step, held: dict[str, str], offer: Offered | None
) -> None:
    if stands(step, held, offer, "ana", both=BOTH, put_away=False) in {"mine", "theirs"}:
        assert offer is not None
        assert offer.taker == step.taker
        assert offer.between == BOTH
        assert step.taker not in set(held.values()) or len(set(held.values())) > 1


@given(steps, holdings, offers, st.booleans())
def test_what_is_refused_is_refused_whatever_happened_since(
    step: Step, held: dict[str, str], offer: Offered | None, away: bool
) -> None:
    refused = Step(step.giver, step.taker, TODAY)
    assert stands(refused, held, offer, "ana", both=BOTH, put_away=away) == "refused"


def test_a_part_goes_from_open_over_one_yes_to_agreed() -> None:
    assert stands(TO_BEN, ANAS, None, "ana", both=BOTH, put_away=False) == "open"
    yes = Offered("ben", "ben", BOTH)
    assert stands(TO_BEN, ANAS, yes, "ben", both=BOTH, put_away=False) == "mine"
    assert stands(TO_BEN, ANAS, yes, "ana", both=BOTH, put_away=False) == "theirs"
    assert stands(TO_BEN, dict.fromkeys(STAGES, "ben"), None, "ana", both=BOTH, put_away=False) == "agreed"


@pytest.mark.parametrize("held", [{**ANAS, "do": ""}, dict.fromkeys(STAGES, "gran"), {**ANAS, "do": "ben"}])
def test_a_part_is_over_once_the_thing_is_held_otherwise(held: dict[str, str]) -> None:
    assert stands(TO_BEN, held, None, "ana", both=BOTH, put_away=False) == "over"


@given(st.integers(-30, 30))
def test_a_hand_over_is_looked_at_again_in_the_week_after_its_two_weeks(days: int) -> None:
    assert looked_at_again(TODAY, TODAY + timedelta(days=days)) == (0 <= days < 7)
    assert not looked_at_again(None, TODAY)
