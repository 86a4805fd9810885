"""An agreed night of Alice and Bob, with or without Gran, for tests of who takes over in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import time_machine
from django.test import Client

from nearward.domain.nights import family as rules
from nearward.web.nights.selectors import tonight_of
from nearward.web.nights.services import save_hours
from nearward.web.notify.models import Phone, SleepRule
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast

PhoneOf = Callable[[Caregiver], Client]
EVENING = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 18:00 in Madrid, a Tuesday
NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
AT_ELEVEN = EVENING + timedelta(hours=5)
AT_THREE = EVENING + timedelta(hours=9)


@dataclass
class Night:
    """Who has the baby and who sleeps, their phones, and a clock that can be moved."""

    on_duty: Caregiver
    sleeper: Caregiver
    clients: dict[str, Client]
    clock: Any

    @property
    def caller(self) -> Client:
        """The phone of who has the baby by the plan."""
        return self.clients[self.on_duty.name]

    @property
    def other(self) -> Client:
        """The phone of who sleeps by the plan."""
        return self.clients[self.sleeper.name]


@contextmanager
def agreed_night(cast: Cast, phone: PhoneOf, at: datetime, *, helper: bool = False) -> Iterator[Night]:
    """Let both agree to a night in the evening, and move the clock to `at`."""
    Child.objects.filter(pk=cast.kit.pk).update(born_on=(EVENING - timedelta(days=40)).date(), name="Noor")
    with time_machine.travel(EVENING, tick=False) as clock:
        if helper:
            hours = rules.Sleeper("Gran", partner=False, evenings=frozenset({1}), hours=(time(20), time(2)))
            save_hours(person=cast.gran, sleeper=hours, now=EVENING)
        clients = {one.name: phone(one) for one in (cast.alice, cast.bob, cast.gran)}
        clients["Alice"].post("/nights/plan/")
        seen = tonight_of(circle_of(cast.alice, now=EVENING), now=EVENING)
        assert seen is not None
        for name in ("Alice", "Bob"):
            clients[name].post(f"/nights/{seen.row.pk}/answer/", {"do": "agree"})
        clock.move_to(at)
        seen = tonight_of(circle_of(cast.alice, now=at), now=at)
        assert seen is not None
        on_duty = next((one for one in (cast.alice, cast.bob) if seen.is_on_now(one, now=at)), cast.alice)
        yield Night(on_duty, cast.bob if on_duty == cast.alice else cast.alice, clients, clock)


def give_a_phone(who: Caregiver, *, rings_in_sleep: bool | None = None) -> None:
    """Let signals go to a phone of this person's, and say whether it may ring through protected sleep."""
    Phone.objects.create(
        person=who.person, endpoint=f"https://fcm.googleapis.com/{who.pk}", server_key=b"", session="x"
    )
    if rings_in_sleep is not None:
        SleepRule.objects.create(person=who.person, relief=rings_in_sleep)
