"""The night screen: three taps, what has been in one line, who has the baby, and nobody's name on any of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nearward.web.babylog.models import RecentTaps
from nearward.web.babylog.taps import forget_lines
from nearward.web.keeping.erasing import erase_person
from nearward.web.keeping.leaving import leave
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from tests.conftest import Cast
from tests.web.relief.nights import AT_ELEVEN, agreed_night

Phone = Callable[[Caregiver], Client]
NIGHT = datetime(2026, 3, 11, 1, 10, tzinfo=UTC)  # 02:10 in Madrid
SCREEN, TAP, LINE = "/nights/now/", "/nights/now/tap/", "/nights/now/line/"


@pytest.fixture
def clock() -> object:
    with time_machine.travel(NIGHT, tick=False) as moving:
        yield moving


@pytest.fixture
def both(clock: object, cast: Cast, phone: Phone) -> tuple[Client, Client]:
    return phone(cast.alice), phone(cast.bob)


def page(client: Client, path: str = SCREEN) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace('<span class="whole">', "").replace("</span>", "").split())


def tap(client: Client, act: str, **more: str) -> None:
    assert client.post(TAP, {"do": act, "key": str(uuid4()), **more}).status_code == 302


def last(shown: str) -> str:
    """Return the key of the tap a page offers to undo."""
    return re.findall(r'name="tap" value="([^"]+)"', shown)[-1]


def test_one_line_says_what_has_been_to_the_other(both: tuple[Client, Client], clock: object) -> None:
    alice, bob = both
    alice.post(
        "/nights/feeding/", {"way": "breast", "breast": [str(Caregiver.objects.get(person__name="Alice").pk)]}
    )
    tap(alice, "fed")
    tap(alice, "left", tap=last(page(alice)))
    clock.shift(timedelta(minutes=30))  # type: ignore[attr-defined]
    tap(bob, "asleep")
    assert "Fed 02:10, left side. Asleep since 02:40." in page(alice)
    assert "Fed 02:10, left side. Asleep since 02:40." in page(bob, "/")


def test_the_side_is_asked_only_where_the_baby_gets_the_breast(both: tuple[Client, Client]) -> None:
    alice, _bob = both
    tap(alice, "fed")
    assert "Left side" not in page(alice)
    alice.post(
        "/nights/feeding/", {"way": "breast", "breast": [str(Caregiver.objects.get(person__name="Alice").pk)]}
    )
    assert "Left side" in page(alice)


def test_a_form_sent_twice_and_two_who_tap_at_once_tap_once(both: tuple[Client, Client], clock: object) -> None:
    alice, bob = both
    sent = {"do": "fed", "key": str(uuid4())}
    alice.post(TAP, sent)
    clock.shift(timedelta(minutes=5))  # type: ignore[attr-defined]
    alice.post(TAP, sent)
    tap(alice, "awake")
    tap(bob, "awake")
    assert [row[0] for row in RecentTaps.objects.get().taps] == ["fed", "awake"]


def test_the_last_tap_can_be_undone_by_either(both: tuple[Client, Client], clock: object) -> None:
    alice, bob = both
    tap(alice, "fed")
    clock.shift(timedelta(minutes=5))  # type: ignore[attr-defined]
    tap(alice, "asleep")
    shown = page(bob)
    assert "Undo: asleep 02:15" in shown
    tap(bob, "undo", tap=last(shown))
    tap(bob, "undo", tap=last(shown))
    assert "Undo: fed 02:10" in page(alice)
    clock.shift(timedelta(hours=1))  # type: ignore[attr-defined]
    assert "Undo" not in page(alice)


def test_a_line_is_read_by_whoever_takes_over_and_gone_in_the_morning(
    both: tuple[Client, Client], clock: object
) -> None:
    alice, bob = both
    alice.post(LINE, {"text": "the first one"})
    alice.post(LINE, {"text": " Hiccups,\n then fine. "})
    assert "Hiccups, then fine." in page(bob)
    assert "the first one" not in page(bob)
    clock.move_to(datetime(2026, 3, 11, 8, 0, tzinfo=UTC))  # type: ignore[attr-defined]
    assert "Hiccups" not in page(bob)
    forget_lines(now=datetime.now(UTC))
    assert RecentTaps.objects.get().line == ""


def test_a_line_too_long_is_refused_and_stands_in_its_field(both: tuple[Client, Client]) -> None:
    answer = both[0].post(LINE, {"text": "a" * 201})
    assert answer.status_code == 422
    assert "Keep it to 200 characters." in answer.content.decode()
    assert "a" * 201 in answer.content.decode()


@pytest.mark.parametrize("sent", [{"do": "fed"}, {"do": "slept", "key": str(uuid4())}, {"do": "fed", "key": "x"}])
def test_what_no_button_sends_is_refused(both: tuple[Client, Client], sent: dict[str, str]) -> None:
    assert both[0].post(TAP, sent).status_code == 422
    assert not RecentTaps.objects.exists()


def test_it_is_dim_by_day_too_and_holds_nothing_but_the_night(both: tuple[Client, Client]) -> None:
    alice, _bob = both
    alice.cookies["theme"] = "day"
    shown = page(alice)
    assert 'data-theme="night"' in shown
    assert 'data-theme="day"' in page(alice, "/")
    assert "data-stays-lit" in shown
    assert 'class="rooms"' not in shown and "you are" not in shown
    assert "I can’t go on. Call Bob" in shown and "Help for me" in shown


def test_today_leads_to_it_in_the_night_and_nights_always(both: tuple[Client, Client], clock: object) -> None:
    alice, _bob = both
    assert SCREEN in page(alice, "/") and SCREEN in page(alice, "/nights/")
    clock.move_to(datetime(2026, 3, 11, 8, 0, tzinfo=UTC))  # type: ignore[attr-defined]
    assert SCREEN not in page(alice, "/") and SCREEN in page(alice, "/nights/")


def test_twins_have_one_set_of_taps_and_no_side(both: tuple[Client, Client], cast: Cast) -> None:
    alice, _bob = both
    people.save_child(me=cast.alice, facts=people.ChildFacts("Kai", born_on=cast.kit.born_on), now=NIGHT)
    alice.post(
        "/nights/feeding/", {"way": "breast", "breast": [str(Caregiver.objects.get(person__name="Alice").pk)]}
    )
    tap(alice, "fed")
    shown = page(alice)
    assert shown.count('value="fed"') == 1 and "<h1>the babies</h1>" in shown
    assert "Left side" not in shown
    assert "About the babies" in shown


def test_a_tap_on_today_stays_on_today(both: tuple[Client, Client]) -> None:
    answer = both[0].post(TAP, {"do": "fed", "key": str(uuid4()), "from": "today"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("state", ["expected", "lost", "in hospital", "past two"])
def test_without_a_baby_at_home_it_is_not_there(
    both: tuple[Client, Client], cast: Cast, clock: object, state: str
) -> None:
    alice, _bob = both
    alice.post(LINE, {"text": "hiccups"})
    if state == "lost":
        people.record_loss(me=cast.alice, child=cast.kit, now=NIGHT)
    else:
        facts = people.ChildFacts("Kit", due_on=NIGHT.date() + timedelta(days=9))
        if state == "past two":
            facts = people.ChildFacts("Kit", born_on=NIGHT.date() - timedelta(weeks=104))
        if state == "in hospital":
            facts = people.ChildFacts("Kit", born_on=cast.kit.born_on, home=False)
        people.save_child(me=cast.alice, facts=facts, now=NIGHT, child=cast.kit)
    assert alice.get(SCREEN).status_code == 404
    assert alice.post(TAP, {"do": "fed", "key": str(uuid4())}).status_code == 404
    assert alice.post(LINE, {"text": "x"}).status_code == 404
    for path in ("/", "/nights/"):
        shown = alice.get(path).content.decode()
        assert SCREEN not in shown and "hiccups" not in shown


def test_a_stranger_reads_their_own_and_a_helper_who_is_not_on_gets_404(
    both: tuple[Client, Client], cast: Cast, phone: Phone
) -> None:
    both[0].post(LINE, {"text": "hiccups"})
    assert phone(cast.zed).get(SCREEN).status_code == 404
    for path in (SCREEN, TAP, LINE):
        assert phone(cast.gran).post(path, {"do": "fed", "key": str(uuid4())}).status_code in {404, 405}
    assert phone(cast.gran).get(SCREEN).status_code == 404
    assert "hiccups" not in page(phone(cast.gran), "/")
    assert not RecentTaps.objects.get().taps


def test_while_sharing_is_paused_a_tap_is_refused_like_all_that_reaches_the_other(
    both: tuple[Client, Client], cast: Cast
) -> None:
    Caregiver.objects.filter(pk=cast.alice.pk).update(paused=True)
    answer = both[0].post(LINE, {"text": "hiccups"})
    assert answer.status_code == 409
    assert "hiccups" in answer.content.decode(), "what was typed stands there to be copied"
    assert not RecentTaps.objects.exists()
    tap(both[1], "fed")
    assert "Fed 02:10." in page(both[0])


@pytest.mark.parametrize("goes", ["erases", "leaves"])
def test_the_line_goes_with_whoever_leaves_and_what_was_tapped_stays(
    both: tuple[Client, Client], cast: Cast, goes: str
) -> None:
    alice, bob = both
    tap(alice, "fed")
    bob.post(LINE, {"text": "hiccups"})
    if goes == "erases":
        erase_person(person=cast.bob.person, now=NIGHT)
    else:
        leave(place=cast.bob, now=NIGHT)
    assert "hiccups" not in page(alice)
    assert RecentTaps.objects.get().line == ""
    assert "Fed 02:10." in page(alice)


def test_the_queries_of_the_screen_do_not_grow(both: tuple[Client, Client], clock: object) -> None:
    alice, _bob = both
    counted = []
    for taps in (0, 3, 30):
        for _ in range(taps):
            clock.shift(timedelta(minutes=4))  # type: ignore[attr-defined]
            tap(alice, "fed")
        with CaptureQueriesContext(connection) as caught:
            page(alice)
        counted.append(len(caught))
    assert len(set(counted)) == 1 and counted[0] <= 10


def test_a_helper_on_this_night_taps_and_reads_the_baby_alone(cast: Cast, phone: Phone) -> None:
    with agreed_night(cast, phone, AT_ELEVEN, helper=True) as night:
        gran = night.clients["Gran"]
        night.clients["Alice"].post(LINE, {"text": "hiccups"})
        tap(gran, "asleep")
        for path in (SCREEN, "/"):
            shown = page(gran, path)
            assert "Asleep since 23:00." in shown and "hiccups" in shown
        shown = page(gran)
        assert "You have Noor until 02:00." in shown
        assert "can’t go on" not in shown
        assert "Asleep since 23:00." in page(night.clients["Bob"])
        for outside in (datetime(2026, 3, 10, 18, 30, tzinfo=UTC), datetime(2026, 3, 11, 8, 30, tzinfo=UTC)):
            night.clock.move_to(outside)
            assert gran.get(SCREEN).status_code == 404, "the night has not begun, or is over"


def test_it_says_who_has_the_baby_until_when_and_who_comes_then(cast: Cast, phone: Phone) -> None:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        on, off = night.on_duty.name, night.sleeper.name
        assert re.search(rf"You have Noor until \d\d:\d\d\. Then {off}\.", page(night.caller))
        assert re.search(rf"{on} has Noor until \d\d:\d\d\. Then you\.", page(night.other))
        night.caller.post("/now/", {"do": "call"})
        night.other.post("/now/take/", {"do": "take over"})
        shown = page(night.other)
        assert "You have Noor until 09:00." in shown and "Then" not in shown
