"""A grant given, read and ended, on three screens: one of two who expect, their partner, and a counselor's desk."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, open_mine
from tests.e2e.house import made_link, small_targets, troubles

DOCTOR = "Dr. Ruiz"


def shown(page: Page) -> str:
    return page.locator("main").inner_text()


def test_what_is_given_is_read_and_what_is_ended_is_gone(phone_of: Phone) -> None:
    priya, tom, desk = phone_of("Priya"), phone_of("Tom"), phone_of(DOCTOR)
    priya.goto("/check-in/")
    priya.locator("input[name=sleep][value='3']").check(force=True)
    priya.get_by_role("button", name=re.compile("Done|Save|Say")).first.click()
    open_mine(tom)
    before = shown(tom)
    open_mine(priya, "/mine/counselor/")
    priya.get_by_role("button", name="Make a link").click()
    assert troubles(priya) == []
    link = made_link(priya)
    desk.goto(link)
    expect(desk.get_by_text("Priya wants to let you in.")).to_be_visible()
    assert troubles(desk) == []
    desk.get_by_role("button", name="Yes").click()
    expect(desk.get_by_role("heading", name="Priya")).to_be_visible()
    priya.goto("/mine/counselor/")
    priya.get_by_role("link", name="Choose what to give").click()
    priya.get_by_label("What I need, and the room I have").check()
    assert troubles(priya) == []
    assert small_targets(priya) == []
    priya.get_by_role("button", name="Give this").click()
    expect(priya.get_by_text("It holds from now on.")).to_be_visible()
    desk.goto("/desk/")
    desk.get_by_role("link", name="Priya").first.click()
    expect(desk.get_by_text(re.compile("Need and room|need and the room", re.I)).first).to_be_visible()
    assert troubles(desk) == []
    page_of_priya = desk.url
    priya.goto("/mine/counselor/")
    priya.get_by_text("What was read, and when").click()
    expect(priya.get_by_text(re.compile(f"{DOCTOR}, "))).to_be_visible()
    priya.get_by_role("button", name=f"End all for {DOCTOR}").click()
    assert desk.goto(page_of_priya).status == 404  # type: ignore[union-attr]
    desk.goto("/desk/")
    expect(desk.get_by_role("link", name="Priya")).to_have_count(0)
    open_mine(tom)
    assert shown(tom) == before, "nothing of it shows on the other's side"
