"""A hand-over and the night both agreed to afterwards never say two things of who is up."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from tests.conftest import Cast
from tests.web.relief.nights import AT_ELEVEN, EVENING, PhoneOf, agreed_night

GIVEN = {"what": "", "words": "I have the evening.", "until": "23:30"}


@pytest.mark.parametrize(("hours", "shown"), [(-1, False), (2, True)])
def test_a_hand_over_gives_way_to_a_night_planned_after_it_and_stands_over_one_planned_before(
    cast: Cast, phone: PhoneOf, hours: int, shown: bool
) -> None:
    given_at = EVENING + timedelta(hours=hours)
    if given_at < EVENING:
        with time_machine.travel(given_at, tick=False):
            assert phone(cast.bob).post("/give/", {**GIVEN, "key": uuid4()}).status_code == 302
            assert "I have the evening." in phone(cast.alice).get("/").content.decode()
    with agreed_night(cast, phone, given_at if shown else AT_ELEVEN) as night:
        if shown:
            assert night.clients["Bob"].post("/give/", {**GIVEN, "key": uuid4()}).status_code == 302
            night.clock.move_to(AT_ELEVEN)
        for name in ("Alice", "Bob"):
            assert ("I have the evening." in night.clients[name].get("/").content.decode()) is shown
