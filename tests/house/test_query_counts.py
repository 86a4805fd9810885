"""A page asks the database the same few questions after a day and after a year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nearward.domain.needs import NEEDS
from nearward.web.asks.models import Answer, Ask, Given
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.grants.models import Counsel
from nearward.web.holding.models import Responsibility
from nearward.web.people.models import Caregiver
from nearward.web.repair.models import Repair
from nearward.web.review.models import Opened
from nearward.web.urls import urlpatterns
from tests.conftest import Figure
from tests.house.everyone import Everyone, settle

PAGES = ("/", "/?part=now", "/mine/", "/mine/stress/", "/mine/normal/", "/mine/words/",
         "/mine/by-myself/",
         "/mine/reflection/", "/mine/reflection/situations/", "/mine/reflection/learned/",
         "/mine/reflection/show/",
         "/mine/own/", "/mine/own/quiet/", "/us/own-time/", "/us/own-time/{time}/", "/us/four/",
         "/nights/", "/nights/now/", "/nights/now/?part=now", "/nights/hours/",
         "/nights/feeding/",
         "/ask/", "/check-in/", "/family/",
         "/give/", "/us/", "/us/cycle/", "/us/space/",
         "/holding/", "/holding/?part=now", "/holding/start/", "/holding/add/", "/holding/put-away/",
         "/us/together/", "/us/expecting/", "/us/expecting/night/", "/us/expecting/agreements/", "/mine/expecting/",
         "/mine/expecting/pattern/", "/us/week/", "/us/week/?part=now", "/holding/talk/", "/holding/talk/tracking/",
         "/us/review/", "/us/review/{opened}/", "/us/review/{sealed}/", "/us/review/{opened}/change/",
         "/mine/review/{sealed}/", "/us/repair/", "/us/repair/start/", "/us/repair/{repair}/",
         "/mine/repair/{repair}/inside/", "/mine/screening/", "/mine/screening/phq9/", "/mine/screening/gad2/",
         "/mine/screening/results/", "/mine/screening/trusted/", "/mine/export/",
         "/mine/counselor/", "/mine/counselor/{counsel}/", "/help/counselor/",
         "/you/calendar/", "/calendar/{secret}.ics")  # fmt: skip
OF_THE_DOOR = {"SAVEPOINT", "RELEASE", "ROLLBACK"}


def live_through(everyone: Everyone, days: int, now: datetime) -> None:
    """Fill as many days for both partners, twice a day each, with an answered ask and a hand-over a day."""
    alice, bob = everyone.places["alice"], everyone.places["bob"]
    moments = [now - timedelta(hours=12 * number + 1) for number in range(2 * days)]
    for who in (alice, bob):
        said = Said.objects.bulk_create(
            Said(family_id=who.family_id, author=who, at=at, levels=dict.fromkeys(NEEDS, 2), room=2)
            for at in moments
        )
        CheckIn.objects.bulk_create(
            CheckIn(
                family_id=who.family_id, author=who, said=row, at=row.at, zone="UTC", day=row.at.date(), stress=5
            )
            for row in said
        )
    _words(alice, bob, moments)
    _held(alice, moments[: min(days, 30)])
    _weeks_and_repairs(alice, bob, moments)


def _weeks_and_repairs(alice: Caregiver, bob: Caregiver, moments: list[datetime]) -> None:
    weeks = sorted({at.date() - timedelta(days=at.weekday() + 28) for at in moments})
    for author, to in ((alice, bob), (bob, alice)):
        Opened.objects.bulk_create(
            (Opened(author=author, to=to, week=week, sealed=b"", said_at=moments[0]) for week in weeks),
            ignore_conflicts=True,
        )
    Repair.objects.bulk_create(
        Repair(family_id=alice.family_id, starter=alice, other=bob, started_at=at) for at in moments
    )


def _words(alice: Caregiver, bob: Caregiver, moments: list[datetime]) -> None:
    family, lasts = alice.family_id, timedelta(days=7)
    asks = Ask.objects.bulk_create(
        Ask(family_id=family, asker=alice, asked=bob, need="sleep", kind="do", when="week", asked_at=at,
            fades_at=at + lasts) for at in moments
    )  # fmt: skip
    Answer.objects.bulk_create(Answer(ask=ask, number=1, how="here", said_at=ask.asked_at) for ask in asks)
    Given.objects.bulk_create(
        Given(family_id=family, giver=bob, how="handover", key="bedtime", given_at=at, until=at + lasts)
        for at in moments
    )


def _held(alice: Caregiver, moments: list[datetime]) -> None:
    """Alice holds nearly all, so that Bob's page asks all it can ask."""
    held = {"notice": alice, "plan": alice, "do": alice, "written_by": alice}
    Responsibility.objects.bulk_create(
        Responsibility(
            family_id=alice.family_id, kind="tracking", title="x", minutes=at.hour, created_at=at, **held
        )
        for at in moments
    )


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_a_year_costs_no_more_queries_than_a_day(db: object, figure: Figure, who: str) -> None:
    now = datetime.now(UTC)
    everyone = settle(now)
    live_through(everyone, 8, now)
    first = queries(everyone, who)
    live_through(everyone, 365, now - timedelta(days=8))
    assert queries(everyone, who) == first
    figure(f"queries a page after a year, {who}: {', '.join(f'{page} {count}' for page, count in first.items())}")
    assert first["/"] <= 10
    assert max(first.values()) <= 10


def named(everyone: Everyone, who: str) -> dict[str, object]:
    """Return what stands for the names in an address of `PAGES`."""
    sealed = everyone.ids["week"]
    assert isinstance(sealed, date)
    cora = everyone.people["cora"]
    return {
        "sealed": sealed, "opened": sealed - timedelta(days=7), "repair": everyone.ids["repair_id"],
        "counsel": Counsel.objects.get(of=everyone.places[who], counselor=cora.desk).pk,
        "secret": everyone.ids["secret"], "time": everyone.ids["time_id"],
    }  # fmt: skip


def queries(everyone: Everyone, who: str) -> dict[str, int]:
    """Count the queries of each page."""
    observer = everyone.observer(who)
    counts, names = {}, named(everyone, who)
    for page in PAGES:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert observer.send("GET", page.format(**names)).status == 200
        counts[page] = sum(query["sql"].split()[0] not in OF_THE_DOOR for query in captured.captured_queries)
    return counts


DESK_PAGES = ("desk", "desk_person", "desk_both", "desk_notes", "desk_note")


def test_a_desk_costs_no_more_queries_after_a_year_than_after_a_day(db: object, figure: Figure) -> None:
    now = datetime.now(UTC)
    everyone = settle(now)
    live_through(everyone, 8, now)
    first = at_the_desk(everyone)
    live_through(everyone, 365, now - timedelta(days=8))
    assert at_the_desk(everyone) == first
    figure(f"queries a page of the desk after a year: {', '.join(f'{page} {n}' for page, n in first.items())}")
    assert max(first.values()) <= 30


def at_the_desk(everyone: Everyone) -> dict[str, int]:
    """Count the queries of each page of Cora's desk. A page that reads asks for each class by itself."""
    observer, counts = everyone.observer("cora"), {}
    for name in DESK_PAGES:
        path = everyone.path(next(f"/{one.pattern}" for one in urlpatterns if one.name == name))
        with CaptureQueriesContext(connection) as captured:
            assert observer.send("GET", path).status == 200
        counts[name] = sum(query["sql"].split()[0] not in OF_THE_DOOR for query in captured.captured_queries)
    return counts
