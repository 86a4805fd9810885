"""Normal, not broken: whose it is, what it never shows, and what it costs."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nearward.domain.needs import NEEDS
from nearward.web.checkins import selectors
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from tests.conftest import Cast, say

Phone = Callable[[Caregiver], Client]
URL = "/mine/normal/"
DOT = 'class="said"'


def now() -> datetime:
    return datetime.now(UTC)


def page(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def need(who: Caregiver, level: int, days: float = 1) -> None:
    say(who, at=now() - timedelta(days=days), levels=dict.fromkeys(NEEDS, level), room=2)


def set_child(cast: Cast, **facts: object) -> None:
    people.save_child(me=cast.alice, facts=people.ChildFacts("Kit", **facts), now=now(), child=cast.kit)  # type: ignore[arg-type]


def test_it_draws_the_babys_weeks_and_ones_own_need_over_them(cast: Cast, inside: Phone) -> None:
    need(cast.alice, 2)
    need(cast.alice, 4, days=1.5)
    need(cast.alice, 1, days=15)
    shown = page(inside(cast.alice))
    assert shown.count(DOT) == 2
    assert 'class="spread"' in shown
    assert "Kit’s weeks, and yours" in shown
    assert "At 5 weeks: 8, from 5 to 10." in shown
    assert "These are two scales in one picture. Neither is a goal" in shown


def test_it_says_what_a_baby_cannot_do_what_we_were_praised_for_and_a_third_way(cast: Cast, inside: Phone) -> None:
    shown = page(inside(cast.bob))
    for words in (
        "What a baby cannot do yet",
        "Low maintenance. Self-sufficient. Strong. Easygoing.",
        "You can lean on me.",
    ):
        assert words in shown
    assert shown.split('<ul class="flags">')[1].split("</ul>")[0].count("<li>") == 6


def test_the_partners_words_change_nothing_on_it(cast: Cast, inside: Phone) -> None:
    need(cast.alice, 2)
    alice = inside(cast.alice)
    before = page(alice)
    for days in (0.5, 1, 8, 20):
        need(cast.bob, 4, days=days)
    assert page(alice) == before
    assert page(inside(cast.bob)).count(DOT) == 3 != before.count(DOT)


def test_what_stays_private_needs_no_open_word_and_draws_no_dot(cast: Cast, inside: Phone) -> None:
    say(cast.alice, at=now(), stress=9, move=1)
    say(cast.alice, at=now(), room=0)
    shown = page(inside(cast.alice))
    assert DOT not in shown
    assert "it joins this picture. Nothing has to." in shown


def test_it_is_for_the_two_partners_only(cast: Cast, client: Client, inside: Phone) -> None:
    assert inside(cast.gran).get(URL).status_code == 404
    stranger = client.get(URL)
    assert (stranger.status_code, stranger["Location"]) == (302, f"/sign-in/?next={URL}")
    need(cast.alice, 4)
    assert DOT not in page(inside(cast.zed))


def test_mine_leads_to_it_and_after_a_loss_neither_is_there(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    assert f'href="{URL}"' in page(alice, "/mine/")
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    assert f'href="{URL}"' not in page(alice, "/mine/")
    answer = alice.get(URL)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_twin_who_lives_is_shown_and_nothing_is_said_of_the_one_who_was_lost(cast: Cast, inside: Phone) -> None:
    kai = people.save_child(me=cast.alice, facts=people.ChildFacts("Kai", born_on=cast.kit.born_on), now=now())
    people.record_loss(me=cast.alice, child=cast.kit, now=now())
    shown = page(inside(cast.alice))
    assert f"{kai.name}’s weeks, and yours" in shown
    assert "Kit" not in shown
    assert "What each asks for now" not in shown


def test_twins_have_one_picture_and_figures_for_each(cast: Cast, inside: Phone) -> None:
    people.save_child(me=cast.alice, facts=people.ChildFacts("Kai", born_on=cast.kit.born_on), now=now())
    shown = page(inside(cast.alice))
    assert "Their weeks, and yours" in shown
    assert "What each asks for now" in shown
    assert "What they ask for together is more" in shown
    assert shown.count('<svg class="curve') == 1


def test_expecting_shows_the_first_weeks_and_no_own_words(cast: Cast, inside: Phone) -> None:
    set_child(cast, due_on=date(2030, 1, 1))
    need(cast.alice, 3)
    shown = page(inside(cast.alice))
    assert "The first weeks, once a baby is here" in shown
    assert 'class="spread"' in shown
    assert DOT not in shown
    assert "2030" not in shown


def test_in_hospital_the_curve_by_age_is_left_out_and_own_words_stay(cast: Cast, inside: Phone) -> None:
    set_child(cast, born_on=cast.kit.born_on, home=False)
    need(cast.alice, 3)
    shown = page(inside(cast.alice))
    assert "Kit is in hospital." in shown
    assert DOT in shown
    assert not any(words in shown for words in ('class="spread"', "Hands-on", "hands-on", "Feeds", "gets up"))


def test_a_baby_born_early_is_met_at_the_age_from_the_due_date(cast: Cast, inside: Phone) -> None:
    set_child(cast, born_on=cast.kit.born_on, due_on=cast.kit.born_on + timedelta(weeks=7))
    need(cast.alice, 3, days=0.2)
    shown = page(inside(cast.alice))
    assert "Weeks count from the due date." in shown
    assert "weeks before the due date: 8." in shown or "The week before the due date: 8." in shown


@pytest.mark.parametrize(("weeks", "drawn", "beyond"), [(50, True, False), (60, True, True), (110, False, False)])
def test_past_the_curve_it_says_so(cast: Cast, inside: Phone, weeks: int, drawn: bool, beyond: bool) -> None:
    set_child(cast, born_on=(now() - timedelta(weeks=weeks)).date())
    shown = page(inside(cast.alice))
    assert ('<svg class="curve' in shown) == drawn
    assert ("they are shown as they were then" in shown) == beyond
    assert ("no weeks are drawn here any more" in shown) == (not drawn)


def fill(who: Caregiver, days: int, until: int = 0) -> None:
    moments = [now() - timedelta(days=until, hours=12 * number + 1) for number in range(2 * days)]
    levels = dict.fromkeys(NEEDS, 2)
    rows = Said.objects.bulk_create(
        Said(family_id=who.family_id, author=who, at=at, levels=levels, room=2) for at in moments
    )
    CheckIn.objects.bulk_create(
        CheckIn(id=uuid4(), family_id=who.family_id, author=who, said=row, at=row.at, zone="UTC", day=row.at.date())
        for row in rows
    )


def test_a_year_and_two_cost_one_bounded_query(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    set_child(cast, born_on=(now() - timedelta(weeks=51)).date())
    counted, dots = [], []
    for days, until in ((1, 0), (364, 1), (365, 365)):
        fill(cast.alice, days, until)
        with CaptureQueriesContext(connection) as caught:
            shown = page(alice)
        counted.append(len(caught))
        dots.append(shown.count(DOT))
    assert counted[0] == counted[1] == counted[2] <= 10
    assert dots[1] == dots[2] <= 53


def test_however_much_was_said_the_reading_is_bounded(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(cast.alice, 40)
    monkeypatch.setattr(selectors, "MOST", 50)
    read = selectors.own_needs(cast.alice, since=now() - timedelta(weeks=52))
    assert len(read) == 50
    assert min(day for day, _ in read) >= (now() - timedelta(days=27)).date()
    assert len(selectors.own_needs(cast.alice, since=now() - timedelta(days=3))) == 6


def test_it_works_without_script_and_only_reads(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    assert alice.post(URL).status_code == 405
    assert "<script" not in page(alice).split("<body")[1]
