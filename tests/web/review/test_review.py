"""The weekly review on two phones: sealed until both have finished, then open to both at once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from nearward.domain import review as rules
from nearward.domain.daytime import day_of
from nearward.web.core.clock import now
from nearward.web.people.models import Caregiver
from nearward.web.people.services import end_place
from nearward.web.review.models import Agreed, Draft, Meeting, Opened
from tests.conftest import Cast

Phone = Callable[[Caregiver], Client]
ALICE, BOB = "You took the whole of Thursday night.", "You told me what kind of help you wanted."


def last_week() -> date:
    return rules.week_of(day_of(now(), ZoneInfo("Europe/Madrid"))) - rules.WEEK


WEEK = str(last_week())
PAGE, MINE = f"/us/review/{WEEK}/", f"/mine/review/{WEEK}/"


@pytest.fixture
def both(cast: Cast, inside: Phone) -> tuple[Client, Client]:
    return inside(cast.alice), inside(cast.bob)


def send(client: Client, do: str, number: int = 0, *, quiet: bool = False, **words: str) -> Any:
    body = {"do": do, "number": number, "key": words.pop("key", str(uuid4())), **words}
    return client.post(MINE, body, headers={"X-Keep": "1"} if quiet else {})


def page(client: Client, path: str = PAGE) -> str:
    return client.get(path).content.decode()


def opened(both: tuple[Client, Client]) -> None:
    send(both[0], "finish", worked=ALICE)
    assert send(both[1], "finish", worked=BOB).headers["Location"] == PAGE


def test_it_opens_for_both_at_once_when_both_have_finished(both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "finish", worked=ALICE, appreciated="the soup")
    assert ALICE not in page(alice) + page(bob)
    send(bob, "save", worked=BOB)
    assert ALICE not in page(alice) + page(bob)
    send(bob, "finish", 1, worked=BOB)
    for client in both:
        assert ALICE in page(client)
        assert BOB in page(client)
        assert "the soup" in page(client)
        assert "It opened for both of you at once." in page(client)


def test_nothing_private_is_left_once_it_has_opened(both: tuple[Client, Client]) -> None:
    opened(both)
    assert not Draft.objects.exists()
    assert Opened.objects.count() == 2


def test_what_is_sealed_lies_encrypted_with_its_authors_key(both: tuple[Client, Client]) -> None:
    send(both[0], "save", worked=ALICE)
    assert ALICE.encode() not in bytes(Draft.objects.get().sealed)
    opened_ = send(both[0], "finish", 1, worked=ALICE), send(both[1], "finish", worked=BOB)
    assert all(answer.status_code == 302 for answer in opened_)
    assert all(ALICE.encode() not in bytes(row.sealed) for row in Opened.objects.all())


def test_until_it_opens_the_other_sees_the_same_page_whatever_one_does(both: tuple[Client, Client]) -> None:
    alice, bob = both
    paths = (PAGE, MINE, "/us/review/", "/us/")
    plain = [steady(page(bob, path)) for path in paths]
    for do in ("save", "finish", "back", "save"):
        number = Draft.objects.values_list("number", flat=True).first() or 0
        send(alice, do, number, worked=ALICE)
        assert [steady(page(bob, path)) for path in paths] == plain


def steady(html: str) -> str:
    import re

    return re.sub(r'value="[\w-]{36,}"|nonce="[^"]*"', "", html)


def test_a_finished_side_stands_still_until_it_is_taken_back(both: tuple[Client, Client]) -> None:
    alice = both[0]
    send(alice, "finish", worked=ALICE)
    assert "Take it back and write on" in page(alice, MINE)
    assert send(alice, "save", 1, worked="other").status_code == 422
    send(alice, "back", 1)
    assert send(alice, "save", 1, worked="other").status_code == 302
    send(both[1], "finish", worked=BOB)
    assert BOB not in page(alice)


def test_an_empty_side_is_not_finished(both: tuple[Client, Client]) -> None:
    answer = send(both[0], "finish", worked="  ")
    assert answer.status_code == 422
    assert "One is enough." in answer.content.decode()
    assert not Draft.objects.exists()


def test_both_can_agree_to_open_what_there_is_once_the_day_has_passed(both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "agree", worked="half a wo")
    assert "Alice would open what there is." in page(bob)
    assert "half a wo" not in page(bob)
    send(bob, "agree")
    assert "half a wo" in page(bob)
    assert "half a wo" in page(alice)
    assert not Agreed.objects.exists()


def test_one_who_finished_and_one_who_agrees_do_not_open_it(both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "finish", worked=ALICE)
    send(bob, "agree")
    assert ALICE not in page(bob)
    send(alice, "agree", 1)
    assert ALICE in page(bob)


def test_agreeing_can_be_taken_back_and_waits_for_the_day(both: tuple[Client, Client]) -> None:
    alice, bob = both
    send(alice, "agree", worked="half a wo")
    send(alice, "back", 1)
    assert "would open" not in page(bob)
    bob.post(PAGE, {"day": str(now().date() + timedelta(days=3))})
    assert Meeting.objects.get().day > now().date()
    assert send(alice, "agree", 1, worked="half a wo").status_code == 422
    assert not Agreed.objects.exists()


def test_words_are_kept_as_they_are_written_and_come_back_after_the_page_is_gone(
    both: tuple[Client, Client],
) -> None:
    alice, key = both[0], str(uuid4())
    first = send(alice, "", 0, quiet=True, key=key, worked="You to")
    assert (first.status_code, first.headers["X-Number"]) == (200, "1")
    assert first.content.decode().startswith("Kept at ")
    # The answer was lost on the way, and the same page saves again on its old number.
    assert send(alice, "", 0, quiet=True, key=key, worked="You took").headers["X-Number"] == "2"
    assert "You took" in page(alice, MINE)


def test_two_devices_do_not_write_over_each_other_unseen(both: tuple[Client, Client]) -> None:
    alice = both[0]
    send(alice, "", 0, quiet=True, worked="from the phone")
    quiet = send(alice, "", 0, quiet=True, worked="from the tablet")
    assert (quiet.status_code, quiet.headers.get("X-Number")) == (409, None)
    answer = send(alice, "save", 0, worked="from the tablet")
    assert answer.status_code == 409
    assert "from the phone" in answer.content.decode()
    assert "from the tablet" in answer.content.decode()
    assert 'name="number" value="1"' in answer.content.decode()
    assert send(alice, "save", 1, worked="both").status_code == 302
    assert "both" in page(alice, MINE)


def test_a_change_after_it_opened_is_seen_by_both_with_what_it_said_before(both: tuple[Client, Client]) -> None:
    opened(both)
    changed = {"number": 1, "key": str(uuid4()), "worked": "Thursday, all of it."}
    assert both[0].post(f"{PAGE}change/", changed).status_code == 302
    for client in both:
        assert "Thursday, all of it." in page(client)
        assert "It said before:" in page(client)
        assert ALICE in page(client)
    again = both[0].post(f"{PAGE}change/", changed)
    assert again.status_code == 422
    assert "on another device" in again.content.decode()


def test_a_side_that_opened_is_not_written_or_taken_back(both: tuple[Client, Client]) -> None:
    opened(both)
    for do in ("save", "finish", "agree", "back"):
        assert send(both[0], do, 1, worked="no").headers["Location"] == PAGE
    assert send(both[0], "", 1, quiet=True, worked="no").status_code == 422
    assert Opened.objects.count() == 2


def test_one_alone_writes_for_oneself_and_opens_nothing(cast: Cast, inside: Phone) -> None:
    zed = inside(cast.zed)
    assert send(zed, "save", worked="mine").status_code == 302
    assert send(zed, "finish", 1, worked="mine").status_code == 422
    assert "for yourself" in page(zed, "/us/review/")
    assert not Opened.objects.exists()


def test_after_one_has_left_the_other_keeps_ones_own_words_alone(cast: Cast, both: tuple[Client, Client]) -> None:
    opened(both)
    end_place(place=cast.bob, now=now())
    assert ALICE in page(both[0])
    assert BOB not in page(both[0])


def test_a_helper_and_another_family_find_nothing(cast: Cast, both: tuple[Client, Client], inside: Phone) -> None:
    opened(both)
    assert ALICE not in page(inside(cast.zed))
    for path in (PAGE, MINE, "/us/review/"):
        assert inside(cast.gran).get(path).status_code == 404


def test_with_mine_closed_ones_own_side_is_behind_the_lock(
    cast: Cast, both: tuple[Client, Client], phone: Phone
) -> None:
    send(both[0], "save", worked=ALICE)
    closed = phone(cast.alice)
    assert closed.get(MINE).headers["Location"].startswith("/mine/open/")
    assert ALICE not in page(closed)


@pytest.mark.parametrize(
    "week", ["2026-13-01", "soon", "0001-01-01", "9999-12-27", "20261116", str(date(2026, 11, 18))]
)
def test_what_is_no_week_is_not_there(cast: Cast, inside: Phone, week: str) -> None:
    for path in (f"/us/review/{week}/", f"/mine/review/{week}/", f"/us/review/{week}/change/"):
        assert inside(cast.alice).get(path).status_code == 404


def test_past_weeks_are_looked_back_on_a_page_at_a_time(cast: Cast, both: tuple[Client, Client]) -> None:
    opened(both)
    first = Opened.objects.filter(author=cast.alice).get()
    for weeks in range(1, 20):
        Opened.objects.create(
            author=cast.alice, to=cast.bob, week=first.week - weeks * rules.WEEK, sealed=b"", said_at=now()
        )
    newest = page(both[0], "/us/review/")
    assert newest.count("The week from") == 12
    older = newest.split("?before=")[1][:10]
    assert page(both[0], f"/us/review/?before={older}").count("The week from") == 8
