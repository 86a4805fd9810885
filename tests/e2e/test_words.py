"""Words on a real phone: a sentence, a chip, a card, an ask; and help that leaves nothing behind."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, open_mine
from tests.e2e.house import small_targets, troubles

TYPED = "You heron, you never listen"


def hear(page: Page, text: str) -> None:
    page.get_by_label("The words").fill(text)
    page.get_by_role("button", name=re.compile("How can it land|Look again")).click()


def test_a_sentence_becomes_other_words_and_then_an_ask_that_the_other_reads(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    open_mine(maya)
    maya.get_by_role("link", name=re.compile("How a sentence can land")).click()
    hear(maya, TYPED)
    expect(maya.get_by_text("Does one of these fit?")).to_be_visible()
    assert troubles(maya) == []
    assert small_targets(maya) == []
    maya.get_by_role("button", name="A door that closes").click()
    expect(maya.get_by_text("you may mean something else by it")).to_be_visible()
    maya.get_by_text("Put in words of your own").click()
    maya.get_by_label("A time").fill("nine")
    maya.get_by_role("button", name="Show it so").click()
    assert troubles(maya) == []
    maya.get_by_role("button", name="Send this as an ask").nth(1).click()
    assert maya.url.endswith("/ask/")
    words = "I have no words yet. It is not because of you. May we go on at nine?"
    expect(maya.locator("#preview")).to_contain_text(words)
    maya.get_by_role("button", name="Send to Jonas").click()
    jonas.goto("/")
    expect(jonas.get_by_text(words)).to_be_visible()
    assert "heron" not in jonas.content()


def test_danger_is_answered_with_help_and_going_back_shows_none_of_it(phone_of: Phone) -> None:
    page = phone_of("Jonas")
    open_mine(page, "/mine/words/")
    hear(page, "heron, she hit me and I want to die")
    expect(page.get_by_text("Are you safe right now?")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("I am not safe: call 112"))).to_be_visible()
    assert troubles(page) == []
    assert "heron" not in page.content()
    page.goto("/mine/")
    assert "heron" not in page.evaluate("() => JSON.stringify([localStorage, sessionStorage])")
    page.go_back()
    assert "heron" not in page.content()


def test_a_page_of_words_that_closes_by_itself_leaves_the_sentence_behind(phone_of: Phone) -> None:
    page = phone_of("Maya")
    page.clock.install()
    open_mine(page, "/mine/words/")
    page.get_by_label("The words").fill("heron and nothing else")
    with page.expect_navigation():
        page.clock.run_for(302_000)
    assert "heron" not in page.content()
    expect(page.get_by_label("The words")).to_have_value("")  # the server's clock stood still, so its lock is open
