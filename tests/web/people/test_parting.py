"""Once one of two partners has left a family, nobody new comes in as a partner; a helper may."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nearward.domain.refused import Refused
from nearward.web.keeping.erasing import erase_person
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Family, Invite
from nearward.web.people.selectors import invite_for
from tests.conftest import Cast
from tests.web.people.test_joining import NEW, link

Phone = Callable[[Caregiver], Client]


def just_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def waiting(cast: Cast) -> str:
    """A link to the second seat, made before Bob came: his seat was free, then his."""
    Caregiver.objects.filter(pk=cast.bob.pk).update(ended_at=just_now())
    found = link(Invite.For.PARTNER, cast.alice)
    Caregiver.objects.filter(pk=cast.bob.pk).update(ended_at=None)
    return found


def leave(client: Client) -> None:
    assert client.post("/you/leave/", {"do": "leave"}).status_code == 302


@pytest.mark.parametrize("leaver", ["alice", "bob"])
def test_an_open_link_for_a_partner_closes_when_either_leaves(
    cast: Cast, phone: Phone, waiting: str, leaver: str
) -> None:
    leave(phone(getattr(cast, leaver)))
    answer = Client().get(waiting)
    assert answer.status_code == 404
    assert "This link does not open" in answer.content.decode()
    assert Client().post(waiting, NEW).status_code == 404
    assert not Invite.objects.filter(kind="partner", used_at__isnull=True).exists()


def test_it_closes_when_one_erases_everything_of_theirs(cast: Cast, waiting: str) -> None:
    erase_person(person=cast.bob.person, now=just_now())
    assert Client().get(waiting).status_code == 404
    assert Family.objects.get(pk=cast.alice.family_id).parted


def test_a_link_left_open_by_an_earlier_version_opens_nothing(cast: Cast, waiting: str, phone: Phone) -> None:
    invite = invite_for(waiting.split("/")[2], now=just_now())
    assert invite is not None
    Caregiver.objects.filter(pk=cast.bob.pk).update(ended_at=just_now())
    Family.objects.filter(pk=cast.alice.family_id).update(parted=True)
    assert Client().get(waiting).status_code == 404
    assert "Partner invited" not in phone(cast.alice).get("/family/").content.decode()
    with pytest.raises(Refused, match="already used or is too old"):
        people.join(invite=invite, person=cast.zed.person, now=just_now())


def test_a_new_link_is_refused_with_one_sentence_that_leads_on(cast: Cast, phone: Phone) -> None:
    leave(phone(cast.alice))
    bob = phone(cast.bob)
    page = bob.post("/family/invite/partner/", follow=True)
    assert page.redirect_chain[-1][0] == "/you/leave/"
    said = page.content.decode()
    assert said.count("One of you has left this family") == 1
    assert "Start a new family" in said
    assert not Invite.objects.filter(kind="partner", used_at__isnull=True).exists()


def test_the_family_page_offers_the_new_family_in_place_of_the_invite(cast: Cast, phone: Phone) -> None:
    leave(phone(cast.alice))
    page = phone(cast.bob).get("/family/").content.decode()
    assert "Invite your partner" not in page
    assert re.search(r'href="/you/leave/">Start a new family', page)
    assert "An invite waits in Family" not in phone(cast.bob).get("/us/").content.decode()


def test_a_helper_is_still_asked_in_and_one_already_asked_still_comes(cast: Cast, phone: Phone) -> None:
    asked = link(Invite.For.HELPER, cast.bob)
    leave(phone(cast.alice))
    assert Client().get(asked).status_code == 200
    until = (just_now() + timedelta(days=9)).date()
    assert "/join/" in phone(cast.bob).post("/family/invite/helper/", {"until": until}).content.decode()


def test_whoever_left_may_invite_into_the_family_of_their_own(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    leave(alice)
    assert "/join/" in alice.post("/family/invite/partner/").content.decode()
