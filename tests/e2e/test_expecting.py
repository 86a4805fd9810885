"""Before a baby is here, on two phones: sealed sides open at once, a night is rehearsed, words are agreed to."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, open_mine
from tests.e2e.house import wait_until

KEPT = re.compile(r"^Kept at \d\d:\d\d\.$")


def expect_a_baby(page: Page) -> None:
    """Say that another baby is expected."""
    page.goto("/family/children/add/")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label(re.compile("Expected", re.I)).fill(f"{datetime.now(UTC) + timedelta(days=60):%Y-%m-%d}")
    page.get_by_role("button", name="Save").click()


def write(page: Page, choice: str, words: str) -> None:
    open_mine(page, "/mine/expecting/")
    page.goto("/mine/expecting/")
    page.get_by_role("group", name="Who gets up at night").get_by_label(choice).check()
    page.get_by_label("How I think our nights will be").fill(words)


@pytest.mark.proved
def test_two_phones_from_two_guesses_to_one_agreement(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    expect_a_baby(maya)
    maya.goto("/")
    maya.get_by_role("link", name="Before your baby is here").click()
    expect(maya.get_by_text("Each of you writes alone")).to_be_visible()

    write(maya, "Mostly Maya", "Up alone, I think.")
    expect(maya.locator("[data-kept]")).to_have_text(KEPT, timeout=6000)
    maya.get_by_role("button", name="I have finished").click()
    expect(maya.get_by_text("You have finished. It opens when both of you have.")).to_be_visible()
    maya.goto("/us/expecting/")
    wait_until(maya, "() => document.querySelector('[sse-connect]') !== null")

    jonas.goto("/us/expecting/")
    assert "Up alone" not in jonas.content()
    write(jonas, "Both of us, in turns", "In turns, I think.")
    jonas.get_by_role("button", name="I have finished").click()
    for page in (maya, jonas):
        expect(page.get_by_text("Up alone, I think.")).to_be_visible(timeout=5000)
        expect(page.get_by_text("In turns, I think.")).to_be_visible()
        expect(page.get_by_role("heading", name="Where you expect it otherwise")).to_be_visible()

    maya.get_by_role("link", name="Rehearse a night").click()
    expect(maya.get_by_text("a rehearsal", exact=True)).to_be_visible()
    expect(maya.get_by_text("With Ada").first).to_be_visible()
    first = maya.locator("svg.night").inner_html()
    maya.get_by_role("link", name="The other way round").click()
    expect(maya.get_by_role("link", name="As it was first")).to_be_visible()
    assert maya.locator("svg.night").inner_html() != first

    jonas.goto("/us/expecting/agreements/")
    wait_until(jonas, "() => document.querySelector('[sse-connect]') !== null")
    maya.get_by_role("link", name="Agree on one thing").click()
    maya.get_by_label("One thing we agree on").fill("We hand over at two.")
    maya.get_by_role("button", name="Put it to Jonas").click()
    expect(jonas.get_by_text("Maya would agree to this.")).to_be_visible(timeout=5000)
    jonas.get_by_role("button", name="I agree").click()
    expect(maya.get_by_text("You both agree.")).to_be_visible(timeout=5000)

    jonas.goto("/us/expecting/")
    jonas.get_by_role("link", name="Ada is here").click()
    expect(jonas.get_by_label("Name")).to_have_value("Ada")


def test_without_script_one_writes_suggests_and_agrees(phone_of: Phone) -> None:
    maya = phone_of("Maya", java_script_enabled=False)
    expect_a_baby(maya)
    write(maya, "I can’t tell yet", "said without script")
    maya.get_by_role("button", name="Save").click()
    expect(maya.get_by_label("How I think our nights will be")).to_have_value("said without script")
    maya.goto("/us/together/")
    maya.get_by_role("button", name="Yes").click()
    expect(maya.get_by_text("You both said yes.")).to_be_visible()
