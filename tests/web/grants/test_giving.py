"""A partner lets a counselor in, gives and ends what can be read, and nobody else hears of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nearward.domain.consent import Grant, What
from nearward.web.grants import services
from nearward.web.grants.models import Counsel, Given, Read
from nearward.web.grants.selectors import hold_grants, link_for
from nearward.web.keeping import leaving
from nearward.web.people.models import Caregiver, Counselor, Family
from nearward.web.people.selectors import today_of
from nearward.web.repair.models import Repair
from nearward.web.review import services as review
from nearward.web.review.models import Opened
from tests.cast import at_a_desk, let_in
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
ROOM = "/mine/counselor/"
NOW = datetime.now(UTC)
UNTIL = NOW.date() + timedelta(days=30)


@pytest.fixture
def cora(cast: Cast) -> Counselor:
    return at_a_desk("Cora", at=NOW)


def page(client: Client, path: str = ROOM) -> str:
    return client.get(path).content.decode()


def send(client: Client, counsel: Counsel, *what: str, **more: Any) -> int:
    body = {"what": what, "days": "fortnight", "until": str(UNTIL), **more}
    return client.post(f"{ROOM}{counsel.pk}/", body).status_code


def given(counsel: Counsel) -> set[str]:
    return set(Given.objects.filter(counsel=counsel).values_list("what", flat=True))


def test_a_link_is_shown_once_and_lets_one_counselor_in_with_nothing_to_read(
    cast: Cast, inside: Phone, cora: Counselor
) -> None:
    alice = inside(cast.alice)
    shown = alice.post(f"{ROOM}link/").content.decode()
    token = shown.split("/desk/in/")[1].split("/")[0]
    assert token not in page(alice)
    link = link_for(token, now=NOW)
    assert link is not None
    counsel = services.take_link(counsel=link, desk=cora, now=NOW)
    assert link_for(token, now=NOW) is None
    assert hold_grants(counsel, now=NOW) == {}
    assert "Nothing can be read yet." in page(alice)


def test_a_link_opens_no_more_after_a_fortnight_or_once_another_was_made(cast: Cast, cora: Counselor) -> None:
    first = services.make_link(me=cast.alice, now=NOW)
    second = services.make_link(me=cast.alice, now=NOW)
    assert link_for(first, now=NOW) is None
    assert link_for(second, now=NOW + timedelta(days=13)) is not None
    assert link_for(second, now=NOW + timedelta(days=15)) is None


def test_classes_are_given_and_taken_back_one_by_one(cast: Cast, inside: Phone, cora: Counselor) -> None:
    counsel, alice = let_in(cast.alice, cora, at=NOW), inside(cast.alice)
    assert send(alice, counsel, "need_room", "screening") == 302
    assert given(counsel) == {"need_room", "screening"}
    assert "What the short forms said" in page(alice)
    assert send(alice, counsel, "screening") == 302
    assert given(counsel) == {"screening"}
    assert send(alice, counsel) == 302
    assert given(counsel) == set()


def test_saving_again_keeps_the_days_it_was_given_for(cast: Cast, inside: Phone, cora: Counselor) -> None:
    since = NOW.date() - timedelta(days=40)
    counsel = let_in(cast.alice, cora, [Grant(What.NEED_ROOM, UNTIL, since)], at=NOW)
    alice = inside(cast.alice)
    assert 'value="kept"' in page(alice, f"{ROOM}{counsel.pk}/")
    assert send(alice, counsel, "need_room", days="kept") == 302
    assert Given.objects.get(counsel=counsel).since == since


@pytest.mark.parametrize(
    "more", [{"until": ""}, {"until": "soon"}, {"until": "2020-01-01"}, {"days": ""}, {"what": ["notes"]}]
)
def test_what_cannot_be_given_is_refused_with_a_sentence_and_the_ticks_stay(
    cast: Cast, inside: Phone, cora: Counselor, more: dict[str, Any]
) -> None:
    counsel, alice = let_in(cast.alice, cora, at=NOW), inside(cast.alice)
    body = {"what": ["plans"], "days": "all", "until": str(UNTIL), **more}
    answer = alice.post(f"{ROOM}{counsel.pk}/", body)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert given(counsel) == set()
    if "what" not in more:
        assert 'value="plans" checked' in answer.content.decode()


def test_a_reflection_is_given_by_its_name(cast: Cast, inside: Phone, cora: Counselor) -> None:
    counsel, alice = let_in(cast.alice, cora, at=NOW), inside(cast.alice)
    assert send(alice, counsel, "reflection", item="learned") == 302
    assert Given.objects.get(counsel=counsel).item == "learned"


def test_one_tap_ends_one_and_one_tap_ends_all(cast: Cast, inside: Phone, cora: Counselor) -> None:
    dora, alice = at_a_desk("Dora", "Elsewhere", at=NOW), inside(cast.alice)
    grants = [Grant(What.SCREENING, UNTIL)]
    counsels = [let_in(cast.alice, desk, grants, at=NOW) for desk in (cora, dora)]
    alice.post(f"{ROOM}{counsels[0].pk}/end/")
    assert hold_grants(counsels[0], now=NOW) == {}
    assert hold_grants(counsels[1], now=NOW)
    services.make_link(me=cast.alice, now=NOW)
    alice.post(f"{ROOM}end/")
    assert not Counsel.objects.exists()
    assert not Given.objects.exists()


def test_the_partner_a_helper_and_others_find_nothing(cast: Cast, inside: Phone, cora: Counselor) -> None:
    counsel = let_in(cast.alice, cora, [Grant(What.SCREENING, UNTIL)], at=NOW)
    for who in (cast.bob, cast.zed):
        client = inside(who)
        assert client.get(f"{ROOM}{counsel.pk}/").status_code == 404
        assert client.post(f"{ROOM}{counsel.pk}/end/").status_code == 404
        assert "Cora" not in page(client)
        assert "Cora" not in page(client, "/mine/")
        assert client.get("/family/counselor/").status_code == 302
    assert inside(cast.gran).get(ROOM).status_code == 404
    assert given(counsel) == {"screening"}


def test_what_was_read_is_said_to_its_author_alone(cast: Cast, inside: Phone, cora: Counselor) -> None:
    alices = let_in(cast.alice, cora, [Grant(What.SCREENING, UNTIL)], at=NOW)
    let_in(cast.bob, cora, at=NOW)
    services.note_reads(counsel=alices, whats=[What.SCREENING], now=NOW)
    assert "What was read, and when" in page(inside(cast.alice))
    assert "What was read, and when" not in page(inside(cast.bob))


def test_a_partner_who_is_shown_it_lets_the_same_counselor_in_for_themselves(
    cast: Cast, inside: Phone, cora: Counselor
) -> None:
    counsel = let_in(cast.alice, cora, at=NOW)
    assert send(inside(cast.alice), counsel, "plans", shown="on") == 302
    bob = inside(cast.bob)
    assert "Alice sees Cora" in page(bob, "/mine/")
    assert bob.post("/family/counselor/").status_code == 302
    made = Counsel.objects.get(of=cast.bob)
    assert made.shown
    assert hold_grants(made, now=NOW) == {}
    assert bob.get("/family/counselor/").status_code == 302
    assert send(inside(cast.alice), counsel, "plans") == 302
    assert not Counsel.objects.get(pk=counsel.pk).shown


def test_only_two_who_show_each_other_can_be_paused_and_either_way_both_alike(cast: Cast, cora: Counselor) -> None:
    counsels = [let_in(who, cora, at=NOW) for who in (cast.alice, cast.bob)]
    family = Family.objects.get(pk=cast.alice.family_id)
    with pytest.raises(services.Refused):
        services.rest(counsels=counsels, resting=True, now=NOW)
    Counsel.objects.update(shown=True)
    services.rest(counsels=counsels, resting=True, now=NOW)
    family.refresh_from_db()
    assert family.resting
    services.end(counsels=[counsels[0]], me=cast.alice, now=NOW)
    family.refresh_from_db()
    assert family.resting, "one partner alone does not end a pause by sending the counselor away"
    services.end(counsels=[counsels[1]], me=cast.bob, now=NOW)
    family.refresh_from_db()
    assert not family.resting


def test_exercises_for_two_rest_for_both_alike_and_what_each_writes_is_kept(
    cast: Cast, inside: Phone, cora: Counselor
) -> None:
    counsels = [let_in(who, cora, at=NOW) for who in (cast.alice, cast.bob)]
    Counsel.objects.update(shown=True)
    services.rest(counsels=counsels, resting=True, now=NOW)
    week = today_of(cast.alice, now=NOW)
    week -= timedelta(days=week.weekday())
    for who in (cast.alice, cast.bob):
        client = inside(who)
        for path in ("/us/", "/us/cycle/", "/us/review/", "/us/repair/", "/us/repair/start/"):
            shown = page(client, path)
            assert "Exercises for two rest" in shown
            assert "Cora" not in shown
        refused = client.post("/us/repair/start/", {"about": "Sunday", "key": str(uuid4())})
        assert refused.status_code == 422
        assert "Exercises for two rest for now." in refused.content.decode()
        assert client.post("/us/cycle/", {"do": "agree"}).status_code == 409
        words = {"worked": f"Thursday, says {who.name}", "number": 0, "key": str(uuid4()), "do": "finish"}
        assert client.post(f"/mine/review/{week}/", words).status_code == 302
    assert not Repair.objects.exists()
    assert not Opened.objects.exists(), "finished by both, and waits"
    services.rest(counsels=counsels, resting=False, now=NOW)
    review.open_what_waits(me=Caregiver.objects.get(pk=cast.alice.pk), now=NOW)
    assert Opened.objects.count() == 2


def test_leaving_ends_every_consent_at_once(cast: Cast, cora: Counselor) -> None:
    counsel = let_in(cast.alice, cora, [Grant(What.SCREENING, UNTIL)], at=NOW)
    services.note_reads(counsel=counsel, whats=[What.SCREENING], now=NOW)
    leaving.leave(place=cast.alice, now=NOW)
    assert not Counsel.objects.exists()
    assert not Read.objects.exists()


def test_an_offer_is_put_away_by_whom_it_was_offered_to(cast: Cast, inside: Phone, cora: Counselor) -> None:
    counsels = [let_in(who, cora, at=NOW) for who in (cast.alice, cast.bob)]
    services.offer_homework(counsels=counsels[:1], words="One walk, without phones.", now=NOW)
    alice = inside(cast.alice)
    assert "One walk, without phones." in page(alice)
    assert "One walk" not in page(inside(cast.bob))
    row = counsels[0].homework.get()
    assert inside(cast.bob).post(f"{ROOM}homework/{row.pk}/away/").status_code == 404
    alice.post(f"{ROOM}homework/{row.pk}/away/")
    assert "One walk" not in page(alice)


def test_the_practice_can_be_called_where_a_form_shows_help(cast: Cast, inside: Phone, cora: Counselor) -> None:
    let_in(cast.alice, cora, at=NOW)
    answers = {f"a{place}": 0 for place in range(9)} | {"a8": 1, "key": "11111111-1111-4111-8111-111111111111"}
    shown = inside(cast.alice).post("/mine/screening/phq9/", answers).content.decode()
    assert shown.index('href="tel:+34 900 000 000"') < shown.index("Next:")
    assert "Cora" not in inside(cast.bob).post("/mine/screening/phq9/", answers).content.decode()
