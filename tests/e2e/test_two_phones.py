"""Two phones: an ask on one, the answer on the other, without reload."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone


def ask_for_hands(page: Page) -> None:
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_role("radio", name="A pair of hands").check()
    expect(page.locator("#preview")).to_have_text(
        "I need a pair of hands. Be with me, no solutions. Now, if you can."
    )
    page.get_by_role("button", name="Send to Jonas").click()


def test_an_ask_reaches_the_other_phone_and_its_answer_comes_back(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    ask_for_hands(maya)
    card = jonas.locator("section.card", has_text="I need a pair of hands.")
    expect(card).to_be_visible(timeout=3000)
    card.get_by_role("link", name="I can't, but…").click()
    jonas.get_by_label("I can't, but…").fill("after this call, ten minutes")
    jonas.get_by_role("button", name="Send this instead").click()
    expect(maya.get_by_text("I can't, but: after this call, ten minutes")).to_be_visible(timeout=3000)


def test_an_ask_and_its_answer_work_without_script(phone_of: Phone) -> None:
    maya = phone_of("Maya", java_script_enabled=False)
    jonas = phone_of("Jonas", java_script_enabled=False)
    maya.get_by_role("link", name="Ask", exact=True).click()
    maya.get_by_text("To sleep").click()
    maya.get_by_role("button", name="Send to Jonas").click()
    jonas.reload()
    jonas.locator("section.card", has_text="I need to sleep.").get_by_role("button", name="I'm here").click()
    maya.reload()
    expect(maya.locator("section.card", has_text="I need to sleep.")).to_contain_text("I'm here.")
