"""Mine opens for its owner alone; what one shows, the other sees; the cycle opens and closes on two phones."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, open_mine
from tests.e2e.house import wait_until


def show_direction(page: Page, to: str) -> None:
    open_mine(page, "/mine/stress/")
    page.get_by_role("link", name=f"Show {to}").click()
    page.get_by_role("button", name=f"Show it to {to}").click()


def test_a_phone_left_on_the_table_opens_today_and_not_mine(phone_of: Phone) -> None:
    page = phone_of("Jonas")
    page.get_by_role("link", name="Mine").click()
    expect(page.get_by_role("heading", name="This room is closed")).to_be_visible()
    page.get_by_label("Your PIN").fill("9713")
    page.get_by_role("button", name="Open", exact=True).first.click()
    expect(page.get_by_role("alert")).to_have_text("That is not your PIN.")
    page.get_by_label("Your PIN").fill("2486")
    page.get_by_role("button", name="Open", exact=True).first.click()
    expect(page.get_by_role("heading", name="Your check-ins")).to_be_visible()
    page.get_by_role("button", name="Close this room").click()
    page.goto("/mine/stress/")
    expect(page.get_by_role("heading", name="This room is closed")).to_be_visible()
    page.go_back()
    assert "Your check-ins" not in page.content()


def test_a_page_of_mine_closes_by_itself_and_keeps_what_stands_half_written(phone_of: Phone) -> None:
    page = phone_of("Maya")
    page.clock.install()
    open_mine(page)
    page.get_by_role("link", name=re.compile("stress")).nth(1).click()
    page.get_by_text("Sleep and a private note").click()
    page.get_by_label("A note for yourself").fill("half a word about the night")
    page.clock.run_for(299_000)
    expect(page.get_by_label("A note for yourself")).to_have_value("half a word about the night")
    page.clock.run_for(300_000)  # typing scrolled, and the page may have heard of that a moment later
    expect(page.get_by_role("heading", name="This room is closed")).to_be_visible()
    assert "half a word" not in page.content()
    assert "half" not in page.evaluate("() => JSON.stringify([localStorage, sessionStorage])")
    page.get_by_label("Your PIN").fill("2486")
    page.get_by_role("button", name="Open", exact=True).first.click()
    expect(page.get_by_text("half a word about the night")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("Corrected.")).to_be_visible()


def test_a_phone_that_slept_longer_than_five_minutes_goes_to_the_lock_when_it_wakes(phone_of: Phone) -> None:
    page = phone_of("Maya")
    page.clock.install()
    open_mine(page)
    expect(page.get_by_role("heading", name="Your check-ins")).to_be_visible()
    page.clock.set_system_time(page.evaluate("() => Date.now()") / 1000 + 3600)  # the clock went on, no timer ran
    with page.expect_request("**/mine/open/?next=/mine/", timeout=5000):
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


def test_a_check_in_that_was_sent_is_not_there_for_whoever_goes_back(phone_of: Phone) -> None:
    page = phone_of("Maya")
    page.goto("/check-in/")
    page.get_by_text("Sleep and a private note").click()
    page.get_by_label("A note for yourself").fill("heron")
    page.route("**/check-in/", lambda route: route.fulfill(status=204) if route.request.method == "POST" else None)
    page.get_by_role("button", name="Say it").click()  # with 204 the page stays, as one kept for going back does
    page.unroute("**/check-in/")
    page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.get_by_text("Sleep and a private note").click()
    expect(page.get_by_label("A note for yourself")).to_have_value("")


def test_what_one_shows_the_other_sees_until_it_is_taken_back(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    show_direction(jonas, "Maya")
    maya.goto("/us/")
    expect(maya.get_by_text("Jonas shows you: when stress rises")).to_be_visible()
    assert "stress 6" not in maya.content()
    jonas.goto("/mine/stress/")
    jonas.get_by_role("button", name="Stop showing it").click()
    maya.goto("/us/")
    expect(maya.get_by_text("Jonas shows you: when stress rises")).to_have_count(0)


def test_the_cycle_opens_when_both_want_it_and_either_closes_it(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    for page, other in ((maya, "Jonas"), (jonas, "Maya")):
        show_direction(page, other)
        page.goto("/us/cycle/")
        page.get_by_role("button", name="Yes, together").click()
    maya.goto("/us/cycle/")
    expect(maya.get_by_text("Each one’s own direction, side by side")).to_be_visible()
    maya.get_by_text("Say it in your own words").click()
    maya.get_by_label("What happens inside you").fill("I want you near.")
    maya.get_by_role("button", name="Keep it").click()
    jonas.goto("/us/cycle/")
    expect(jonas.get_by_text("“I want you near.”")).to_be_visible()
    jonas.get_by_role("button", name="Close the cycle for both of us").click()
    maya.goto("/us/cycle/")
    expect(maya.get_by_text("It opens when both of you show your direction")).to_be_visible()
    assert "closed" not in maya.locator("main").inner_text()


def test_space_shows_on_the_other_phone_at_once_and_so_does_coming_back(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    wait_until(maya, "() => document.querySelector('[sse-connect]') !== null")
    jonas.goto("/us/space/")
    jonas.get_by_label("Maya, who just said yes").check()
    jonas.get_by_role("button", name="Take this space").click()
    expect(maya.get_by_text("Noor is still with Jonas.")).to_be_visible(timeout=5000)
    expect(maya.locator(".lean")).to_have_attribute(
        "aria-label", re.compile(r"^Jonas is taking space\. Back at (\w{3} )?\d\d:\d[05]\.$"), timeout=5000
    )
    expect(maya.get_by_text("I’m not leaving this, I’m leaving the room.")).to_be_visible()
    jonas.get_by_role("button", name="I'm back").click()
    expect(jonas.get_by_text("I’m back. I’m here.")).to_be_visible()
    expect(maya.locator(".lean")).not_to_have_attribute("aria-label", re.compile("taking space"), timeout=5000)


def test_one_tap_after_an_answer_goes_to_mine_and_nowhere_else(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    jonas.get_by_role("button", name="I'm here").first.click()
    jonas.get_by_text("Did it get hard just now?").click()
    before = maya.locator("main").inner_text()
    jonas.get_by_role("button", name="very hard, a little away").click()
    expect(jonas.get_by_text("Kept, in Mine. Only you see it.")).to_be_visible()
    open_mine(jonas)
    expect(jonas.get_by_text("It got hard. stress 8, moved 3")).to_be_visible()
    maya.wait_for_timeout(500)
    assert "hard" not in before + maya.locator("main").inner_text()
