"""A family comes together: a host's link, a baby, a partner, a helper; and what each of them sees."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import PHONE, Phone, Server
from tests.e2e.house import NewPhone, come_in, made_link, wait_until


@pytest.fixture
def house(empty_house: Server) -> Server:
    return empty_house


@pytest.fixture
def new_phone(browser: Browser) -> Iterator[NewPhone]:
    contexts: list[BrowserContext] = []

    def open_phone() -> Page:
        contexts.append(browser.new_context(viewport=PHONE, timezone_id="Europe/Lisbon", locale="en-GB"))  # type: ignore[arg-type]
        return contexts[-1].new_page()

    yield open_phone
    for context in contexts:
        context.close()


def add_baby(page: Page, house: Server, **facts: str) -> None:
    page.goto(f"{house.url}/family/children/add/")
    for label, value in facts.items():
        page.get_by_label(label.replace("_", " ").capitalize()).fill(value)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Family")).to_be_visible()


@pytest.mark.proved
def test_a_family_comes_together_over_three_phones(new_phone: NewPhone, house: Server) -> None:
    noa, uri, gran = new_phone(), new_phone(), new_phone()
    noa.goto(house.family_link())
    expect(noa.get_by_label("Time zone, by its city")).to_have_value("Europe/Lisbon")
    expect(noa.get_by_label("Country, for help lines")).to_have_value("GB")
    come_in(noa, house.family_link(), "Noa")
    add_baby(noa, house, Expected_on="2027-05-01")
    expect(noa.get_by_text("expected 1 May 2027")).to_be_visible()
    for name in ("Ada", "Ben"):
        noa.goto(f"{house.url}/family/children/add/")
        noa.get_by_label("Name, or what you call your baby for now").fill(name)
        noa.get_by_label("Born on").fill("2026-11-01")
        noa.get_by_role("button", name="Save").click()
    noa.get_by_role("button", name="Invite your partner").click()
    drawn = noa.locator(".qr svg path").get_attribute("d")
    assert drawn == _qr(made_link(noa)), "the picture holds the link"
    come_in(uri, made_link(noa), "Uri")
    noa.goto(f"{house.url}/family/")
    for page in (noa, uri):
        expect(page.get_by_role("listitem").filter(has_text="partner")).to_have_count(2)
        expect(page.get_by_text("Ada")).to_be_visible()
    uri.get_by_role("link", name="Ask a helper in").click()
    last_day = datetime.now(UTC).date() + timedelta(days=14)
    uri.get_by_label("Access ends after").fill(last_day.isoformat())
    uri.get_by_role("button", name="Make the link").click()
    come_in(gran, made_link(uri), "Gran")
    expect(gran.get_by_text(f"helper until {last_day.day} {last_day:%B}")).to_be_visible()
    expect(gran.get_by_role("navigation").get_by_role("link", name="Mine")).to_have_count(0)
    assert [gran.goto(f"{house.url}{path}").status for path in ("/", "/mine/", "/ask/")] == [200, 404, 404]  # type: ignore[union-attr]


def _qr(link: str) -> str:
    out = BytesIO()
    segno.make(link, error="m").save(out, kind="svg", border=0, scale=5, omitsize=True)
    return out.getvalue().decode().split(' d="')[1].split('"')[0]


def test_ones_own_link_and_a_used_one_are_calm_pages(new_phone: NewPhone, house: Server) -> None:
    noa, uri = new_phone(), new_phone()
    come_in(noa, house.family_link(), "Mara")
    noa.goto(f"{house.url}/family/")
    noa.get_by_role("button", name="Invite your partner").click()
    link = made_link(noa)
    noa.goto(link)
    expect(noa.get_by_role("heading", name="This link is for someone else")).to_be_visible()
    come_in(uri, link, "Ari")
    stranger = new_phone()
    assert stranger.goto(link).status == 404  # type: ignore[union-attr]
    expect(stranger.get_by_role("heading", name="This link does not open")).to_be_visible()


def test_ending_a_device_closes_its_live_line_at_once(new_phone: NewPhone, house: Server) -> None:
    here, there = new_phone(), new_phone()
    come_in(here, house.family_link(), "Ines")
    there.goto(f"{house.url}/sign-in/")
    there.get_by_label("The name you sign in with").fill("ines")
    there.get_by_label("Passphrase").fill("calm river under stones")
    there.get_by_role("button", name="Come in", exact=True).click()
    expect(there.get_by_text("you are Ines")).to_be_visible()
    there.evaluate("window.line = new EventSource('/live')")
    wait_until(there, "window.line.readyState === EventSource.OPEN")
    here.goto(f"{house.url}/you/devices/")
    expect(here.get_by_text("Chrome on Linux")).to_have_count(2)
    here.get_by_role("button", name="End all others").click()
    expect(here.get_by_text("Chrome on Linux")).to_have_count(1)
    wait_until(there, "window.line.readyState === EventSource.CLOSED")
    there.goto(f"{house.url}/")
    expect(there.get_by_role("heading", name="Come in").first).to_be_visible()


def test_a_loss_stops_baby_texts_on_the_other_open_phone(phone_of: Phone, server: Server) -> None:
    maya, jonas = phone_of("Maya"), phone_of("Jonas")
    expect(jonas.locator(".lean .baby")).to_have_count(1)
    maya.get_by_role("link", name="you are Maya").click()
    maya.get_by_role("link", name="This pregnancy or baby was lost").click()
    maya.get_by_role("button", name="Yes, stop all of it").click()
    expect(jonas.get_by_role("heading", name="Care for the two of you")).to_be_visible(timeout=3000)
    expect(jonas.locator(".lean .baby")).to_have_count(0)
    expect(jonas.get_by_role("heading", name="Tonight")).to_have_count(0)
    maya.get_by_role("button", name="This was a mistake: undo").click()
    expect(jonas.locator(".lean .baby")).to_have_count(1, timeout=3000)


def test_safety_leaves_no_way_back_to_itself(phone_of: Phone, server: Server) -> None:
    maya = phone_of("Maya")
    maya.goto(f"{server.url}/you/")
    before = maya.evaluate("history.length")
    maya.get_by_role("link", name="Safety at home").click()
    expect(maya.get_by_role("heading", name="Safety at home")).to_be_visible()
    assert maya.evaluate("history.length") == before
    maya.context.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="elsewhere"))
    maya.get_by_role("link", name="Leave this page").click()
    maya.wait_for_url("https://www.wikipedia.org/")
    assert maya.evaluate("history.length") == before
    maya.go_back()
    expect(maya.get_by_role("heading", name="Safety at home")).to_have_count(0)
