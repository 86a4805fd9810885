"""Where two partners each let in the same counselor without telling the other, the desk marks what not to say."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from nearward.domain.consent import What
from nearward.web.grants.models import Counsel
from nearward.web.people.models import Caregiver
from tests.house.observing import one_chance
from tests.web.desk.conftest import Room, sit_down

Phone = Callable[[Caregiver], Client]
BOB_KNOWS_NOT = "Bob does not know that Alice sees you."
ALICE_KNOWS_NOT = "Alice does not know that Bob sees you."


@pytest.fixture
def cora(room: Room) -> Client:
    return sit_down(room.cora.person)


def pages(room: Room) -> list[str]:
    return [
        "/desk/",
        f"/desk/{room.of_alice.pk}/",
        f"/desk/{room.of_bob.pk}/",
        f"/desk/families/{room.alice.family_id}/",
    ]


def sheet(cora: Client, page: str) -> str:
    answer = cora.post(f"{page}summary.pdf")
    return " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())


def test_each_page_and_each_sheet_say_who_does_not_know(room: Room, cora: Client) -> None:
    for page in pages(room):
        html = cora.get(page).content.decode()
        assert BOB_KNOWS_NOT in html
        assert ALICE_KNOWS_NOT in html
    for page in pages(room)[1:]:
        assert BOB_KNOWS_NOT in sheet(cora, page)
        assert ALICE_KNOWS_NOT in sheet(cora, page)


def test_one_who_told_the_other_is_not_marked(room: Room, cora: Client) -> None:
    Counsel.objects.filter(pk=room.of_alice.pk).update(shown=True)
    room.gives(room.of_bob, What.REVIEWS)
    for page in pages(room):
        html = cora.get(page).content.decode()
        assert BOB_KNOWS_NOT not in html
        assert ALICE_KNOWS_NOT in html
    Counsel.objects.filter(pk=room.of_bob.pk).update(shown=True)
    assert not any("does not know" in cora.get(page).content.decode() for page in pages(room))
    assert "does not know" not in sheet(cora, pages(room)[-1])


def test_a_partner_alone_at_the_desk_is_not_marked(room: Room, cora: Client) -> None:
    Counsel.objects.filter(pk=room.of_bob.pk).delete()
    assert not any("does not know" in cora.get(page).content.decode() for page in pages(room)[:2])


def test_the_mark_changes_no_byte_of_what_either_partner_reads(room: Room, inside: Phone) -> None:
    def read(who: Caregiver) -> list[bytes]:
        client, seen = inside(who), []
        with one_chance() as chance:
            for path in ("/", "/us/", "/family/", "/family/counselor/", "/mine/", "/you/leave/"):
                chance.step(path)
                seen.append(client.get(path).content)
        return seen

    both = read(room.bob)
    Counsel.objects.filter(pk=room.of_alice.pk).delete()
    assert read(room.bob) == both
