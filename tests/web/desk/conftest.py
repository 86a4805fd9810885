"""A counselor at a desk, and a partner who has said something of every class that can be given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.test import Client

from nearward.data.instruments import instruments
from nearward.domain.consent import Grant, What
from nearward.domain.review import WEEK, week_of
from nearward.web.core.drafts import Page
from nearward.web.grants import services as granting
from nearward.web.grants.models import Counsel
from nearward.web.people.models import Caregiver, Counselor, Person
from nearward.web.people.selectors import today_of
from nearward.web.reflection import services as reflection
from nearward.web.reflection.selectors import Learned
from nearward.web.screening import services as screening
from tests.cast import at_a_desk, let_in, say
from tests.conftest import Cast
from tests.house.everyone import planned_night

ALICE_WROTE, BOB_WROTE, LEARNED = "the whole of Thursday night", "the soup was good", "nobody came when I called"
# What only this class would bring onto a page.
ONLY = {
    What.NEED_ROOM: "needs reassurance",
    What.STRESS_MOVE: "stress 8 of 10",
    What.DIRECTION: "An association, not a cause.",
    What.SCREENING: "Low mood, nine questions",
    What.REVIEWS: ALICE_WROTE,
    What.PLANS: "How it went is theirs to tell.",
    What.REFLECTION: LEARNED,
}


@dataclass
class Room:
    """The two partners, their counselor, and who let her in."""

    alice: Caregiver
    bob: Caregiver
    cora: Counselor
    of_alice: Counsel
    of_bob: Counsel
    now: datetime

    @property
    def today(self) -> date:
        """Return the partners' day."""
        return today_of(self.alice, now=self.now)

    def gives(self, counsel: Counsel, *whats: What, since: date | None = None, until: date | None = None) -> None:
        """Give these and no others."""
        last = until or self.today + timedelta(days=30)
        kept = [Grant(what, last, since, "learned" if what is What.REFLECTION else "") for what in whats]
        granting.give(counsel=counsel, grants=kept, shown=counsel.shown, now=self.now)


def sit_down(person: Person, how: str = "mfa", *, at: datetime | None = None) -> Client:
    """Give someone a browser, signed in by a passphrase ("password") or with a second key besides ("mfa")."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    record_authentication(SimpleNamespace(session=session), person, method=how, reauthenticated=True)
    if at:
        session["account_authentication_methods"][-1]["at"] = at.timestamp()
    session.save()
    return client


@pytest.fixture
def room(cast: Cast, inside: Callable[[Caregiver], Client]) -> Room:
    """Return the desk with everything said there is to say, and nothing given yet."""
    now = datetime.now(UTC)
    soon = now - timedelta(minutes=5)
    say(cast.alice, at=soon, levels={"reassurance": 4, "sleep": 1}, room=1, stress=8, move=2, note="for nobody")
    harm = [1] * 8 + [1]
    screening.keep_answers(me=cast.alice, form=instruments()["phq9"], chosen=harm, key=uuid4(), now=soon)
    learned = Learned((), LEARNED)
    reflection.say_learned(me=cast.alice, learned=learned, page=Page(0, uuid4()))
    open_a_week(inside(cast.alice), inside(cast.bob), week_of(today_of(cast.alice, now=now)) - WEEK)
    planned_night(cast.alice, soon)
    cora = at_a_desk("Cora", at=now)
    return Room(cast.alice, cast.bob, cora, let_in(cast.alice, cora, at=now), let_in(cast.bob, cora, at=now), now)


def open_a_week(alice: Client, bob: Client, week: date) -> None:
    """Let both finish a week, so that it opens."""
    for client, words in ((alice, ALICE_WROTE), (bob, BOB_WROTE)):
        body = {"do": "finish", "number": 0, "key": str(uuid4()), "worked": words}
        assert client.post(f"/mine/review/{week}/", body).status_code == 302


def words_of(shown: Iterable[object]) -> str:
    """Return everything a page would say."""
    return repr(tuple(shown))
