"""Nearward on a home screen: what Chromium itself asks of an app, and what an ordinary visit costs."""

import re

from playwright.sync_api import Browser, Page, Request

from tests.e2e.conftest import PHONE, Server

# Playwright's windows are incognito ones, in which Chromium installs nothing.
ALWAYS = {"in-incognito"}
KILOBYTES, REQUESTS = 60, 10


def errors(page: Page) -> set[str]:
    """Return what keeps Chromium from installing the page."""
    devtools = page.context.new_cdp_session(page)
    answer = devtools.send("Page.getInstallabilityErrors")
    return {error["errorId"] for error in answer["installabilityErrors"]}


def test_chromium_would_install_it_from_the_sign_in_page_and_from_today(browser: Browser, house: Server) -> None:
    context = browser.new_context(viewport=PHONE, base_url=house.url)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/sign-in/", house.links["Maya"]):
        page.goto(path)
        assert errors(page) <= ALWAYS, path
    devtools = context.new_cdp_session(page)
    read = devtools.send("Page.getAppManifest")
    assert read["errors"] == []
    assert read["url"] == f"{house.url}/manifest.webmanifest"
    context.close()


def test_a_first_visit_of_today_stays_light_and_fetches_no_icon_of_the_home_screen(
    browser: Browser, house: Server
) -> None:
    context = browser.new_context(viewport=PHONE, base_url=house.url)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(house.links["Maya"])
    state = context.storage_state()
    context.close()
    context = browser.new_context(viewport=PHONE, storage_state=state)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108  (Playwright marks its handlers)
    page.goto(house.url, wait_until="load")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    heavy = sum(request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"] for request in asked)
    paths = [request.url.removeprefix(house.url) for request in asked]
    assert len(asked) <= REQUESTS, paths
    assert heavy <= KILOBYTES * 1000, (heavy, paths)
    assert not [path for path in paths if re.search(r"-(180|192|512)", path)]
    context.close()
