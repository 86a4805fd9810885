"""Care demand where people see it: Today and Nights."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nearward.data.care_curve import care_curve
from nearward.domain.babylog.records import Sleep
from nearward.domain.care_demand import care_demand
from nearward.web.babylog import care, services
from nearward.web.babylog.models import Import, LogEntry, RecentLog
from nearward.web.babylog.packing import unpack_nights
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from tests.conftest import Cast
from tests.web.babylog.logs import log, nights

Phone = Callable[[Caregiver], Client]
ZONE = ZoneInfo("Europe/Madrid")


def now() -> datetime:
    return datetime.now(UTC)


def keep(cast: Cast, *rows: str, child: object = None) -> None:
    chosen = services.Chosen(child or cast.kit, ZONE)  # type: ignore[arg-type]
    services.import_records(files=log(*rows), chosen=chosen, by=cast.alice, now=now())


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_from_age_alone_until_a_log_comes_in(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    assert "Kit’s longest stretch, from age alone: about" in page(alice, "/")
    assert "From age alone." in page(alice, "/nights/")
    keep(cast, *nights(3.0))
    assert "Kit’s longest stretch lately: about 3 h" in page(alice, "/")
    assert "nights of the log, the last one" in page(alice, "/nights/")


def test_the_picture_says_the_same_in_words(cast: Cast, phone: Phone) -> None:
    keep(cast, *nights(3.0))
    shown = page(phone(cast.bob), "/nights/")
    assert 'role="img" aria-label="Longest sleep of a night by age. At 5 weeks about' in shown
    assert "nights lie between 3 h and 3 h." in shown
    assert shown.count("<circle") >= 9


def test_a_helper_sees_the_babys_facts_and_not_the_import(cast: Cast, phone: Phone) -> None:
    keep(cast, *nights(3.0))
    for url in ("/", "/nights/"):
        shown = page(phone(cast.gran), url)
        assert "Kit’s longest stretch lately: about 3 h" in shown
        assert "Feeds between 22:00 and 06:00" in shown
        assert "/log/" not in shown
        assert "Hands-on" not in shown


@pytest.mark.parametrize("state", ["expected", "lost", "in hospital"])
def test_nothing_of_it_for_a_child_expected_lost_or_in_hospital(cast: Cast, phone: Phone, state: str) -> None:
    keep(cast, *nights(3.0))
    if state == "lost":
        people.record_loss(me=cast.alice, child=cast.kit, now=now())
    else:
        facts = people.ChildFacts("Kit", due_on=date(2030, 1, 1))
        if state == "in hospital":
            facts = people.ChildFacts("Kit", born_on=cast.kit.born_on, home=False)
        people.save_child(me=cast.alice, facts=facts, now=now(), child=cast.kit)
    for who in (cast.alice, cast.gran):
        for url in ("/", "/nights/"):
            shown = page(phone(who), url)
            assert not any(word in shown for word in ("stretch", "Feeds", "Hands-on", '<svg class="curve"'))
            assert ("Kit is in hospital." in shown) == (state == "in hospital")


def test_twins_are_two_sentences_from_two_logs(cast: Cast, phone: Phone) -> None:
    facts = people.ChildFacts("Kai", born_on=cast.kit.born_on)
    kai = people.save_child(me=cast.alice, facts=facts, now=now())
    keep(cast, *nights(2.5))
    keep(cast, *nights(6.0, child="1,Kai,"), child=kai)
    shown = page(phone(cast.alice), "/")
    assert "Kit’s longest stretch lately: about 2 h" in shown
    assert "Kai’s longest stretch lately: about 6 h" in shown
    plan = page(phone(cast.alice), "/nights/")
    assert plan.count("What is normal now") == 1
    assert plan.count('<svg class="curve') == 2
    assert "Kit’s longest stretch lately" in plan
    assert "Kai’s longest stretch lately" in plan
    assert plan.count("nights of the log, the last one") == 1


def test_twins_without_a_log_share_one_card_with_the_feeds_named_once(cast: Cast, phone: Phone) -> None:
    facts = people.ChildFacts("Kai", born_on=cast.kit.born_on)
    people.save_child(me=cast.alice, facts=facts, now=now())
    for who, shown in ((cast.alice, ("/", "/nights/")), (cast.gran, ("/", "/nights/"))):
        for url in shown:
            seen = page(phone(who), url)
            assert seen.count("Kit and Kai’s longest stretch, from age alone") == 1
            assert seen.count("longest stretch") == 1
            assert seen.count("Feeds between") == (0 if (who, url) == (cast.alice, "/") else 1)
    plan = page(phone(cast.alice), "/nights/")
    assert plan.count("What is normal now") == plan.count("Hands-on care") == plan.count('<svg class="curve') == 1
    assert "Bring in a log for Kai" in plan


def test_two_babies_of_two_births_have_a_card_each(cast: Cast, phone: Phone) -> None:
    facts = people.ChildFacts("Kai", born_on=(now() - timedelta(days=330)).date())
    people.save_child(me=cast.alice, facts=facts, now=now())
    plan = page(phone(cast.alice), "/nights/")
    assert "What is normal now for Kit" in plan
    assert "What is normal now for Kai" in plan


def test_an_old_log_is_said_to_be_old(cast: Cast, phone: Phone) -> None:
    facts = people.ChildFacts("Kit", born_on=(now() - timedelta(days=200)).date())
    people.save_child(me=cast.alice, facts=facts, now=now(), child=cast.kit)
    keep(cast, *nights(3.0, until=now() - timedelta(days=60)))
    assert "from age alone" in page(phone(cast.alice), "/")
    assert "The log goes to the night of" in page(phone(cast.alice), "/nights/")


def test_today_reads_one_row_that_says_what_the_whole_log_says(cast: Cast) -> None:
    facts = people.ChildFacts("Kit", born_on=(now() - timedelta(days=200)).date())
    people.save_child(me=cast.alice, facts=facts, now=now(), child=cast.kit)
    keep(cast, *nights(6.0, 120, until=now() - timedelta(days=5)))
    keep(cast, *nights(3.0, 4))
    kept = RecentLog.objects.get()
    whole = [Sleep(*span) for span in LogEntry.objects.values_list("start", "end")]
    assert len(unpack_nights(kept.rows)) < len(whole) / 4
    born, today = cast.kit.born_on, now().date()
    assert care.demand_of(kept.rows, born, None, today, ZONE) == care_demand(
        care_curve(), born=born, today=today, zone=ZONE, log=whole
    )


def test_after_undo_it_is_from_age_again(cast: Cast, phone: Phone) -> None:
    keep(cast, *nights(3.0))
    services.undo_import(me=cast.alice, made=Import.objects.get(), now=now())
    assert not RecentLog.objects.exists()
    assert "from age alone" in page(phone(cast.alice), "/")


def test_an_early_baby_is_met_at_the_age_from_the_due_date(cast: Cast, phone: Phone) -> None:
    due = cast.kit.born_on + timedelta(weeks=5)
    facts = people.ChildFacts("Kit", born_on=cast.kit.born_on, due_on=due)
    people.save_child(me=cast.alice, facts=facts, now=now(), child=cast.kit)
    shown = page(phone(cast.alice), "/nights/")
    assert "Age counts from the due date." in shown
    assert "At 0 weeks" in shown


@pytest.mark.parametrize("url", ["/", "/nights/"])
def test_the_queries_do_not_grow_with_the_log(cast: Cast, phone: Phone, url: str) -> None:
    alice = phone(cast.alice)
    counted = []
    for rows in ([], nights(3.0, 3), nights(3.1, 35)):
        if rows:
            keep(cast, *rows)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            alice.get(url)
        counted.append(len(caught))
    assert max(counted) <= 10
    assert counted[1] == counted[2]
