"""A family's clock changes only to a zone one suggested and the other read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain import family_clock
from nearward.domain.daytime import city_of
from nearward.domain.family_clock import Suggestion
from nearward.domain.refused import Refused

ZONES = st.sampled_from(["Europe/Madrid", "America/New_York", "Pacific/Auckland"])
SUGGESTIONS = st.builds(Suggestion, st.integers(0, 4), st.sampled_from(["", "America/New_York"]), st.booleans())


@given(SUGGESTIONS, st.integers(0, 4))
def test_only_the_others_suggestion_that_was_read_is_agreed_to(latest: Suggestion, seen: int) -> None:
    if latest.zone and not latest.mine and seen == latest.number:
        assert family_clock.agree(latest, seen=seen) == latest.zone
    else:
        with pytest.raises(Refused):
            family_clock.agree(latest, seen=seen)


@given(SUGGESTIONS, ZONES, ZONES)
def test_each_step_has_a_number_nobody_has_read_yet(latest: Suggestion, zone: str, current: str) -> None:
    if zone == current:
        with pytest.raises(Refused, match="already"):
            family_clock.suggest(latest, zone=zone, current=current, seen=latest.number)
    else:
        made = family_clock.suggest(latest, zone=zone, current=current, seen=latest.number)
        assert made == Suggestion(latest.number + 1, zone, mine=True)
        assert family_clock.let_go(made, seen=made.number).number == latest.number + 2
    with pytest.raises(Refused, match="just now"):
        family_clock.suggest(latest, zone=zone, current="UTC", seen=latest.number + 1)


def test_the_city_of_a_zone_is_said_as_people_say_it() -> None:
    assert [city_of(zone) for zone in ("America/New_York", "UTC", "America/Argentina/Buenos_Aires")] == [
        "New York",
        "UTC",
        "Buenos Aires",
    ]
