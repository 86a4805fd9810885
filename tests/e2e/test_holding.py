"""Holding on two phones: offered on one, taken on the other, without reload; and everything on one's mind, kept."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone
from tests.e2e.house import wait_until
from tests.e2e.visiting import SMALL

LIVE = 5000


def room(page: Page) -> Page:
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Holding").click()
    page.get_by_role("heading", name="Who is holding what").wait_for()
    wait_until(page, "() => document.querySelector('[sse-connect]') !== null")
    return page


def test_offered_on_one_phone_and_taken_on_the_other_without_reload(phone_of: Phone) -> None:
    maya, jonas = room(phone_of("Maya")), room(phone_of("Jonas"))
    maya.get_by_role("link", name="Clothes that still fit").click()
    maya.get_by_role("button", name="Offer it to Jonas").click()
    expect(maya.get_by_text("You offered this to Jonas, whole.")).to_be_visible()
    card = jonas.locator("section.card", has_text="Maya offers you this, whole")
    expect(card).to_contain_text("Clothes that still fit", timeout=LIVE)
    card.get_by_role("button", name="I take it whole").click()
    expect(jonas.get_by_role("link", name="Clothes that still fit")).to_contain_text("Jonas")
    expect(maya.get_by_text("Jonas notices, plans and does it.")).to_be_visible(timeout=LIVE)


def test_the_invitation_is_jonases_alone_and_what_it_leads_to_is_mayas_to_answer(phone_of: Phone) -> None:
    maya, jonas = room(phone_of("Maya")), room(phone_of("Jonas"))
    expect(jonas.get_by_text("Two things could move whole this week, if you want to take them.")).to_be_visible()
    assert "could move whole" not in maya.content()
    jonas.get_by_role("button", name="take it: Vaccination visits").click()
    expect(jonas.get_by_text("Offered to Maya.")).to_be_visible()
    card = maya.locator("section.card", has_text="Jonas would take this whole")
    expect(card).to_contain_text("Vaccination visits", timeout=LIVE)
    card.get_by_role("button", name="Yes, Jonas has it").click()
    expect(jonas.locator("section:not(.soft) a.held", has_text="Vaccination visits")).to_contain_text(
        "Jonas", timeout=LIVE
    )
    expect(jonas.get_by_text("could move whole")).to_have_count(0)


def test_an_invitation_is_put_off_for_the_week(phone_of: Phone) -> None:
    jonas = room(phone_of("Jonas"))
    jonas.get_by_role("button", name="Not this week").click()
    expect(jonas.get_by_role("heading", name="Tracking")).to_be_visible()
    expect(jonas.get_by_text("could move whole")).to_have_count(0)


def test_everything_on_ones_mind_is_written_down_and_seen_on_the_other_phone(phone_of: Phone) -> None:
    maya, jonas = room(phone_of("Maya")), room(phone_of("Jonas"))
    maya.get_by_label("On your mind?").fill("- book the dentist\n- zxcv")
    maya.get_by_role("button", name="Write it down").click()
    expect(maya.get_by_label("Kind of “book the dentist”")).to_have_value("planning")
    maya.get_by_label("Kind of “zxcv”").select_option("tracking")
    maya.get_by_label("I hold this whole").first.check()
    maya.get_by_role("button", name="Keep them").click()
    expect(jonas.get_by_role("link", name="book the dentist")).to_contain_text("Maya", timeout=LIVE)
    expect(jonas.get_by_role("link", name="zxcv")).to_contain_text("nobody is holding this yet")


def test_it_all_works_without_script_and_on_a_small_phone(phone_of: Phone) -> None:
    jonas = phone_of("Jonas", java_script_enabled=False)
    jonas.set_viewport_size(SMALL)
    jonas.get_by_role("link", name="Holding").click()
    jonas.get_by_role("link", name="Childcare from March").click()
    jonas.get_by_role("button", name="I take it whole").click()
    expect(jonas.get_by_text("Jonas notices, plans and does it.")).to_be_visible()
    jonas.goto("/holding/start/")
    jonas.get_by_role("button", name="add: Groceries").click()
    expect(jonas.get_by_text("“Groceries” is in Holding now, open.")).to_be_visible()
    jonas.goto("/you/")
    jonas.get_by_role("link", name="Family").click()
    expect(jonas.get_by_role("heading", name="Who is here")).to_be_visible()
