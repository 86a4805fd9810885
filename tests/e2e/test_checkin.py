"""Check-in with one thumb: within twenty seconds, and nothing private on the other phone."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Phone, open_mine

# Keystroke-level model (Card, Moran & Newell 1983): 1.35 s to decide, 0.4 s to reach and tap; a swipe is a reach.
DECIDE, REACH, LIMIT = 1.35, 0.4, 20.0
HOW = re.compile(r"^How (is it now|was the night|was the day)\?$")


class Thumb:
    """One thumb: taps what is on the screen, swipes when it is not, and keeps the time a person would need."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.human = 0.0
        self.started = time.monotonic()

    def tap(self, target: Locator, *, decide: bool = True) -> None:
        box = target.bounding_box()
        assert box
        if not 60 < box["y"] + box["height"] / 2 < 740:
            self.human += REACH
            target.evaluate("e => e.scrollIntoView({block: 'center'})")
        self.human += REACH + (DECIDE if decide else 0)
        target.tap()

    @property
    def seconds(self) -> float:
        return self.human + time.monotonic() - self.started


def row(page: Page, need: str, level: str) -> Locator:
    """Return the dot of a need at a level."""
    return page.get_by_role("group", name=need).get_by_role("radio", name=level, exact=True)


def test_a_whole_check_in_takes_less_than_twenty_seconds(phone_of: Phone) -> None:
    page = phone_of("Maya")
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name=HOW), decide=False)
    thumb.tap(page.get_by_role("group", name="Stress").get_by_role("radio", name="7", exact=True))
    thumb.tap(page.get_by_role("group", name="Which way did I move?").get_by_role("radio", name="3", exact=True))
    thumb.tap(row(page, "To sleep", "as much as there is"))
    thumb.tap(row(page, "Reassurance", "a lot"))
    thumb.tap(row(page, "Room to give", "a little"))
    thumb.tap(page.get_by_role("button", name="Say it"), decide=False)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("How is it now?")
    print(f"\na whole check-in: {thumb.seconds:.1f} s ({thumb.human:.1f} s of them a person's)")
    assert thumb.seconds < LIMIT


def test_the_other_phone_sees_need_and_room_and_nothing_else(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    maya.get_by_role("link", name=HOW).click()
    maya.get_by_role("group", name="Stress").get_by_role("radio", name="9", exact=True).check()
    for need in ("To recover", "Reassurance", "To sleep"):
        row(maya, need, "as much as there is").check()
    row(maya, "Room to give", "none").check()
    maya.get_by_text("Sleep and a private note").click()
    maya.get_by_label("A note for yourself").fill("the quiet word is heron")
    maya.get_by_role("button", name="Say it").click()
    expect(jonas.locator(".lean")).to_have_attribute(
        "aria-label", "Maya leans today. Jonas has room.", timeout=5000
    )
    open_mine(jonas)
    for path in ("/", "/nights/", "/mine/", "/mine/stress/", "/us/", "/family/"):
        jonas.goto(path)
        assert "heron" not in jonas.content()
    open_mine(maya)
    maya.get_by_role("link", name="stress 9").click()
    expect(maya.get_by_label("A note for yourself")).to_have_value("the quiet word is heron")


def test_a_level_tapped_twice_goes_back_to_nothing(phone_of: Phone) -> None:
    page = phone_of("Jonas")
    page.goto("/check-in/")
    row(page, "To be heard", "some").tap()
    row(page, "To be heard", "some").tap()
    expect(row(page, "To be heard", "not now")).to_be_checked()


def test_a_thumb_can_slide_along_a_scale(phone_of: Phone) -> None:
    page = phone_of("Jonas")
    page.goto("/check-in/")
    stops = page.get_by_role("group", name="Stress").get_by_role("radio")
    start, end = stops.nth(2).bounding_box(), stops.nth(8).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 24)
    page.mouse.down()
    page.mouse.move(end["x"] + 8, end["y"] + 24, steps=8)
    page.mouse.up()
    expect(stops.nth(8)).to_be_checked()


def test_check_in_works_without_script(phone_of: Phone) -> None:
    page = phone_of("Jonas", java_script_enabled=False)
    page.goto("/check-in/")
    page.get_by_role("group", name="Stress").get_by_role("radio", name="4", exact=True).locator("..").click()
    page.get_by_role("button", name="Say it").click()
    open_mine(page)
    expect(page.get_by_text("stress 4").first).to_be_visible()
