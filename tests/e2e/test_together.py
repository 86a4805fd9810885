"""Time together on two phones: one suggests, the other finds another time, and it is on by two yeses."""

from playwright.sync_api import expect

from tests.e2e.conftest import Phone
from tests.e2e.house import wait_until


def test_another_time_goes_over_live_and_needs_the_yes_of_whoever_did_not_say_it(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    for page in (maya, jonas):
        page.goto("/us/together/")
        wait_until(page, "() => document.querySelector('[sse-connect]') !== null")
    things = maya.locator("#things")
    things.get_by_text("Another time").click()
    things.locator("[name=day]").nth(1).check()
    things.get_by_label("At a time, if you like").fill("21:15")
    things.get_by_role("button", name="Suggest it to Jonas").click()
    expect(jonas.locator("#things").get_by_text("21:15")).to_be_visible(timeout=5000)
    expect(maya.get_by_text("It is on once Jonas says yes.")).to_be_visible()
    jonas.locator("#things").get_by_role("button", name="Yes").click()
    for page in (maya, jonas):
        expect(page.get_by_text("You both said yes.")).to_be_visible(timeout=5000)
    jonas.locator("#things").get_by_role("button", name="Not this week").click()
    expect(maya.get_by_text("Not this week, and that is fine.")).to_be_visible(timeout=5000)
