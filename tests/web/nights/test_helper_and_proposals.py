"""What a helper sees of a night that is not agreed: a proposal, on every page, and nothing in the calendar."""

from datetime import timedelta

import pytest
from django.test import Client

from nearward.web.feed.selectors import entries_of
from nearward.web.nights.models import PlannedNight
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast
from tests.web.nights import test_nights
from tests.web.nights.test_nights import EVENING, Phone, answer, page, plan, tonight

both, clock = test_nights.both, test_nights.clock
NOT_YET = "This is a proposal and not agreed yet. Your hours in it may still change."


@pytest.fixture
def gran(cast: Cast, both: tuple[Client, Client], phone: Phone) -> Client:
    """Gran is there every evening, and the week is proposed with her in it."""
    client = phone(cast.gran)
    every = [str(day) for day in range(7)]
    client.post(f"/nights/helpers/{cast.gran.pk}/", {"evenings": every, "start": "20:00", "end": "02:00"})
    plan(both[0])
    return client


def calendar(cast: Cast) -> int:
    return len(entries_of(circle_of(cast.gran, now=EVENING), now=EVENING))


def test_a_night_that_is_not_agreed_reads_as_a_proposal_on_every_page_of_a_helper(
    cast: Cast, both: tuple[Client, Client], gran: Client
) -> None:
    row = tonight(cast)
    nights, night, today = page(gran), page(gran, f"/nights/{row.pk}/"), page(gran, "/")
    for text in (nights, night):
        assert text.index(NOT_YET) < text.index('class="night"')
    assert nights.count("a proposal</span>") == 6  # the other nights of the week
    assert ">agreed</span>" not in nights
    assert "You have Kit" not in today
    assert calendar(cast) == 0
    answer(both[0], row, "agree")
    assert NOT_YET in page(gran)  # one yes settles nothing
    assert calendar(cast) == 0


def test_an_agreed_night_is_a_helpers_own_hours_everywhere(
    cast: Cast, both: tuple[Client, Client], gran: Client
) -> None:
    row = tonight(cast)
    later = PlannedNight.objects.get(evening=EVENING.date() + timedelta(days=1))
    for client in both:
        answer(client, row, "agree")
        answer(client, later, "agree")
    said = [line for line in page(gran, "/").split("<p") if "You have Kit" in line]
    assert said
    for text in (page(gran), page(gran, f"/nights/{row.pk}/")):
        assert NOT_YET not in text
        assert said[0].split(">")[1] in text
    assert page(gran).count(">agreed</span>") == 1
    assert calendar(cast) == 2


def test_a_night_set_aside_asks_nothing_of_a_helper(cast: Cast, both: tuple[Client, Client], gran: Client) -> None:
    row = tonight(cast)
    answer(both[0], row, "put off")
    assert "This night is set aside for now. Nothing is needed of you." in page(gran, f"/nights/{row.pk}/")
    assert "You have Kit" not in page(gran)
