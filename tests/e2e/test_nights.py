"""From check-ins to an agreed night on two phones."""

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
