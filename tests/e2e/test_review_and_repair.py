"""A week from writing to opening, a repair in turns, and words that survive whatever happens to the page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, open_mine
from tests.e2e.house import wait_until

KEPT = re.compile(r"^Kept at \d\d:\d\d\.$")


def week_of(page: Page) -> str:
    """Open Mine, and return the address of one's own side of the week on offer."""
    open_mine(page)
    page.goto("/us/review/")
    return str(page.locator(".push a.primary").get_attribute("href"))


def finish(page: Page, address: str, words: str) -> None:
    page.goto(address)
    page.get_by_label("What worked").fill(words)
    page.get_by_role("button", name="I have finished").click()


def test_a_week_opens_on_both_phones_when_both_have_finished(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    address = week_of(maya)
    finish(maya, address, "Thursday night, all of it.")
    expect(maya.get_by_text("It opens when both of you have finished.")).to_be_visible()
    wait_until(maya, "() => document.querySelector('[sse-connect]') !== null")
    jonas.goto("/us/review/")
    jonas.goto(address.replace("/mine/", "/us/"))
    assert "Thursday" not in jonas.content()
    assert "has finished" not in jonas.content()
    week_of(jonas)
    finish(jonas, address, "The soup.")
    for page in (maya, jonas):
        expect(page.get_by_text("Thursday night, all of it.")).to_be_visible(timeout=5000)
        expect(page.get_by_text("The soup.")).to_be_visible()


@pytest.mark.proved
def test_half_a_sentence_survives_the_page_the_battery_and_a_second_device(phone_of: Phone) -> None:
    phone = phone_of("Maya")
    address = week_of(phone)
    phone.goto(address)
    phone.get_by_label("What didn’t").press_sequentially("Sunday. I was cry")
    expect(phone.locator("[data-kept]")).to_have_text(KEPT, timeout=6000)
    phone.context.close()
    tablet, other = phone_of("Maya"), phone_of("Maya")
    for page in (tablet, other):
        week_of(page)
        page.goto(address)
        expect(page.get_by_label("What didn’t")).to_have_value("Sunday. I was cry")
    tablet.get_by_label("What didn’t").press("End")
    tablet.get_by_label("What didn’t").press_sequentially("ing.")
    expect(tablet.locator("[data-kept]")).to_have_text(KEPT, timeout=6000)
    other.get_by_label("What didn’t").fill("Sunday was hard.")
    expect(other.locator("[data-kept]")).to_contain_text("Another device of yours kept other words", timeout=6000)
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Sunday. I was crying.")).to_be_visible()
    expect(other.get_by_label("What didn’t")).to_have_value("Sunday was hard.")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Kept. Only you see it.")).to_be_visible()


def test_a_page_that_is_closed_at_once_still_keeps_its_last_words(phone_of: Phone) -> None:
    page = phone_of("Maya")
    address = week_of(page)
    page.goto(address)
    page.get_by_label("What worked").fill("the last words")
    page.goto("/us/")
    for _ in range(40):  # they are on their way; the page left does not wait for them
        page.goto(address)
        if page.get_by_label("What worked").input_value():
            break
        page.wait_for_timeout(250)
    expect(page.get_by_label("What worked")).to_have_value("the last words")


@pytest.mark.proved
def test_without_the_net_it_tries_again_and_with_script_off_the_button_saves(phone_of: Phone) -> None:
    page = phone_of("Maya")
    address = week_of(page)
    page.goto(address)
    page.context.set_offline(True)
    page.get_by_label("What worked").fill("said on a train")
    expect(page.locator("[data-kept]")).to_have_text("Not kept yet. It is tried again.", timeout=6000)
    page.context.set_offline(False)
    expect(page.locator("[data-kept]")).to_have_text(KEPT, timeout=9000)
    plain = phone_of("Maya", java_script_enabled=False)
    week_of(plain)
    plain.goto(address)
    plain.get_by_label("What worked").fill("said without script")
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_label("What worked")).to_have_value("said without script")


def share(page: Page, repair: str, step: str, words: str) -> None:
    page.goto(f"{repair.replace('/us/', '/mine/')}{step}/")
    page.locator("textarea").fill(words)
    page.get_by_role("button", name="Share it with").click()


def test_a_repair_goes_in_turns_and_ends_in_one_agreement(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    for page in (maya, jonas):
        open_mine(page)
    maya.goto("/us/repair/start/")
    expect(maya.get_by_role("heading", name="Only if it is safe")).to_be_visible()
    maya.get_by_label("What it is about").fill("Sunday")
    maya.get_by_role("button", name="Start", exact=True).click()
    repair = maya.evaluate("() => location.pathname")
    jonas.goto(repair)
    share(maya, repair, "inside", "I was alone with it.")
    expect(jonas.get_by_text("I was alone with it.")).to_be_visible(timeout=5000)
    maya.goto(f"{repair.replace('/us/', '/mine/')}saw/")
    expect(maya.get_by_text("You are one step ahead.")).to_be_visible()
    expect(maya.get_by_role("button", name="Share it with")).to_have_count(0)
    share(jonas, repair, "inside", "My hands had nothing to do.")
    for step in ("saw", "part", "need", "offer"):
        share(jonas, repair, step, f"Jonas on {step}")
        share(maya, repair, step, f"Maya on {step}")
    maya.get_by_label("One thing we agree on").fill("The dishes wait.")
    maya.get_by_role("button", name="Put it to the other").click()
    jonas.goto(repair)
    jonas.get_by_role("button", name="I agree").click()
    expect(maya.get_by_text("You both agree.")).to_be_visible(timeout=5000)


def test_leaving_a_repair_is_silent(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    maya.goto("/us/repair/start/")
    maya.get_by_label("What it is about").fill("Sunday")
    maya.get_by_role("button", name="Start", exact=True).click()
    jonas.goto(maya.evaluate("() => location.pathname"))
    maya.get_by_role("button", name="Leave this repair").click()
    expect(jonas.get_by_text("This repair rests.")).to_be_visible(timeout=5000)
    assert "Maya" not in jonas.locator("main").inner_text()
