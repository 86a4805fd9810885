"""When both are low, Today names someone from outside, a line to ring, and the sentence that begins together."""

import pytest

from nearward.data.helplines import PERINATAL, SUICIDE, all_lines, countries
from nearward.web.core.clock import now
from nearward.web.help.lines import line_to_ring
from nearward.web.people.models import Person
from nearward.web.people.services import end_place
from tests.cast import say
from tests.conftest import Cast
from tests.web.holding.rooms import Phone, words

LOW = "When both are low, it takes someone from outside."


@pytest.fixture
def both_low(cast: Cast) -> None:
    """Both say that there is no room."""
    for who in (cast.alice, cast.bob):
        say(who, at=now(), levels={"sleep": 3, "hands": 3, "heard": 3}, room=0)


def test_each_reads_a_line_of_their_own_country_and_how_to_begin_together(
    cast: Cast, both_low: None, phone: Phone
) -> None:
    Person.objects.filter(pk=cast.bob.person_id).update(country="US")
    for who, country in ((cast.alice, "ES"), (cast.bob, "US")):
        page = phone(who).get("/").content.decode()
        line = line_to_ring(country)
        assert line is not None
        assert line.name in page
        assert all(way.href in page for way in line.ways)
        assert 'href="/ask/?with=stretched"' in page
    assert phone(cast.alice).get("/ask/?with=stretched").status_code == 200


def test_a_helper_who_is_in_already_is_named_and_without_one_a_helper_is_asked_in(
    cast: Cast, both_low: None, phone: Phone
) -> None:
    seen = words(phone(cast.alice), "/")
    assert LOW in seen
    assert "What could Gran take today?" in seen
    assert "Ask a helper in" not in seen
    end_place(place=cast.gran, now=now())
    assert "Who could come? Ask a helper in" in words(phone(cast.alice), "/")


def test_where_there_is_no_checked_line_help_is_named_and_no_number_invented(
    cast: Cast, both_low: None, phone: Phone
) -> None:
    Person.objects.filter(pk=cast.alice.person_id).update(country="AQ")
    page = phone(cast.alice).get("/").content.decode()
    assert "Who to call" in page
    assert "tel:" not in page


def test_nothing_of_it_where_one_has_room(cast: Cast, both_low: None, phone: Phone) -> None:
    say(cast.bob, at=now(), levels={"sleep": 1}, room=3)
    assert LOW not in words(phone(cast.alice), "/")


def test_a_line_for_after_a_birth_goes_before_any_other_and_a_crisis_line_last() -> None:
    for country in countries():
        line = line_to_ring(country)
        kinds = {one.kind for one in all_lines() if one.country == country and one.ways}
        if line is not None:
            assert line.country == country
            assert line.kind == PERINATAL or PERINATAL not in kinds
            assert line.kind != SUICIDE or kinds <= {SUICIDE, "emergency", "ipv"}
