"""A passkey made, used and lost, in a real Chromium with a virtual authenticator."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import PHONE, Server
from tests.e2e.house import come_in, small_targets, troubles_in_both_lights

PASSPHRASE = "calm river under stones"
NEW = "slow boat on a lake"
FINGER = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def house(empty_house: Server) -> Server:
    return empty_house


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, timezone_id="Europe/Lisbon")  # type: ignore[arg-type]
    yield made
    made.close()


def with_a_finger(page: Page) -> None:
    """Give this page's browser an authenticator that always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})


def add_passkey(page: Page, house: Server) -> list[str]:
    """Add a passkey and return the recovery codes shown after the first one."""
    page.goto(f"{house.url}/you/keys/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    return page.locator(".codes li").all_inner_texts()


def sign_out(page: Page, house: Server) -> None:
    page.goto(f"{house.url}/you/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out on this device.")).to_be_visible()


def test_someone_joins_adds_a_passkey_and_comes_back_with_it(context: BrowserContext, house: Server) -> None:
    page = context.new_page()
    with_a_finger(page)
    come_in(page, house.family_link(), "Noa")
    codes = add_passkey(page, house)
    assert len(codes) == 10
    expect(page.get_by_text("The passkey opens your place from now on.")).to_be_visible()
    sign_out(page, house)
    page.get_by_role("button", name="Come in with a passkey").click()
    expect(page.get_by_text("you are Noa")).to_be_visible()
    page.goto(f"{house.url}/you/keys/passkeys/")
    expect(page.get_by_text("on Linux")).to_be_visible()
    expect(page.get_by_text("used ")).to_be_visible()


@pytest.mark.proved
def test_with_a_passkey_the_passphrase_alone_is_not_enough(context: BrowserContext, house: Server) -> None:
    page = context.new_page()
    with_a_finger(page)
    come_in(page, house.family_link(), "Mara")
    codes = add_passkey(page, house)
    for answer in (
        lambda: page.get_by_role("button", name="Use your passkey").click(),
        lambda: code(page, codes[0]),
    ):
        sign_out(page, house)
        page.get_by_label("The name you sign in with").fill("mara")
        page.get_by_label("Passphrase").fill(PASSPHRASE)
        page.get_by_role("button", name="Come in", exact=True).click()
        expect(page.get_by_role("heading", name="One more step")).to_be_visible()
        assert page.goto(f"{house.url}/you/").url.startswith(f"{house.url}/sign-in/")  # type: ignore[union-attr]
        expect(page.get_by_role("heading", name="One more step")).to_be_visible()
        answer()
        expect(page.get_by_text("you are Mara")).to_be_visible()


def code(page: Page, typed: str) -> None:
    page.get_by_label("One of your recovery codes").fill(typed)
    page.get_by_role("button", name="Come in", exact=True).click()


@pytest.mark.proved
def test_a_recovery_code_brings_someone_back_once(context: BrowserContext, browser: Browser, house: Server) -> None:
    page = context.new_page()
    with_a_finger(page)
    come_in(page, house.family_link(), "Ines")
    codes = add_passkey(page, house)
    elsewhere = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    lost = elsewhere.new_page()
    for attempt, words in enumerate(("you are Ines", "do not fit together")):
        elsewhere.clear_cookies()
        lost.goto(f"{house.url}/sign-in/")
        lost.get_by_role("link", name="A way back in, with a recovery code").click()
        lost.get_by_label("The name you sign in with").fill("Ines")
        lost.get_by_label("One of your recovery codes").fill(codes[3])
        lost.get_by_label("A new passphrase").fill(f"{NEW} {attempt}")
        lost.get_by_role("button", name="Come in", exact=True).click()
        expect(lost.get_by_text(words)).to_be_visible()
    elsewhere.close()
    page.goto(f"{house.url}/you/")
    expect(page.get_by_role("heading", name="Come in").first).to_be_visible()


def test_without_an_authenticator_the_page_says_what_else_opens_the_door(
    context: BrowserContext, house: Server
) -> None:
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda line: troubles.append(line.text))
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER | {"isUserVerified": False}})
    page.goto(f"{house.url}/sign-in/")
    page.get_by_role("button", name="Come in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("No passkey came through. Try once more, or take another way.")
    assert troubles == []


def test_without_script_the_passphrase_still_opens_the_door(browser: Browser, house: Server) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(house.family_link())
    page.get_by_label("Time zone, by its city").fill("lisbon")
    page.get_by_label("Your name, as the others read it").fill("Lio")
    page.get_by_label("A name to sign in with").fill("lio")
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in").click()
    sign_out(page, house)
    assert "A passkey needs script in this browser." in page.content()
    page.get_by_role("button", name="Come in with a passkey").click()
    expect(page.get_by_role("status")).to_contain_text("Your name and passphrase work without it.")
    page.get_by_label("The name you sign in with").fill("lio")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in", exact=True).click()
    expect(page.get_by_text("you are Lio")).to_be_visible()
    context.close()


@pytest.mark.proved
def test_every_page_about_keys_is_sound(browser: Browser, house: Server) -> None:
    name = "Sol"
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    with_a_finger(page)
    page.goto(house.family_link())
    found += troubles_in_both_lights(page) + small_targets(page)
    come_in(page, house.family_link(), name)
    page.goto(f"{house.url}/you/keys/passkeys/add/")
    found += troubles_in_both_lights(page) + small_targets(page)
    add_passkey(page, house)
    found += troubles_in_both_lights(page) + small_targets(page)
    for door in ("Rename Chrome on Linux", "Remove Chrome on Linux"):
        page.goto(f"{house.url}/you/keys/passkeys/")
        found += troubles_in_both_lights(page) + small_targets(page)
        with page.expect_navigation():
            page.get_by_role("link", name=door).click()
        found += troubles_in_both_lights(page) + small_targets(page)
    for again in ("/sign-in/again/", "/sign-in/again/code/", "/sign-in/again/passkey/"):
        page.goto(house.url + again)
        expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
        found += troubles_in_both_lights(page) + small_targets(page)
    sign_out(page, house)
    page.get_by_label("The name you sign in with").fill(name.lower())
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    found += troubles_in_both_lights(page) + small_targets(page)
    context.close()
    assert not found, "\n".join(found)
