"""Who hears of a change, and what goes when someone erases everything of theirs."""

from collections.abc import Callable
from uuid import UUID

import pytest

from nearward.domain.labor import TRACKING
from nearward.web.core import live
from nearward.web.core.clock import now
from nearward.web.holding import saying, services
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.people.models import Caregiver
from tests.conftest import PASSPHRASE, Cast
from tests.web.holding.rooms import Phone, answered, holders, offered, words, write_down

Heard = list[set[UUID]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Collect whom each change rings."""
    rings: Heard = []
    monkeypatch.setattr(live, "ring", lambda people: rings.append(set(people)))
    return rings


def ids(*who: Caregiver) -> set[UUID]:
    return {one.person_id for one in who}


CHANGES: dict[str, Callable[[Responsibility, Caregiver], object]] = {
    "take": lambda item, me: services.take(item=item, me=me, stage="do", now=now()),
    "let go": lambda item, me: services.let_go(item=item, me=me, stage="whole", now=now()),
    "plan": lambda item, me: services.say_planned(item=item, me=me, planned=True, now=now()),
    "put away": lambda item, _me: services.put_away(item=item, now=now()),
    "bring back": lambda item, _me: services.bring_back(item=item, plain=False, now=now()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_both_partners_hear_of_a_change_and_a_helper_does_not(cast: Cast, heard: Heard, change: str) -> None:
    item = write_down(cast.alice)
    heard.clear()
    CHANGES[change](item, cast.alice)
    assert heard == [ids(cast.alice, cast.bob)]


def test_a_helper_hears_of_what_is_offered_to_them_and_of_what_they_hold(cast: Cast, heard: Heard) -> None:
    item = write_down(cast.alice)
    assert heard.pop() == ids(cast.alice, cast.bob)
    offer = offered(item, cast.alice, cast.gran)
    assert heard.pop() == ids(cast.alice, cast.bob, cast.gran)
    answered(offer, cast.gran)
    assert heard.pop() == ids(cast.alice, cast.bob, cast.gran)
    item.refresh_from_db()
    services.put_away(item=item, now=now())
    assert heard.pop() == ids(cast.alice, cast.bob, cast.gran)


def test_putting_an_invitation_off_rings_nobody(cast: Cast, heard: Heard) -> None:
    heard.clear()
    services.not_this_week(me=cast.alice, now=now())
    assert heard == []


def test_what_only_one_wrote_and_held_goes_and_what_the_other_holds_stays(cast: Cast, phone: Phone) -> None:
    own = write_down(cast.alice, "Alice's letter", mine=True)
    shared, his = write_down(cast.alice, "Milk", mine=True), write_down(cast.bob, "Bins", mine=True)
    facts = saying.Facts("Milk", TRACKING, "Two liters.", 30, 2, fixed_time=False, taste=1, cannot=())
    saying.change(item=shared, me=cast.alice, facts=facts, now=now())
    services.let_go(item=shared, me=cast.alice, stage="do", now=now())
    services.take(item=shared, me=cast.bob, stage="do", now=now())
    offered(his, cast.bob, cast.alice)
    services.not_this_week(me=cast.alice, now=now())
    phone(cast.alice).post("/you/erase/", {"secret": PASSPHRASE})
    assert not Responsibility.objects.filter(pk=own.pk).exists()
    assert not Offer.objects.exists()
    assert holders(shared) == ["", "", "Bob"]
    assert (shared.standard, shared.written_by, shared.taste) == ("", None, {})
    seen = words(phone(cast.bob))
    assert "Milk" in seen
    assert "Bins no plan yet Bob" in seen
    assert "Alice" not in seen
