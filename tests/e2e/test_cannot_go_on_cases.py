"""“I can't go on”: by night with the other asleep, off duty, with signals refused, without an answer, and alone."""

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PHONE, Phone, Server
from tests.e2e.house import come_in, made_link
from tests.e2e.test_cannot_go_on import agree_to_tonight

pytestmark = pytest.mark.proved


def change(folder: Path, statement: str, *values: object) -> None:
    """Change the running server's database, as time would."""
    with sqlite3.connect(next(folder.rglob("nearward.sqlite3"))) as database:
        database.execute(statement, values)


def make_it(folder: Path, hour: int) -> None:
    """Let the family go by a clock on which it is this hour now."""
    ahead = (hour - datetime.now(UTC).hour + 11) % 24 - 11  # names of these zones count the other way
    change(folder, "UPDATE people_family SET zone = ?", f"Etc/GMT{-ahead:+d}")


def begins_to_sleep(page: Page) -> int:
    """Return how many hours after 18:00 one's own sleep is protected tonight."""
    page.goto("/")
    said = page.get_by_text("Your sleep is protected").inner_text()
    return (int(re.findall(r"(\d\d):\d\d–", said)[0]) - 18) % 24


def awake_and_asleep(maya: Page, jonas: Page) -> tuple[tuple[Page, str], tuple[Page, str]]:
    """Return who is on duty first and who sleeps first, each with their name."""
    phones = {"Maya": maya, "Jonas": jonas}
    first = min(phones, key=lambda name: begins_to_sleep(phones[name]))
    other = "Jonas" if first == "Maya" else "Maya"
    return (phones[other], other), (phones[first], first)


def call(page: Page, other: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=f"I can’t go on. Call {other}").click()
    expect(page.get_by_role("heading", name="If you might hurt yourself or Noor:")).to_be_visible()


def test_by_night_a_sleeper_who_was_not_asked_is_not_rung_and_one_can_go_and_wake_them(
    phone_of: Phone, tmp_path: Path
) -> None:
    make_it(tmp_path, 22)
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    agree_to_tonight(maya, jonas)
    (awake, _on_duty), (asleep, sleeper) = awake_and_asleep(maya, jonas)
    asleep.goto("/nights/")
    call(awake, sleeper)
    expect(awake.get_by_text(f"{sleeper}’s phone will not ring.")).to_be_visible()
    expect(awake.get_by_text(f"You can go and wake {sleeper}, if that is safe for you")).to_be_visible()
    asleep.goto("/")
    asleep.get_by_role("button", name="I’ve got Noor").click()
    expect(asleep.get_by_text("You have Noor until 09:00")).to_be_visible()


def test_whoever_is_off_duty_by_the_plan_can_call(phone_of: Phone, tmp_path: Path) -> None:
    make_it(tmp_path, 22)
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    agree_to_tonight(maya, jonas)
    (awake, on_duty), (asleep, sleeper) = awake_and_asleep(maya, jonas)
    awake.goto("/")
    call(asleep, on_duty)
    expect(awake.get_by_text(f"{sleeper} can’t go on and needs you to take Noor now.")).to_be_in_viewport(
        timeout=3000
    )
    awake.get_by_role("button", name="I’ve got Noor").click()
    asleep.goto("/")
    expect(asleep.get_by_text(f"{on_duty} has Noor until 09:00")).to_be_visible()


def test_where_the_browser_refuses_signals_the_caller_reads_that_it_will_not_ring(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    jonas.goto("/you/phone/")
    jonas.get_by_text("Yes, wake me").click()
    jonas.get_by_role("button", name="Tell me on this phone").click()
    expect(jonas.get_by_text("The browser did not allow it.")).to_be_visible()
    call(maya, "Jonas")
    expect(maya.get_by_text("Jonas’s phone will not ring.")).to_be_visible()


def test_with_nobody_answering_the_screen_says_so_and_puts_other_help_first(
    phone_of: Phone, tmp_path: Path
) -> None:
    maya = phone_of("Maya")
    call(maya, "Jonas")
    change(tmp_path, "UPDATE watch_call SET began_at = datetime(began_at, '-6 minutes')")
    maya.reload()
    said = maya.locator("main").inner_text()
    assert "Jonas has not answered." in said
    assert said.index("Jonas has not answered.") < said.index("You can put your baby down")


def test_alone_the_screen_is_there_and_names_nobody(browser: Browser, empty_house: Server) -> None:
    page = browser.new_page(viewport=PHONE, base_url=empty_house.url)  # type: ignore[arg-type]
    come_in(page, empty_house.family_link(), "Ana")
    page.goto("/")
    page.get_by_role("link", name="I can’t go on").click()
    expect(page.get_by_role("heading", name="If you might hurt yourself")).to_be_visible()
    expect(page.get_by_text("will not ring")).to_have_count(0)
    page.close()


def test_a_helper_on_duty_reads_one_sentence_and_takes_over(
    phone_of: Phone, browser: Browser, server: Server, tmp_path: Path
) -> None:
    make_it(tmp_path, 22)
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    maya.goto("/family/")
    maya.get_by_role("link", name="Ask a helper in").click()
    maya.get_by_label("Access ends after").fill((datetime.now(UTC).date() + timedelta(days=14)).isoformat())
    maya.get_by_role("button", name="Make the link").click()
    gran = browser.new_page(viewport=PHONE, base_url=server.url)  # type: ignore[arg-type]
    come_in(gran, made_link(maya), "Gran")
    gran.goto("/nights/")
    gran.get_by_role("link", name="When you are there").click()
    for day in gran.locator(".days .choice").all():
        day.click()
    gran.get_by_label("From").fill("20:00")
    gran.get_by_label("Until").fill("02:00")
    gran.get_by_role("button", name="Keep it").click()
    agree_to_tonight(maya, jonas)
    call(maya, "Jonas")
    expect(maya.get_by_text("Gran is on duty now and can come.")).to_be_visible()
    gran.goto("/")
    expect(gran.get_by_text("Maya needs you to take Noor now.")).to_be_visible()
    gran.get_by_role("button", name="I’ve got Noor").click()
    maya.goto("/")
    expect(maya.get_by_text("Gran has Noor until 09:00")).to_be_visible()
    gran.close()


def test_an_ask_to_a_sleeper_says_until_when_it_waits_before_and_after(phone_of: Phone, tmp_path: Path) -> None:
    make_it(tmp_path, 22)
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    agree_to_tonight(maya, jonas)
    (awake, _on_duty), (asleep, sleeper) = awake_and_asleep(maya, jonas)
    awake.goto("/ask/")
    before = awake.get_by_text(f"{sleeper} sleeps until")
    expect(before).to_be_in_viewport()
    ends = re.findall(r"\d\d:\d\d", before.inner_text())[0]
    expect(awake.get_by_role("button", name=f"Wake {sleeper}")).to_have_count(0)
    awake.get_by_role("button", name=f"Send to {sleeper}").click()
    expect(awake.get_by_text(f"Sent to {sleeper}. It waits until {ends}.")).to_be_in_viewport()
    asleep.goto("/")
    expect(asleep.get_by_text("It waits until")).to_have_count(0)
