"""The week ahead on two phones: from check-ins to nights and a hand-over both agreed to."""

from playwright.sync_api import expect

from tests.e2e.conftest import Phone
from tests.e2e.house import troubles
from tests.e2e.test_nights import say_how_it_is


def test_two_phones_go_from_check_ins_to_a_week_both_agreed_to(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    say_how_it_is(maya, "as much as there is", "none")
    say_how_it_is(jonas, "not now", "plenty")
    jonas.goto("/us/")
    jonas.get_by_role("link", name="The week ahead").click()
    jonas.get_by_role("button", name="Make a proposal").click()
    expect(jonas.get_by_text("so Maya can").first).to_be_visible()
    assert troubles(jonas) == []
    first = jonas.locator(".part").first
    title = first.locator("b").inner_text()
    first.get_by_role("button", name="Yes, I take it whole").click()
    expect(jonas.get_by_text("It moves once Maya says yes too.")).to_be_visible()
    jonas.get_by_role("button", name="Yes to these nights").click()
    expect(jonas.get_by_role("button", name="Yes to these nights")).to_have_count(0)
    maya.goto("/us/week/")
    expect(maya.get_by_text("Jonas says yes.")).to_be_visible()
    maya.locator(".part").first.get_by_role("button", name="Yes, Jonas can have it").click()
    expect(maya.get_by_text("Jonas has it, whole.")).to_be_visible()
    maya.get_by_role("button", name="Yes to these nights").click()
    expect(maya.get_by_text("both agree").nth(7)).to_be_visible()
    expect(jonas.get_by_text("Jonas has it, whole.")).to_be_visible()
    jonas.goto("/holding/")
    expect(jonas.get_by_role("link", name=title)).to_contain_text("Jonas")


def test_other_hours_are_tried_before_they_are_proposed_without_script(phone_of: Phone) -> None:
    jonas = phone_of("Jonas", java_script_enabled=False)
    jonas.goto("/us/week/")
    jonas.get_by_role("button", name="Make a proposal").click()
    jonas.locator(".items a.go").first.click()
    jonas.get_by_label("Who", exact=True).select_option("Maya")
    jonas.get_by_label("From", exact=True).select_option("02:00")
    jonas.get_by_label("Until", exact=True).select_option("04:00")
    jonas.get_by_role("button", name="See what it would mean").click()
    expect(jonas.get_by_text("if Maya took 02:00 to 04:00")).to_be_visible()
    jonas.get_by_role("button", name="Propose it this way").click()
    expect(jonas.get_by_role("img", name="Maya has the baby")).to_be_visible()
