"""When stress rises: one's own eyes, open words of the partner only, and what is shown can be taken back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from nearward.domain.checkin import Open, Private
from nearward.web.checkins.models import CheckIn
from nearward.web.checkins.services import check_in
from nearward.web.mine.models import Shown
from nearward.web.mine.selectors import direction_of, shown_by
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast
from tests.house.observing import one_chance
from tests.web.mine.days import live_days

Phone = Callable[[Caregiver], Client]
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_someone_who_steps_away_reads_it_with_its_days_and_its_doubt(cast: Cast, inside: Phone) -> None:
    live_days(cast.alice, NOW)
    page = text(inside(cast.alice), "/mine/stress/")
    assert "You usually step away." in page
    assert "From 28 of the 28 days up to your last check-in." in page
    assert "Bob does not see this unless you show it." in page
    assert "not a cause, and not your character" in page.replace("It is not a cause", "not a cause")


def test_toward_is_the_mirror_of_away(cast: Cast, inside: Phone) -> None:
    live_days(cast.alice, NOW, slope=0.8)
    assert "You usually come closer." in text(inside(cast.alice), "/mine/stress/")


def test_with_nothing_to_read_from_it_says_what_it_needs(cast: Cast, inside: Phone) -> None:
    page = text(inside(cast.alice), "/mine/stress/")
    assert "Can’t tell yet." in page
    assert "It needs about ten check-ins first" in page


def _seen(client: Client) -> bytes:
    with one_chance() as chance:
        chance.step("look")
        return client.get("/mine/stress/").content


def test_the_partners_private_answers_move_nothing(cast: Cast, inside: Phone) -> None:
    live_days(cast.alice, NOW, days=20)
    live_days(cast.bob, NOW, days=20, offset=2)
    alice = inside(cast.alice)
    before = _seen(alice)
    CheckIn.objects.filter(author=cast.bob).update(stress=10, move=0, sleep_minutes=30)
    CheckIn.objects.filter(author=cast.bob).last().delete()  # type: ignore[union-attr]
    assert _seen(alice) == before


def test_the_partners_open_need_does(cast: Cast, inside: Phone) -> None:
    live_days(cast.alice, NOW, days=20)
    alice = inside(cast.alice)
    assert "There is none of it yet." in text(alice, "/mine/stress/")
    live_days(cast.bob, NOW, days=20, offset=2)
    assert "There is none of it yet." not in text(alice, "/mine/stress/")


def test_not_checking_in_moves_nothing(cast: Cast) -> None:
    live_days(cast.alice, NOW, days=30)
    circle = circle_of(cast.alice, now=NOW)
    later = NOW + timedelta(days=50)
    assert direction_of(circle, now=NOW).mine == direction_of(circle, now=later).mine


def test_a_day_begins_at_four_so_a_word_at_two_at_night_follows_the_evening(cast: Cast) -> None:
    """Said at 02:00, after my evening check-in: the need of that day, not yet known when I checked in."""
    circle = circle_of(cast.alice, now=NOW)
    for day in range(14, 0, -1):
        evening = (NOW - timedelta(days=day)).replace(hour=20)
        check_in(
            me=cast.alice, said=Open(), kept=Private(stress=day % 7, move=day % 5), key=_key(day, 1), now=evening
        )
        check_in(
            me=cast.bob, said=Open({"sleep": day % 5}), kept=Private(), key=_key(day, 2),
            now=evening + timedelta(hours=6),
        )  # fmt: skip
    assert direction_of(circle, now=NOW).mine.now.partner_need is None


def _key(day: int, who: int) -> UUID:
    return UUID(int=100 * day + who)


def test_shown_it_is_this_one_result_as_it_was_that_day(cast: Cast, inside: Phone, phone: Phone) -> None:
    live_days(cast.alice, NOW)
    alice, bob = inside(cast.alice), phone(cast.bob)
    assert "Alice shows you" not in text(bob, "/us/")
    assert "Alice usually steps away." in text(alice, "/mine/stress/show/")
    assert not Shown.objects.exists()
    alice.post("/mine/stress/show/")
    page = text(bob, "/us/")
    assert "Alice usually steps away." in page
    assert "From 28 of 28 days" in page
    live_days(cast.alice, NOW + timedelta(days=30), days=28, slope=0.9)
    assert "Alice usually steps away." in text(bob, "/us/")


def test_taken_back_it_was_never_there(cast: Cast, inside: Phone, phone: Phone) -> None:
    live_days(cast.alice, NOW)
    bob = phone(cast.bob)

    def seen() -> list[bytes]:
        with one_chance() as chance:
            chance.step("look")
            return [bob.get(path).content for path in ("/us/", "/us/cycle/", "/", "/family/")]

    bob.get("/us/cycle/")  # a first visit brings the form cookie
    never, alice = seen(), inside(cast.alice)
    alice.post("/mine/stress/show/")
    assert seen() != never
    alice.post("/mine/stress/take-back/")
    assert seen() == never
    assert not Shown.objects.exists()


def test_a_helper_and_a_stranger_see_nothing_of_it(cast: Cast, inside: Phone, phone: Phone) -> None:
    live_days(cast.alice, NOW)
    inside(cast.alice).post("/mine/stress/show/")
    assert phone(cast.gran).get("/us/").status_code == 404
    assert "Alice" not in text(phone(cast.zed), "/us/")


def test_with_nobody_to_show_it_to_nothing_is_shown(cast: Cast, inside: Phone) -> None:
    live_days(cast.zed, NOW)
    zed = inside(cast.zed)
    assert zed.post("/mine/stress/show/")["Location"] == "/mine/stress/"
    assert not Shown.objects.exists()


def test_what_is_shown_is_sealed_at_rest(cast: Cast, inside: Phone) -> None:
    live_days(cast.alice, NOW)
    inside(cast.alice).post("/mine/stress/show/")
    row = Shown.objects.get()
    assert b"away" not in bytes(row.sealed)
    assert shown_by(cast.alice, to=cast.bob) is not None


def test_a_tap_after_something_hard_counts_as_an_event_and_says_nothing_openly(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    assert "Did it get hard just now?" in text(alice, "/?after=words")
    assert "Did it get hard just now?" not in text(alice, "/")
    assert "Did it get hard just now?" not in text(phone(cast.gran), "/?after=words")
    alice.post("/check-in/event/", {"tap": "8-3", "key": "0" * 31 + "1"})
    row = CheckIn.objects.get(author=cast.alice)
    assert (row.event, row.stress, row.move, row.said) == (True, 8, 3, None)


@pytest.mark.parametrize("tap", ["", "8", "11-3", "8-11", "8-3-1", "a-b"])
def test_a_tap_beside_the_field_is_refused(cast: Cast, phone: Phone, tap: str) -> None:
    answer = phone(cast.alice).post("/check-in/event/", {"tap": tap, "key": "0" * 31 + "1"})
    assert answer.status_code == 422
    assert not CheckIn.objects.exists()
