"""The cycle on two phones: it opens when both want it, and either closes it without a word."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from nearward.domain.direction.fit import Slope
from nearward.domain.direction.telling import ShownResult
from nearward.web.core.clock import now
from nearward.web.mine import services as mine
from nearward.web.people.models import Caregiver, Invite
from nearward.web.people.selectors import circle_of, family_day
from nearward.web.people.services import end_place
from tests.conftest import Cast, come_in

Phone = Callable[[Caregiver], Client]
AWAY, TOWARD = "usually away", "usually toward"


def shown(who: Caregiver, statement: str, *, days: int = 90) -> None:
    partner = circle_of(who, now=now()).partner
    assert partner is not None
    today = family_day(who, now=now())
    slope = Slope(-0.3 if "away" in statement else 0.3, 0.1, -0.4, -0.2, 0.99)
    result = ShownResult(statement, slope, 20, 28, today - timedelta(days=days), today)  # type: ignore[arg-type]
    mine.show(me=who, to=partner, result=result, now=now())


@pytest.fixture
def both(cast: Cast, phone: Phone) -> tuple[Client, Client]:
    return phone(cast.alice), phone(cast.bob)


def agree(*clients: Client) -> None:
    for client in clients:
        client.post("/us/cycle/", {"do": "agree"})


def page(client: Client, path: str = "/us/cycle/") -> str:
    return client.get(path).content.decode()


def test_it_is_drawn_from_sixty_days_on_with_each_ones_words(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    shown(cast.alice, TOWARD)
    shown(cast.bob, AWAY)
    agree(alice, bob)
    for client in both:
        assert "The more one reaches, the more the other needs air." in page(client)
        assert "I need you closer." in page(client)
        assert "I need space so I don’t drown." in page(client)
    assert 'href="/us/space/"' in page(bob)
    assert 'href="/us/space/"' not in page(alice)
    assert 'href="/ask/"' in page(alice)


def test_before_sixty_days_the_two_stand_side_by_side_and_nothing_is_said_of_the_couple(
    cast: Cast, both: tuple[Client, Client]
) -> None:
    shown(cast.alice, TOWARD)
    shown(cast.bob, AWAY, days=59)
    agree(*both)
    for client in both:
        seen = page(client)
        assert "Alice usually comes closer." in seen
        assert "Bob usually steps away." in seen
        assert "The more one reaches" not in seen
        assert 'class="loop"' not in seen


@pytest.mark.parametrize("missing", ["alice shows", "bob shows", "alice agrees", "bob agrees"])
def test_one_missing_piece_keeps_it_closed_for_both(cast: Cast, both: tuple[Client, Client], missing: str) -> None:
    for who, client, name in ((cast.alice, both[0], "alice"), (cast.bob, both[1], "bob")):
        if missing != f"{name} shows":
            shown(who, AWAY)
        if missing != f"{name} agrees":
            agree(client)
    for client in both:
        assert "It opens when both of you show your direction and both say yes." in page(client)
        assert "Inside Alice" not in page(client)
        assert "Inside Bob" not in page(client)


def test_either_closes_it_and_the_other_reads_no_reason(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    shown(cast.alice, TOWARD)
    shown(cast.bob, AWAY)
    agree(alice)
    before = _without_keys(page(alice))
    agree(bob)
    bob.post("/us/cycle/", {"do": "words", "words": "I need air."})
    assert "I need air." in page(alice)
    bob.post("/us/cycle/", {"do": "stop"})
    assert _without_keys(page(alice)) == before
    assert "I need air." not in page(alice)


def _without_keys(text: str) -> str:
    return re.sub(r'value="[^"]{30,}"|nonce="[^"]+"', "", text)


def test_taking_back_what_one_showed_closes_it_too(cast: Cast, both: tuple[Client, Client]) -> None:
    shown(cast.alice, TOWARD)
    shown(cast.bob, AWAY)
    agree(*both)
    mine.take_back(me=cast.bob, now=now())
    assert "Inside Bob" not in page(both[0])


def test_own_words_are_kept_for_the_next_time(cast: Cast, both: tuple[Client, Client]) -> None:
    alice, bob = both
    shown(cast.alice, AWAY)
    shown(cast.bob, AWAY)
    agree(alice, bob)
    alice.post("/us/cycle/", {"do": "words", "words": "  I go\nquiet.  "})
    alice.post("/us/cycle/", {"do": "stop"})
    agree(alice)
    assert "I go quiet." in page(bob)


def test_words_too_long_are_refused_and_not_lost(cast: Cast, both: tuple[Client, Client]) -> None:
    shown(cast.alice, AWAY)
    shown(cast.bob, AWAY)
    agree(*both)
    answer = both[0].post("/us/cycle/", {"do": "words", "words": "w" * 121})
    assert answer.status_code == 422
    assert "w" * 121 in answer.content.decode()


def test_when_one_has_left_nothing_of_it_is_left(cast: Cast, both: tuple[Client, Client]) -> None:
    shown(cast.alice, TOWARD)
    shown(cast.bob, AWAY)
    agree(*both)
    end_place(place=cast.bob, now=now())
    assert "Bob" not in page(both[0], "/us/")
    assert "The cycle is drawn once your partner is here too." in page(both[0])


def test_nobody_is_typed(cast: Cast, both: tuple[Client, Client]) -> None:
    for one in (AWAY, TOWARD, "no clear direction", "cannot tell yet"):
        for other in (AWAY, TOWARD, "perhaps away"):
            shown(cast.alice, one)
            shown(cast.bob, other)
            agree(*both)
            seen = page(both[0]).lower()
            assert not any(word in seen for word in ("avoidant", "withdrawer", "pursuer", "anxious"))


def test_dates_of_the_shown_results_decide_and_not_private_days(cast: Cast, both: tuple[Client, Client]) -> None:
    """Sixty days count from what both showed: nothing private opens the description."""
    shown(cast.alice, TOWARD, days=60)
    shown(cast.bob, AWAY, days=60)
    agree(*both)
    assert "The more one reaches" in page(both[0])
    assert isinstance(now().date(), date)


def test_a_new_partner_meets_nothing_that_was_shown_or_said_to_an_earlier_one(
    cast: Cast, both: tuple[Client, Client], phone: Phone
) -> None:
    shown(cast.alice, TOWARD)
    shown(cast.bob, AWAY)
    agree(*both)
    both[0].post("/us/cycle/", {"do": "words", "words": "heron"})
    end_place(place=cast.bob, now=now())
    carol = come_in("Carol", Invite.For.PARTNER, cast.alice, at=now())
    client = phone(carol)
    for path in ("/us/", "/us/cycle/"):
        assert "Alice shows you" not in page(client, path)
        assert "Alice would look at it with you" not in page(client, path)
    shown(carol, AWAY)
    agree(client)
    assert "You have not said yes." in page(both[0])
    shown(cast.alice, TOWARD)
    agree(both[0])
    assert "The more one reaches" in page(client)
    assert "heron" not in page(client) + page(both[0])


def test_nobody_agrees_ahead_with_someone_who_is_not_here_yet(cast: Cast, phone: Phone) -> None:
    agree(phone(cast.zed))
    yan = come_in("Yan", Invite.For.PARTNER, cast.zed, at=now())
    assert "would look at it" not in page(phone(yan))
