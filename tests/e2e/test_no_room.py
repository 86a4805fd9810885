"""Two phones: what is offered to someone without room waits, and arrives without reload once there is some."""

import re

from playwright.sync_api import Page, expect

from nearward.domain.labor import INVITATION
from tests.e2e.conftest import Phone

LIVE = 5000


def say_room(page: Page, room: str) -> None:
    """Check in with no need and this much room."""
    page.goto("/check-in/")
    for group in page.get_by_role("group").all():
        zero = group.get_by_role("radio", name="not now", exact=True)
        if zero.count():
            zero.check(force=True)
    page.get_by_role("group", name="Room to give").get_by_role("radio", name=room, exact=True).check(force=True)
    page.get_by_role("button", name="Say it").click()
    page.get_by_role("navigation", name="Rooms").wait_for()


def test_a_hand_over_waits_for_room_and_the_invitation_finds_the_right_partner(phone_of: Phone) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    say_room(jonas, "none")
    expect(jonas.get_by_text(INVITATION)).to_have_count(0)
    jonas.goto("/holding/")
    maya.goto("/holding/")
    maya.get_by_role("link", name="Clothes that still fit").click()
    maya.get_by_role("button", name="Offer it to Jonas").click()
    expect(maya.get_by_text("It waits until Jonas has room, for a week at most.")).to_be_visible()
    jonas.reload()
    expect(jonas.get_by_role("heading", name="Tracking")).to_be_visible()
    expect(jonas.get_by_text("Maya offers you this, whole")).to_have_count(0)
    say_room(jonas, "some")
    expect(maya.get_by_text("It stays as it is until there is an answer")).to_be_visible(timeout=LIVE)
    expect(jonas.get_by_text(INVITATION)).to_be_visible()
    maya.goto("/")
    expect(maya.get_by_role("heading", name=re.compile("room|hold|stretched|leans"))).to_be_visible()
    expect(maya.get_by_text(INVITATION)).to_have_count(0)
    jonas.get_by_role("link", name="See what could move").click()
    card = jonas.locator("section.card", has_text="Maya offers you this, whole")
    card.get_by_role("button", name="I take it whole").click()
    expect(jonas.get_by_role("link", name="Clothes that still fit")).to_contain_text("Jonas")
