"""What one keeps to oneself and the little one shows of it, on two phones."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, open_mine

KEPT = re.compile(r"^Kept at \d\d:\d\d\.$")
SENTENCE = "I get quiet when it gets loud. I am still here."


@pytest.mark.proved
def test_situations_keep_themselves_and_one_sentence_goes_over_and_back(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    open_mine(maya, "/mine/reflection/situations/")
    maya.get_by_label("I sit down next to them and stay.").check()
    maya.get_by_label("I put the phone away and ask for more.").focus()
    maya.keyboard.press("Space")
    expect(maya.locator("[data-kept]")).to_have_text(KEPT, timeout=6000)
    maya.goto("/mine/reflection/")
    expect(maya.get_by_text("In some of these you tend to move closer, probably.")).to_be_visible()
    maya.get_by_role("link", name="Write one for Jonas").click()
    maya.get_by_label("One sentence").fill(SENTENCE)
    maya.get_by_role("button", name="Read it as Jonas would").click()
    maya.get_by_role("button", name="Other words").click()
    expect(maya.get_by_label("One sentence")).to_have_value(SENTENCE)
    maya.get_by_role("button", name="Read it as Jonas would").click()
    maya.get_by_role("button", name="Show it to Jonas").click()
    jonas.goto("/us/")
    expect(jonas.get_by_text(SENTENCE)).to_be_visible()
    maya.get_by_role("button", name="Stop showing it").click()
    jonas.goto("/us/")
    expect(jonas.get_by_text(SENTENCE)).to_have_count(0)


@pytest.mark.proved
def test_where_it_was_learned_is_kept_as_it_is_written(phone_of: Phone) -> None:
    maya = phone_of("Maya")
    open_mine(maya, "/mine/reflection/learned/")
    maya.get_by_label("In your own words").press_sequentially("We did not cry.")
    expect(maya.locator("[data-kept]")).to_have_text(KEPT, timeout=6000)
    other = phone_of("Maya")
    open_mine(other, "/mine/reflection/learned/")
    expect(other.get_by_label("In your own words")).to_have_value("We did not cry.")


def a_time(page: Page, start: str, until: str = "") -> None:
    tomorrow = datetime.now(ZoneInfo("Europe/Madrid")) + timedelta(days=1)
    page.get_by_label("Day").fill(f"{tomorrow:%Y-%m-%d}")
    page.get_by_label("From").fill(start)
    if until:
        page.get_by_label("Until").fill(until)


def test_a_time_of_ones_own_is_asked_for_and_moves_by_two_yeses(phone_of: Phone) -> None:
    jonas, maya = phone_of("Jonas"), phone_of("Maya")
    jonas.goto("/us/own-time/")
    a_time(jonas, "18:00", "19:30")
    jonas.get_by_role("button", name="Ask Maya").click()
    jonas.get_by_role("link", name=re.compile("18:00–19:30 Asked")).click()
    maya.goto(jonas.evaluate("() => location.pathname"))
    expect(maya.get_by_text("Can you hold Noor then?")).to_be_visible()
    maya.get_by_text("Another time").click()
    a_time(maya, "20:00")
    maya.get_by_role("button", name="Offer this time").click()
    expect(jonas.get_by_text("20:00–21:30")).to_be_visible(timeout=5000)
    jonas.get_by_role("button", name="Yes, then").click()
    expect(maya.get_by_text("It stands. You said yes.")).to_be_visible(timeout=5000)


def test_words_for_the_four_sentences_need_both(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    jonas.goto("/us/four/")
    maya.goto("/us/")
    maya.get_by_role("link", name="Jonas found words for this").click()
    maya.get_by_role("button", name="I agree to these").click()
    expect(jonas.get_by_label("What opens Us")).to_contain_text("And we both still have a Sunday.", timeout=5000)
