"""The practices on two phones: a moment looked at, a sentence shared, a week planned, and a baby expected."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, open_mine
from tests.e2e.house import wait_until

KEPT = re.compile(r"^Kept at \d\d:\d\d\.$")


def listens(page: Page) -> None:
    wait_until(page, "() => document.querySelector('[sse-connect]') !== null")


def test_moments_are_said_back_and_one_sentence_comes_and_goes(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    open_mine(maya, "/mine/ways/")
    maya.get_by_role("link", name="Look at the first").click()
    maya.get_by_label("I am up already.").check()
    maya.get_by_label("I get up, and cry along with it.").check()
    maya.get_by_role("button", name="Keep it, and go on").click()
    maya.get_by_role("link", name="Leave this one out").click()
    maya.goto("/mine/ways/")
    expect(maya.get_by_text("you tend to get up before anyone else can, or to get up with nothing")).to_be_visible()
    maya.goto("/mine/learned/")
    maya.get_by_label("Feelings were too much").check()
    maya.get_by_label("In my own words").press_sequentially("I learned to be qui")
    expect(maya.locator("[data-kept]")).to_have_text(KEPT, timeout=6000)
    maya.reload()
    expect(maya.get_by_label("In my own words")).to_have_value("I learned to be qui")
    maya.get_by_role("link", name="Share one sentence with Jonas").click()
    maya.get_by_label("My sentence").fill("I learned to be quiet. I want to say it now.")
    maya.get_by_role("button", name="Share it with Jonas").click()
    jonas.goto("/us/")
    expect(jonas.get_by_text("I want to say it now.")).to_be_visible()
    assert "be qui\n" not in jonas.content()
    maya.get_by_role("button", name="Stop sharing it").click()
    expect(maya.get_by_text("It is yours alone again.")).to_be_visible()
    jonas.reload()
    expect(jonas.get_by_text("I want to say it now.")).to_have_count(0)


def test_a_small_thing_a_kept_time_and_words_are_agreed_live(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    jonas.goto("/us/together/")
    listens(jonas)
    maya.goto("/us/together/")
    maya.get_by_role("button", name="Yes", exact=True).click()
    expect(jonas.get_by_text("Maya says yes.")).to_be_visible(timeout=5000)
    maya.goto("/us/time/")
    listens(maya)
    jonas.goto("/us/time/")
    jonas.get_by_text("Keep one of your own").click()
    jonas.get_by_label("Every").select_option("Sunday")
    jonas.get_by_label("From").fill("07:00")
    jonas.get_by_label("To", exact=True).fill("08:30")
    jonas.get_by_text("Can you hold Noor then?").click()
    jonas.get_by_role("button", name="Keep this time").click()
    expect(maya.get_by_text("Sunday, 07:00 to 08:30")).to_be_visible(timeout=5000)
    asked = maya.locator("section", has_text="Sunday, 07:00 to 08:30")
    asked.get_by_role("button", name="I can’t, but…").click()
    expect(maya.get_by_text("Add what you can do instead, however small.")).to_be_visible()
    asked.get_by_label("A few words").fill("Saturday I can.")
    asked.get_by_role("button", name="Another time").click()
    jonas.goto("/us/time/")
    expect(jonas.get_by_text("Saturday I can.")).to_be_visible()
    jonas.goto("/us/words/")
    jonas.get_by_text("Find your own words").click()
    jonas.get_by_label("In our words").fill("Room for you, room for me, and one door.")
    jonas.get_by_role("button", name="Put it to Maya").click()
    maya.goto("/us/")
    maya.get_by_role("link", name="Jonas found other words").click()
    maya.get_by_role("button", name="Yes, like this").click()
    maya.goto("/us/")
    expect(maya.get_by_text("Room for you, room for me, and one door.")).to_be_visible()


def expects_a_baby(page: Page) -> None:
    page.goto("/family/children/add/")
    page.locator("[name=due_on]").fill("2027-05-01")
    page.get_by_role("button", name="Save").click()


def test_expectations_open_on_both_phones_and_close_once_the_baby_is_here(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    expects_a_baby(maya)
    maya.goto("/us/")
    maya.get_by_role("link", name="Expecting").click()
    listens(maya)
    for page in (maya, jonas):
        open_mine(page, "/mine/expecting/")
    jonas.get_by_label("The nights").fill("We take turns, I think.")
    jonas.get_by_role("button", name="I have finished").click()
    expect(jonas.get_by_text("It opens when both of you have finished.")).to_be_visible()
    maya.goto("/us/expecting/")
    assert "take turns" not in maya.content()
    maya.goto("/mine/expecting/")
    maya.get_by_label("The nights").fill("You get up, I feed.")
    jonas.goto("/us/expecting/")
    listens(jonas)
    maya.get_by_role("button", name="I have finished").click()
    for page in (maya, jonas):
        expect(page.get_by_text("You get up, I feed.")).to_be_visible(timeout=5000)
        expect(page.get_by_text("We take turns, I think.")).to_be_visible()
    maya.get_by_role("link", name="A rehearsed night").click()
    expect(maya.get_by_text("A rehearsal.")).to_be_visible()
    expect(maya.get_by_role("img").first).to_be_visible()
    maya.goto("/us/expecting/")
    maya.get_by_role("link", name="The baby is here").click()
    maya.locator("[name=born_on]").fill("2026-11-20")
    maya.get_by_role("button", name="Save").click()
    jonas.goto("/us/expecting/")
    assert "You get up" not in jonas.content()
    jonas.get_by_role("link", name="What I expected").click()
    expect(jonas.get_by_text("We take turns, I think.")).to_be_visible()
    assert "You get up" not in jonas.content()


def test_without_script_a_moment_and_an_offer_go_through(phone_of: Phone) -> None:
    plain = phone_of("Jonas", java_script_enabled=False)
    open_mine(plain, "/mine/ways/tears/")
    plain.goto("/mine/ways/tears/")
    plain.get_by_label("I sit down next to them.").check()
    plain.get_by_role("button", name="Keep it, and go on").click()
    plain.goto("/mine/ways/")
    expect(plain.get_by_text("you tend to sit down next to them, probably.")).to_be_visible()
    plain.goto("/us/together/")
    plain.get_by_text("Something else").click()
    plain.get_by_label("Each plays the other one song").check()
    plain.get_by_role("button", name="Offer it to Maya").click()
    expect(plain.get_by_text("Each plays the other one song").first).to_be_visible()
