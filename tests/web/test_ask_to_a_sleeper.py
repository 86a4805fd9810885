"""An ask to someone whose sleep is protected: until when it waits is said before and after, and it is kept."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from nearward.web.asks.models import Ask
from nearward.web.core.clock import now
from nearward.web.nights.on_duty import rests_until
from nearward.web.notify.models import SleepRule
from nearward.web.people.selectors import circle_of
from tests.conftest import Cast
from tests.web.relief.nights import AT_ELEVEN, Night, PhoneOf, agreed_night

BODY = {"need": "calm", "kind": "with", "when": "now", "words": ""}


@pytest.fixture
def night(cast: Cast, phone: PhoneOf) -> Iterator[Night]:
    with agreed_night(cast, phone, AT_ELEVEN) as night:
        yield night


def ends(night: Night) -> str:
    """Return when the sleeper's protected sleep ends, on the clock of both."""
    until = rests_until(circle_of(night.on_duty, now=now()), night.sleeper, now=now())
    assert until is not None
    return f"{until.astimezone(ZoneInfo('Europe/Madrid')):%H:%M}"


def test_before_it_is_sent_the_page_says_until_when_it_waits_above_everything_asked(night: Night) -> None:
    shown = night.caller.get("/ask/").content.decode()
    said = shown.index(f"{night.sleeper.name} sleeps until")
    assert said < shown.index('name="need"') < shown.index("Send to")
    assert "Wake" not in shown


def test_afterwards_it_says_that_it_waits_on_top_of_today_and_on_the_ask(night: Night) -> None:
    sent = night.caller.post("/ask/", {**BODY, "key": uuid4()}, follow=True).content.decode()
    assert f"It waits until Wed {ends(night)}." in sent or f"It waits until {ends(night)}." in sent
    assert sent.index("It waits until") < sent.index('aria-label="The lean"')
    again = night.caller.get("/").content.decode()
    assert "It waits until" in again[again.index("You asked") :]
    assert "It waits until" not in night.other.get("/").content.decode()


def test_it_is_still_there_when_the_sleeper_is_up(night: Night) -> None:
    night.caller.post("/ask/", {**BODY, "key": uuid4()})
    until = rests_until(circle_of(night.on_duty, now=now()), night.sleeper, now=now())
    assert until is not None and Ask.objects.get().fades_at >= until + timedelta(hours=1)


def test_wake_stands_under_send_where_the_sleeper_allows_it_and_once(night: Night) -> None:
    SleepRule.objects.create(person=night.sleeper.person, relief=False, asks=True)
    wake = f"Wake {night.sleeper.name}"
    shown = night.caller.get("/ask/").content.decode()
    assert shown.index("Send to") < shown.index(wake)
    sent = night.caller.post("/ask/", {**BODY, "key": uuid4(), "wake": "yes"}, follow=True).content.decode()
    assert f"Sent to {night.sleeper.name}.<" in sent
    assert wake not in night.caller.get("/ask/").content.decode()


def test_at_night_today_says_who_has_the_baby_and_whose_sleep_is_protected_until_when(night: Night) -> None:
    for client in (night.caller, night.other):
        shown = client.get("/").content.decode()
        assert f"{night.on_duty.name} has Noor now." in shown
        assert f"{night.sleeper.name}’s sleep is protected until" in shown
        assert shown.index("sleep is protected") < shown.index('aria-label="The lean"')


def test_the_hard_moment_is_one_closed_line_below_the_ask(night: Night) -> None:
    sent = night.caller.post("/ask/", {**BODY, "key": uuid4()}, follow=True).content.decode()
    assert sent.index("You asked") < sent.index("Did it get hard just now?")
    assert '<details class="card" id="hard-moment">' in sent
