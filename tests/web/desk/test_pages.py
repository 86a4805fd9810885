"""The desk over HTTP: its pages, the sheet of paper, offers, and the pause of exercises for two."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from nearward.domain.consent import What
from nearward.web.core import vault
from nearward.web.desk.views import READY
from nearward.web.grants.models import Counsel, Homework, Read
from nearward.web.people.models import Caregiver, Child, Family
from nearward.web.people.selectors import wrapped_key
from nearward.web.review.models import Opened
from nearward.web.review.selectors import place_of_opened
from tests.cast import at_a_desk, let_in
from tests.web.desk.conftest import ALICE_WROTE, BOB_WROTE, Room, sit_down

Phone = Callable[[Caregiver], Client]


@pytest.fixture
def cora(room: Room) -> Client:
    return sit_down(room.cora.person)


def alices(room: Room, more: str = "") -> str:
    return f"/desk/{room.of_alice.pk}/{more}"


def theirs(room: Room, more: str = "") -> str:
    return f"/desk/families/{room.alice.family_id}/{more}"


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def show(room: Room) -> None:
    """Let both show each other that they see Cora."""
    Counsel.objects.filter(counselor=room.cora).update(shown=True)


def test_a_page_shows_what_is_given_until_when_and_that_it_leaves_a_line(room: Room, cora: Client) -> None:
    room.gives(room.of_alice, What.NEED_ROOM, What.REVIEWS)
    page = text(cora, alices(room))
    assert ALICE_WROTE in page
    assert BOB_WROTE not in page
    assert "Gaps are days without a word; they mean nothing." in page
    assert "Alice can see that you opened this." in page
    assert ", until " in page
    assert Read.objects.filter(counsel=room.of_alice).count() == 2


def test_the_author_sees_the_line_and_not_what_was_in_it(room: Room, cora: Client, inside: Phone) -> None:
    room.gives(room.of_alice, What.REVIEWS)
    text(cora, alices(room))
    page = text(inside(room.alice), "/mine/counselor/").split("What was read, and when")[1]
    assert "Cora, " in page
    assert ALICE_WROTE not in page
    assert "What was read" not in text(inside(room.bob), "/mine/counselor/")


@pytest.mark.parametrize("page", [alices, theirs])
def test_asking_for_the_head_of_a_page_reads_nothing(room: Room, cora: Client, page: Any) -> None:
    for counsel in (room.of_alice, room.of_bob):
        room.gives(counsel, What.REVIEWS)
    assert cora.head(page(room)).status_code == 200
    assert not Read.objects.exists()


def test_with_nothing_given_a_page_says_so_calmly(room: Room, cora: Client) -> None:
    assert "Nothing is given to read now." in text(cora, alices(room))
    assert "There is nothing that both give now." in text(cora, theirs(room))
    assert not Read.objects.exists()


def test_nothing_of_a_page_is_kept_by_a_browser_or_anything_between(room: Room, cora: Client) -> None:
    room.gives(room.of_alice, What.REVIEWS)
    for answer in (cora.get(alices(room)), cora.post(alices(room, "summary.pdf")), cora.get("/desk/notes/")):
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_page_of_two_is_there_only_while_both_let_one_in(room: Room, cora: Client) -> None:
    assert cora.get(theirs(room)).status_code == 200
    room.of_bob.delete()
    assert cora.get(theirs(room)).status_code == 404
    assert cora.get(alices(room)).status_code == 200


def test_to_a_counselor_of_another_practice_no_address_of_this_desk_is_there(room: Room) -> None:
    room.gives(room.of_alice, *What)
    dora = sit_down(at_a_desk("Dora", "Elsewhere", at=room.now).person)
    for path in (alices(room), theirs(room)):
        assert dora.get(path).status_code == 404
    for more in ("summary.pdf", "offer/"):
        assert dora.post(alices(room, more)).status_code == dora.post(theirs(room, more)).status_code == 404
    assert dora.post(theirs(room, "rest/"), {"do": "rest"}).status_code == 404
    assert not Read.objects.exists()


def test_no_page_compares_the_two(room: Room, cora: Client) -> None:
    for counsel in (room.of_alice, room.of_bob):
        room.gives(counsel, *What)
    page = text(cora, theirs(room)).split("<main")[1]
    assert "of 10" not in page
    assert '<svg class="fortnight' not in page
    assert "%" not in page
    assert "Low mood" not in page


@pytest.mark.parametrize("page", [alices, theirs])
def test_the_sheet_is_one_page_however_much_was_written_and_leaves_the_same_lines(
    room: Room, cora: Client, page: Any
) -> None:
    long = dict.fromkeys(("worked", "not_worked", "appreciated", "to_repair", "to_change"), "word " * 750)
    for row in Opened.objects.select_related("author"):
        author = row.author
        place, wrapped = place_of_opened(row, author), wrapped_key(author.person_id)
        row.sealed = vault.seal_text(json.dumps(long), wrapped=wrapped, place=place)
        row.save()
    for counsel in (room.of_alice, room.of_bob):
        room.gives(counsel, *What)
    answer = cora.post(page(room, "summary.pdf"))
    assert answer.headers["Content-Type"] == "application/pdf"
    sheet = PdfReader(BytesIO(answer.content))
    assert len(sheet.pages) == 1
    written = sheet.pages[0].extract_text()
    assert "What they agreed" in written
    assert "word word" in written
    assert set(Read.objects.values_list("what", flat=True)) == (
        {str(what) for what in What} if page is alices else {"reviews", "plans"}
    )


def test_the_sheet_says_stress_and_help_first(room: Room, cora: Client) -> None:
    room.gives(room.of_alice, What.STRESS_MOVE, What.SCREENING)
    written = PdfReader(BytesIO(cora.post(alices(room, "summary.pdf")).content)).pages[0].extract_text()
    assert "stress 8 of 10" in written
    assert written.index("Nobody is watching in real") < written.index("stress 8 of 10")


def test_an_offer_reaches_one_person_alone_or_both_each_for_themselves(
    room: Room, cora: Client, inside: Phone
) -> None:
    assert cora.post(alices(room, "offer/"), {"words": "One walk."}).status_code == 302
    assert "One walk." in text(inside(room.alice), "/mine/counselor/")
    assert "One walk." not in text(inside(room.bob), "/mine/counselor/")
    assert cora.post(theirs(room, "offer/"), {"words": READY[0]}).status_code == 302
    for who in (room.alice, room.bob):
        assert READY[0] in text(inside(who), "/mine/counselor/")


@pytest.mark.parametrize("words", ["", "  ", "x" * 601])
def test_an_offer_of_nothing_or_too_much_is_refused_and_stays_on_the_page(
    room: Room, cora: Client, words: str
) -> None:
    for more in (alices(room, "offer/"), theirs(room, "offer/")):
        answer = cora.post(more, {"words": words})
        assert answer.status_code == 422
        assert words.strip() in answer.content.decode()
    assert not Homework.objects.exists()


def test_whether_an_offer_was_put_away_is_never_seen_at_the_desk(room: Room, cora: Client, inside: Phone) -> None:
    cora.post(alices(room, "offer/"), {"words": "One walk."})
    before = text(cora, alices(room)).split("<main")[1].split("csrf")[0]
    (row,) = Homework.objects.all()
    assert inside(room.alice).post(f"/mine/counselor/homework/{row.pk}/away/").status_code == 302
    page = text(cora, alices(room))
    assert "One walk." in page
    assert cora.post(f"/desk/homework/{row.pk}/take-back/").status_code == 302
    assert "One walk." not in text(cora, alices(room))
    assert before


def test_a_pause_needs_both_to_show_each_other_and_says_so(room: Room, cora: Client) -> None:
    Counsel.objects.filter(pk=room.of_alice.pk).update(shown=True)
    answer = cora.post(theirs(room, "rest/"), {"do": "rest"}, follow=True)
    assert "Both have to show each other that they see you." in answer.content.decode()
    assert not Family.objects.get(pk=room.alice.family_id).resting


def test_a_pause_shows_to_both_alike_and_can_be_lifted_when_one_is_left(
    room: Room, cora: Client, inside: Phone
) -> None:
    show(room)
    cora.post(theirs(room, "rest/"), {"do": "rest"})
    for who in (room.alice, room.bob):
        assert "Exercises for two rest" in text(inside(who), "/us/")
    room.of_bob.delete()
    assert "Let exercises for two go on" in text(cora, alices(room))
    cora.post(theirs(room, "rest/"), {"do": "go"})
    assert not Family.objects.get(pk=room.alice.family_id).resting
    assert "Exercises for two rest" not in text(inside(room.alice), "/us/")


def test_a_counselor_one_alone_sees_in_secret_learns_of_no_pause_and_lifts_none(room: Room) -> None:
    Family.objects.filter(pk=room.alice.family_id).update(resting=True)
    show(room)
    dora = at_a_desk("Dora", "Elsewhere", at=room.now)
    counsel = let_in(room.alice, dora, at=room.now)
    Family.objects.filter(pk=room.alice.family_id).update(resting=True)
    client = sit_down(dora.person)
    assert "xercises for two" not in text(client, f"/desk/{counsel.pk}/").split("<main")[1]
    assert client.post(theirs(room, "rest/"), {"do": "go"}).status_code == 404
    assert Family.objects.get(pk=room.alice.family_id).resting


def test_a_counselor_both_see_in_secret_learns_of_no_pause_and_lifts_none(room: Room, cora: Client) -> None:
    Family.objects.filter(pk=room.alice.family_id).update(resting=True)
    for page in (alices(room), theirs(room)):
        assert "Let exercises for two go on" not in text(cora, page)
    answers = []
    for resting in (True, False):
        Family.objects.filter(pk=room.alice.family_id).update(resting=resting)
        answer = cora.post(theirs(room, "rest/"), {"do": "go"})
        answers.append((answer.status_code, answer.headers["Location"]))
        assert Family.objects.get(pk=room.alice.family_id).resting is resting
    assert answers[0] == answers[1]


def test_a_loss_takes_what_speaks_of_a_baby_off_the_page(room: Room, cora: Client, inside: Phone) -> None:
    room.gives(room.of_alice, What.PLANS)
    assert "sleep protected" in text(cora, alices(room)) or "has the baby" in text(cora, alices(room))
    Child.objects.update(lost_at=room.now - timedelta(minutes=1))
    page = text(cora, alices(room))
    assert "has the baby" not in page
    assert "sleep protected" not in page
