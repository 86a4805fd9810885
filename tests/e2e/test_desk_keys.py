"""A desk behind a passkey, in a real Chromium with a virtual authenticator."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.conftest import PHONE, Server
from tests.e2e.test_passkeys import add_passkey, sign_out, with_a_finger

PASSPHRASE = "calm river under stones"


@pytest.fixture
def house(empty_house: Server) -> Server:
    return empty_house


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, timezone_id="Europe/Lisbon")  # type: ignore[arg-type]
    yield made
    made.close()


def desk_link(house: Server) -> str:
    return house.command("invite-counselor", "The Harbor")


def test_a_desk_opens_with_a_passkey_and_never_with_the_passphrase_alone(
    context: BrowserContext, house: Server
) -> None:
    page = context.new_page()
    with_a_finger(page)
    page.goto(desk_link(house))
    page.get_by_label("Your name, as the others read it").fill("Rui")
    page.get_by_label("A name to sign in with").fill("rui")
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("you are Rui")).to_be_visible()
    page.goto(f"{house.url}/desk/")
    expect(page.get_by_text("Nobody has let you in yet.")).to_have_count(0)
    add_passkey(page, house)
    sign_out(page, house)
    page.get_by_label("The name you sign in with").fill("rui")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in", exact=True).click()
    page.goto(f"{house.url}/desk/")
    expect(page.get_by_text("Nobody has let you in yet.")).to_have_count(0)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(re.compile("^(?!.*/sign-in/)"))
    page.goto(f"{house.url}/desk/")
    expect(page.get_by_text("Nobody has let you in yet.")).to_be_visible()
