"""Where something waited a week for room and nobody was asked, the review opens with the same words for both."""

import re
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nearward.domain.review import WEEK as SEVEN
from nearward.domain.waiting import LITTLE_ROOM
from nearward.web.core.clock import now
from nearward.web.holding import services as holding
from nearward.web.holding.models import Responsibility
from nearward.web.people.services import end_place
from nearward.web.review.models import Opened
from tests.cast import say
from tests.conftest import Cast
from tests.web.holding.rooms import write_down
from tests.web.review.test_review import MINE, PAGE, Phone, last_week, page

WEDNESDAY = datetime.combine(last_week() + timedelta(days=2), time(12), tzinfo=UTC)
DAY = timedelta(days=1)


def no_room_until(cast: Cast, until: datetime) -> None:
    """Bob says each day of the eight before that there is no room."""
    for day in range(9):
        say(cast.bob, at=until - day * DAY, room=0)


def offer(cast: Cast, item: Responsibility, at: datetime) -> None:
    """Alice offers Bob an item."""
    holding.offer(item=item, me=cast.alice, to=cast.bob, takes=False, key=uuid4(), now=at)


@pytest.fixture
def rested(cast: Cast) -> Responsibility:
    """An offer to Bob has waited for a week until Wednesday."""
    item = write_down(cast.alice, mine=True, at=WEDNESDAY - 10 * DAY)
    no_room_until(cast, WEDNESDAY)
    offer(cast, item, WEDNESDAY - SEVEN)
    return item


def card(text: str) -> str:
    """Return the words of the card that asks what could carry some of it."""
    found = re.search(r'aria-label="Little room">(.*?)</section>', text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def test_both_read_the_same_words_and_three_ways_that_lead_somewhere(
    cast: Cast, rested: Responsibility, inside: Phone
) -> None:
    alice, bob = inside(cast.alice), inside(cast.bob)
    said = {card(page(client, path)) for client in (alice, bob) for path in (PAGE, MINE)}
    assert len(said) == 1
    (words,) = said
    assert words.startswith(LITTLE_ROOM)
    assert [way for way in ("Someone else", "Let it rest", "Swap") if way in words] == [
        "Someone else", "Let it rest", "Swap",
    ]  # fmt: skip
    assert "Bob" not in words
    assert rested.title not in words
    for path in re.findall(r'class="go" href="([^"]+)"', page(bob)):
        assert bob.get(path).status_code == 200


def test_without_a_helper_the_first_way_asks_one_in(cast: Cast, rested: Responsibility, inside: Phone) -> None:
    assert "offer it to Gran" in card(page(inside(cast.bob)))
    end_place(place=cast.gran, now=now())
    text = page(inside(cast.bob))
    assert "Ask a helper in" in card(text)
    assert 'href="/family/"' in text


def test_no_other_week_opens_with_it_unless_this_one_had_opened_before(
    cast: Cast, rested: Responsibility, inside: Phone
) -> None:
    alice = inside(cast.alice)
    before, after = (f"/us/review/{last_week() + step}/" for step in (-SEVEN, SEVEN))
    assert not card(page(alice, before))
    assert not card(page(alice, after))
    for author, to in ((cast.alice, cast.bob), (cast.bob, cast.alice)):
        Opened.objects.create(author=author, to=to, week=last_week(), sealed=b"", said_at=WEDNESDAY - DAY)
    assert card(page(alice, after))


def test_what_arrived_or_was_taken_back_brings_nothing(cast: Cast, inside: Phone) -> None:
    item = write_down(cast.alice, mine=True, at=WEDNESDAY - 10 * DAY)
    no_room_until(cast, WEDNESDAY)
    assert not card(page(inside(cast.alice)))
    offer(cast, item, WEDNESDAY - SEVEN)
    row = item.offers.get()
    holding.take_back(offer=row, me=cast.alice, now=WEDNESDAY - DAY)
    assert not card(page(inside(cast.alice)))
    offer(cast, item, WEDNESDAY - DAY)
    assert not card(page(inside(cast.alice)))


def test_an_invitation_that_waited_for_a_week_brings_it_too(cast: Cast, inside: Phone) -> None:
    no_room_until(cast, WEDNESDAY)
    for at in range(6):
        write_down(cast.alice, f"Thing {at}", mine=True)
    assert card(page(inside(cast.bob)))
    say(cast.bob, at=WEDNESDAY - 3 * DAY + timedelta(hours=1), room=1)
    assert not card(page(inside(cast.bob)))


def test_a_week_with_room_costs_one_query(cast: Cast, inside: Phone) -> None:
    alice = inside(cast.alice)
    with CaptureQueriesContext(connection) as captured:
        page(alice)
    asked = [query["sql"] for query in captured if "checkins_said" in query["sql"] or "holding_" in query["sql"]]
    assert len(asked) == 1
