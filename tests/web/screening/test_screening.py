"""Screening in Mine: help in the same answer, one's own eyes only, and nothing that moves or tells anyone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from nearward.data.instruments import instruments
from nearward.domain.trusted import Trusted
from nearward.web.keeping.erasing import erase_person
from nearward.web.people.models import Caregiver, Child, Person
from nearward.web.people.pins import set_pin
from nearward.web.people.services import record_loss
from nearward.web.screening import selectors, services
from nearward.web.screening.models import Answered, SomeoneTrusted
from tests.conftest import Cast, Figure
from tests.web.screening.papers import body, licensed, vectors

Phone = Callable[[Caregiver], Client]
SAFE = "Are you safe right now?"
POSITIVE = [0, 0, 0, 0, 0, 0, 0, 0, 1]
FORMS = ("phq2", "phq9", "gad2", "gad7", "epds")


@pytest.fixture(autouse=True)
def _epds(settings: object, tmp_path: Path) -> None:
    settings.EPDS = str(licensed(tmp_path))


def send(client: Client, form: str, chosen: list[int], **how: object) -> str:
    answer = client.post(f"/mine/screening/{form}/", body(chosen, **how))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_each_score_and_each_option_of_the_hard_item_is_answered_rightly(
    cast: Cast, inside: Phone, figure: Figure, form: str
) -> None:
    client, instrument = inside(cast.alice), instruments()[form]
    asked = helped = 0
    for score, chosen, hurts in vectors(instrument):
        page = send(client, form, chosen)
        line = re.search(rf"\b{score} is (below|at or above) {instrument.cutoff}\b", page)
        assert line, (score, chosen)
        assert (line[1] == "at or above") == (score >= instrument.cutoff)
        assert (SAFE in page) == hurts, chosen
        if hurts:
            helped += 1
            assert page.index(SAFE) < page.index("I am not safe: call 112") < line.start()
        asked += 1
    least = instrument.highest + 1
    assert asked >= (3 * least if instrument.self_harm else least)
    figure(f"4 screening over HTTP, {form}: {asked} answered, {helped} with help first, 0 without")
    assert not Answered.objects.exists()


def test_a_form_that_is_refused_shows_help_too_and_loses_nothing(cast: Cast, inside: Phone) -> None:
    answer = inside(cast.alice).post("/mine/screening/phq9/", {"key": str(uuid4()), "a8": "2", "a0": "3"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.index(SAFE) < page.index("Little interest")
    assert page.count("Choose the answer that comes closest.") == 7
    assert re.search(r'name="a0" value="3" checked', page)
    assert re.search(r'name="a8" value="2" checked', page)


@pytest.mark.parametrize("who", ["closed", "signed out"])
def test_help_does_not_wait_for_a_lock_or_a_session(cast: Cast, phone: Phone, inside: Phone, who: str) -> None:
    client = phone(cast.alice) if who == "closed" else Client()
    answer = client.post("/mine/screening/phq9/", body(POSITIVE, keep=True))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert SAFE in page
    assert "Not at all" not in page
    onward = re.search(r'class="btn" href="(/[^"]+)"[^>]*>Go on', page)
    assert onward
    assert onward[1].startswith("/mine/open/" if who == "closed" else "/sign-in/")
    assert not Answered.objects.exists()
    assert client.post("/mine/screening/phq9/", body([0] * 9)).status_code == 302


def test_the_page_itself_holds_the_help_that_shows_without_being_sent(cast: Cast, inside: Phone) -> None:
    for form in FORMS:
        page = inside(cast.alice).get(f"/mine/screening/{form}/").content.decode()
        assert page.count("data-when-hurt") == 1
        hurting = {"phq9": 3, "epds": 3}.get(form, 0)
        assert len(re.findall(r"<input[^>]* data-hurts>", page)) == hurting


def test_what_is_kept_is_sealed_counted_by_nobody_and_gone_when_it_is_not_wanted(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    page = send(alice, "phq9", POSITIVE, keep=True)
    row = Answered.objects.get()
    assert b"phq9" not in bytes(row.sealed)
    assert "Kept in Mine, for you alone." in page
    said = alice.get("/mine/screening/results/").content.decode()
    assert "Low mood, nine questions" in said
    assert "Help comes first." in said
    again = alice.get(f"/mine/screening/results/{row.pk}/").content.decode()
    assert again.index(SAFE) < again.index("1 is below 10")
    for who in (cast.bob, cast.zed):
        assert inside(who).get(f"/mine/screening/results/{row.pk}/").status_code == 404
        assert inside(who).post(f"/mine/screening/results/{row.pk}/forget/").status_code == 404
    assert alice.post(f"/mine/screening/results/{row.pk}/forget/").status_code == 302
    assert not Answered.objects.exists()


def test_the_same_form_sent_twice_is_kept_once(cast: Cast, inside: Phone) -> None:
    key = uuid4()
    for _ in range(2):
        send(inside(cast.alice), "gad2", [1, 0], keep=True, key=key)
    assert Answered.objects.count() == 1


@pytest.mark.parametrize(("form", "days"), [("phq2", 14), ("gad7", 14), ("epds", 7)])
def test_it_is_asked_again_only_after_the_days_it_asks_about(
    cast: Cast, inside: Phone, form: str, days: int
) -> None:
    at = datetime.now(UTC).replace(hour=12)
    with time_machine.travel(at, tick=False) as clock:
        send(inside(cast.bob), form, [0] * len(instruments()[form].items), keep=True)
        clock.shift(timedelta(days=days - 1))
        early = inside(cast.bob)
        assert "It makes sense again from" in early.get(f"/mine/screening/{form}/").content.decode()
        chosen = [0] * len(instruments()[form].items)
        refused = early.post(f"/mine/screening/{form}/", body(chosen, keep=True))
        assert (refused.status_code, Answered.objects.count()) == (422, 1)
        clock.shift(timedelta(days=1))
        send(inside(cast.bob), form, chosen, keep=True)
    assert Answered.objects.count() == 2


def test_a_short_form_that_reaches_its_line_offers_the_longer_one_with_what_was_said(
    cast: Cast, inside: Phone
) -> None:
    alice = inside(cast.alice)
    for short, long_, items in (("phq2", "phq9", 9), ("gad2", "gad7", 7)):
        assert f"/mine/screening/{long_}/" not in send(alice, short, [1, 1])
        assert f'href="/mine/screening/{long_}/"' in send(alice, short, [1, 2], keep=True)
        page = alice.get(f"/mine/screening/{long_}/").content.decode()
        assert re.findall(r'name="(a\d)" value="(\d)" checked', page) == [("a0", "1"), ("a1", "2")]
        assert page.count("<legend") == items


def test_mine_says_when_it_is_a_good_time_and_no_other_page_says_anything(cast: Cast, inside: Phone) -> None:
    for who in (cast.alice, cast.bob):
        client = inside(who)
        assert "A good time for a short form" in client.get("/mine/").content.decode()
        send(client, "phq2", [0, 0], keep=True)
        assert "Short forms on low mood and worry" in client.get("/mine/").content.decode()
        for path in ("/", "/us/", "/nights/", "/you/", "/check-in/"):
            assert "screening" not in client.get(path).content.decode()


def test_after_a_loss_no_form_speaks_of_a_birth_and_help_speaks_of_no_baby(cast: Cast, inside: Phone) -> None:
    record_loss(me=cast.alice, child=cast.kit, now=datetime.now(UTC))
    alice = inside(cast.alice)
    assert alice.get("/mine/screening/epds/").status_code == 404
    assert "A good time" not in alice.get("/mine/").content.decode()
    page = send(alice, "phq9", [1] * 9)
    assert SAFE in page
    assert not re.search("baby|birth|parent", re.split("<main", page)[1], re.I)


def test_a_partners_lower_line_is_said_with_the_epds(cast: Cast, inside: Phone) -> None:
    for score, chosen, hurts in vectors(instruments()["epds"]):
        if not hurts and score in {6, 7, 10, 11}:
            said = "lower lines have been used, from 7 to 10" in send(inside(cast.bob), "epds", chosen)
            assert said == (7 <= score < 11)


@pytest.mark.parametrize("path", ["", "no such file", "unsigned"])
def test_without_a_licensed_text_the_epds_is_not_there(
    cast: Cast, inside: Phone, settings: object, tmp_path: Path, path: str
) -> None:
    if path == "unsigned":
        path = str(licensed(tmp_path, permission="TODO"))
    settings.EPDS = path
    assert inside(cast.alice).get("/mine/screening/epds/").status_code == 404
    assert "EPDS" not in inside(cast.alice).get("/mine/screening/").content.decode()


def test_someone_i_trust_stands_where_a_form_shows_help_and_on_no_other_page(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    sent = {"name": "  Ana  Ruiz ", "phone": "+34 (600) 123-456"}
    assert alice.post("/mine/screening/trusted/", sent).status_code == 302
    row = SomeoneTrusted.objects.get()
    assert b"Ana" not in bytes(row.sealed)
    page = send(alice, "phq9", POSITIVE)
    assert 'href="tel:+34600123456"' in page
    assert "Call Ana Ruiz" in page
    assert "Ana Ruiz" in alice.get("/mine/screening/phq9/").content.decode()
    for path in ("/help/", "/help/safety-at-home/", "/", "/mine/", "/you/", "/us/"):
        assert "Ruiz" not in alice.get(path).content.decode()
    assert "Ruiz" not in send(inside(cast.bob), "phq9", POSITIVE)
    assert alice.post("/mine/screening/trusted/", {"do": "forget"}).status_code == 302
    assert not SomeoneTrusted.objects.exists()


def test_nobody_else_can_leave_a_number_behind_for_its_owner_to_keep(cast: Cast, phone: Phone) -> None:
    client = phone(cast.alice)
    assert client.post("/mine/screening/trusted/", {"name": "Ana", "phone": "600 123 456"}).status_code == 302
    assert "mine_waiting" not in client.session


def test_answers_that_waited_behind_the_lock_are_sent_again_with_help_first(cast: Cast, phone: Phone) -> None:
    client = phone(cast.alice)
    client.post("/mine/screening/phq9/", body(POSITIVE, keep=True))
    set_pin(person=cast.alice.person, pin="2486")
    page = client.post("/mine/open/", {"pin": "2486"}, follow=True).content.decode()
    assert "Your answers to a form, to keep for yourself" in page
    fields = dict(re.findall(r'<input type="hidden" name="([a-z0-9]+)" value="([^"]*)"', page))
    answer = client.post("/mine/screening/phq9/", fields).content.decode()
    assert answer.index(SAFE) < answer.index("1 is below 10")
    assert Answered.objects.count() == 1


@pytest.mark.parametrize("number", ["", "soon", "12", "+34 600\n; tel:1", "1" * 31, "javascript:1234"])
def test_a_number_no_telephone_can_call_is_refused_with_what_was_typed(
    cast: Cast, inside: Phone, number: str
) -> None:
    answer = inside(cast.alice).post("/mine/screening/trusted/", {"name": "Ana", "phone": number})
    assert answer.status_code == 422
    assert 'value="Ana"' in answer.content.decode()
    assert not SomeoneTrusted.objects.exists()


def test_a_helper_finds_no_such_page(cast: Cast, inside: Phone) -> None:
    for path in ("", "phq9/", "results/", "trusted/"):
        assert inside(cast.gran).get(f"/mine/screening/{path}").status_code == 404


def test_erasing_oneself_takes_ones_own_and_leaves_the_others(
    cast: Cast, inside: Phone, settings: object, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    for who in (cast.alice, cast.bob):
        send(inside(who), "phq2", [1, 1], keep=True)
        services.save_trusted(me=who, said=Trusted("Ana", "600 123"))
    erase_person(person=Person.objects.get(pk=cast.alice.person_id), now=datetime.now(UTC))
    assert [row.author_id for row in Answered.objects.all()] == [cast.bob.pk]
    assert [row.author_id for row in SomeoneTrusted.objects.all()] == [cast.bob.pk]


def test_a_sealed_answer_does_not_open_in_another_row(cast: Cast, inside: Phone) -> None:
    for who in (cast.alice, cast.bob):
        send(inside(who), "phq2", [1, 1], keep=True)
    bobs = Answered.objects.get(author=cast.bob)
    Answered.objects.filter(author=cast.alice).update(sealed=bobs.sealed)
    with pytest.raises(Exception, match="does not open here"):
        selectors.own_answers(cast.alice)


def test_a_birth_that_is_only_expected_makes_no_good_time(cast: Cast, inside: Phone) -> None:
    Child.objects.filter(pk=cast.kit.pk).update(born_on=None, due_on=datetime.now(UTC).date())
    assert "A good time" not in inside(cast.alice).get("/mine/").content.decode()
