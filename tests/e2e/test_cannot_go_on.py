"""“I can't go on” on two phones: it arrives by itself, is taken over with one tap, and works without script."""

import sqlite3
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone
from tests.e2e.house import small_targets, troubles, wait_until
from tests.e2e.test_nights import plan_first

NEEDED = "Maya can’t go on and needs you to take Noor now."


def call(maya: Page) -> None:
    maya.get_by_role("button", name="I can’t go on. Call Jonas").click()
    expect(maya.get_by_role("heading", name="If you might hurt yourself or Noor:")).to_be_visible()


def agree_to_tonight(maya: Page, jonas: Page) -> None:
    plan_first(maya)
    for page in (maya, jonas):
        page.goto("/nights/")
        page.get_by_role("button", name="I agree").click()


def rows_left(folder: Path) -> int:
    """Return how many calls the database holds."""
    with sqlite3.connect(f"file:{next(folder.rglob('*.sqlite3'))}?mode=ro", uri=True) as database:
        return int(database.execute("SELECT count(*) FROM watch_call").fetchone()[0])


def test_a_call_arrives_live_and_is_taken_over_with_one_tap(phone_of: Phone, tmp_path: Path) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    agree_to_tonight(maya, jonas)
    jonas.goto("/")
    maya.goto("/")
    call(maya)
    expect(maya.get_by_text("Jonas’s phone will not ring.")).to_be_visible()
    expect(maya.get_by_text("You can put your baby down")).to_be_visible()
    expect(jonas.get_by_text(NEEDED)).to_be_in_viewport(timeout=3000)
    assert troubles(maya) == [] and small_targets(maya) == []
    jonas.get_by_role("button", name="I’ve got Noor").click()
    expect(jonas.get_by_text("You have Noor until")).to_be_in_viewport()
    expect(maya.get_by_text("Jonas’s phone will not ring.")).to_have_count(0, timeout=3000)
    maya.goto("/")
    expect(maya.get_by_text("Jonas has Noor until")).to_be_in_viewport()
    assert rows_left(tmp_path) == 0


def test_without_script_and_without_a_plan_it_works_and_can_be_closed(phone_of: Phone) -> None:
    maya = phone_of("Maya", java_script_enabled=False)
    jonas = phone_of("Jonas", java_script_enabled=False)
    call(maya)
    expect(maya.get_by_role("link", name="I am not safe: call 112")).to_be_visible()
    jonas.goto("/")
    expect(jonas.get_by_text(NEEDED)).to_be_visible()
    maya.get_by_role("button", name="I’m all right now").click()
    jonas.goto("/")
    expect(jonas.get_by_text(NEEDED)).to_have_count(0)


def test_space_says_who_has_the_baby_on_both_phones(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    jonas.get_by_role("link", name="Space", exact=True).click()
    jonas.get_by_text("Maya, who just said yes").click()
    jonas.get_by_role("button", name="Take this space").click()
    expect(jonas.get_by_text("Noor is still with Jonas.")).to_be_visible()
    expect(maya.get_by_text("Noor is still with Jonas.")).to_be_in_viewport(timeout=3000)
    jonas.goto("/")
    maya.get_by_role("button", name="I’ve got Noor").click()
    expect(jonas.get_by_text("Maya has Noor until")).to_be_in_viewport(timeout=3000)


def test_without_a_connection_the_help_kept_on_the_device_opens(phone_of: Phone) -> None:
    maya = phone_of("Maya")
    wait_until(maya, "navigator.serviceWorker.getRegistration('/help/').then((one) => Boolean(one?.active))")
    maya.context.set_offline(True)
    maya.get_by_role("button", name="I can’t go on. Call Jonas").click()
    expect(maya.get_by_text("You can put your baby down")).to_be_visible(timeout=20_000)
    expect(maya.get_by_role("link", name="Call 112")).to_be_visible()
