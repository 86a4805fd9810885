"""From check-ins to an agreed night on two phones."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone
from tests.e2e.test_checkin import row


def say_how_it_is(page: Page, level: str, room: str) -> None:
    page.goto("/check-in/")
    for need in ("To recover", "A pair of hands", "To sleep"):
        row(page, need, level).check()
    row(page, "Room to give", room).check()
    page.get_by_role("button", name="Say it").click()


def plan_first(page: Page) -> None:
    """Plan a family's first nights with what stands on the screen before them."""
    page.goto("/nights/")
    page.get_by_role("link", name="Plan tonight").click()
    page.get_by_role("button", name="Plan tonight").click()
    expect(page.locator("svg.night")).to_be_visible()


def test_two_phones_go_from_check_ins_to_an_agreed_night(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    say_how_it_is(maya, "as much as there is", "none")
    say_how_it_is(jonas, "not now", "plenty")
    plan_first(maya)
    expect(maya.locator("svg.night")).to_be_visible()
    jonas.goto("/")
    jonas.get_by_role("link", name="A proposal: look at it").click()
    jonas.get_by_role("button", name="I agree").click()
    expect(jonas.get_by_text("You said yes. It holds once Maya does too.")).to_be_visible()
    maya.goto("/nights/")
    maya.get_by_role("button", name="I agree").click()
    expect(maya.get_by_text("You both agreed. It holds for this night only.")).to_be_visible()
    maya.get_by_role("link", name="Why this way, or another way").click()
    expect(maya.get_by_text("Maya can sleep from").first).to_be_visible()
    jonas.goto("/")
    expect(jonas.get_by_text("A plain split, not a plan")).to_have_count(0)


LOOK = "Tonight was planned before this. Look at it again?"


def make_it_evening(folder: Path) -> None:
    """Let the family go by a clock on which it is between six and seven in the evening now."""
    hours = (18 - datetime.now(UTC).hour + 11) % 24 - 11  # ahead of UTC; names of these zones count the other way
    with sqlite3.connect(next(folder.rglob("*.sqlite3"))) as database:
        database.execute("UPDATE people_family SET zone = ?", (f"Etc/GMT{-hours:+d}",))


def hours_on(page: Page, path: str) -> list[str]:
    """Return the hours of tonight as a page says them to its reader."""
    page.goto(path)
    if path == "/nights/night":
        page.goto("/nights/")
        page.get_by_role("link", name="Why this way, or another way").click()
    found = page.locator("p.sub").all_inner_texts()
    return [line for line in found if re.search(r"\d\d:\d\d( to |–)\d\d:\d\d", line)]


def asleep(hours: list[str]) -> int:
    """Return the minutes of one's own protected sleep."""
    (line,) = [one for one in hours if one.startswith("Your sleep is protected")]
    start, end = (60 * int(hour) + int(minute) for hour, minute in re.findall(r"(\d\d):(\d\d)", line))
    return (end - start) % (24 * 60)


def test_a_night_follows_needs_that_swap_after_it_was_agreed(phone_of: Phone, tmp_path: Path) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    make_it_evening(tmp_path)
    say_how_it_is(maya, "as much as there is", "none")
    say_how_it_is(jonas, "not now", "plenty")
    plan_first(maya)
    for page in (maya, jonas):
        page.goto("/nights/")
        page.get_by_role("button", name="I agree").click()
    before = {page: hours_on(page, "/") for page in (maya, jonas)}
    say_how_it_is(maya, "not now", "plenty")
    say_how_it_is(jonas, "as much as there is", "none")
    for page in (maya, jonas):
        for path in ("/nights/", "/"):
            page.goto(path)
            expect(page.get_by_text(LOOK)).to_be_visible()
    jonas.get_by_role("button", name="Propose it anew").click()
    expect(jonas.get_by_text("Tonight the sleep of Maya moves to")).to_be_visible()
    jonas.get_by_role("button", name="I agree").click()
    maya.goto("/")
    expect(maya.get_by_text(LOOK)).to_have_count(0)
    maya.get_by_role("link", name="A proposal: look at it").click()
    maya.get_by_role("button", name="I agree").click()
    after = {}
    for page in (maya, jonas):
        after[page], nights, night = (hours_on(page, path) for path in ("/", "/nights/", "/nights/night"))
        assert after[page] == nights == night
        expect(page.get_by_text("You both agreed. It holds for this night only.")).to_be_visible()
    assert asleep(before[maya]) > asleep(before[jonas])
    assert asleep(after[maya]) < asleep(after[jonas])
    maya.get_by_role("button", name="Plan this night again").click()
    expect(maya.get_by_text("Nothing changed: with these hours and what was said")).to_be_visible()


def test_a_night_turned_round_needs_both_again(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    plan_first(maya)
    maya.get_by_role("button", name="I agree").click()
    jonas.goto("/nights/")
    jonas.get_by_role("link", name="Why this way, or another way").click()
    jonas.get_by_role("button", name="The other way round").click()
    maya.goto("/nights/")
    expect(maya.get_by_role("button", name="I agree")).to_be_visible()


def test_usual_hours_work_without_script(phone_of: Phone) -> None:
    page = phone_of("Jonas", java_script_enabled=False)
    page.goto("/nights/hours/")
    page.get_by_label("I can sleep from").fill("22:30")
    page.get_by_label("The least sleep in one piece I need").select_option("240")
    page.get_by_role("button", name="Keep it").click()
    page.goto("/nights/hours/")
    expect(page.get_by_label("I can sleep from")).to_have_value("22:30")
