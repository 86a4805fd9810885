"""Help at once: in the page before anything is sent, in the answer before the score, and without a server."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, Server, open_mine
from tests.e2e.house import small_targets, troubles

UNCOVERED = """(one) => { const { x, y, width, height } = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"""
AT_WORK = """async () => {
  let worker;
  while (!(worker = await navigator.serviceWorker.getRegistration("/help/"))?.active)
    await new Promise((done) => setTimeout(done, 50));
}"""
CANARY = "Wren Okonkwo-Castellanos"
SAFE = "Are you safe right now?"
FORM = "/mine/screening/phq9/"
KEPT = """async () => { const found = [];
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys())
    found.push([new URL(one.url).pathname, await (await caches.match(one, {ignoreVary: true})).text()]);
  return JSON.stringify({found, local: {...localStorage}, session: {...sessionStorage},
    bases: (await indexedDB.databases()).map((one) => one.name)}); }"""


def mine_of(phone_of: Phone, **options: object) -> Page:
    """Give Maya a phone with Mine open."""
    page = phone_of("Maya", **options)
    open_mine(page)
    return page


def answer(page: Page, *, hurting: int) -> None:
    for place in range(9):
        page.locator(f"input[name=a{place}]").nth(hurting if place == 8 else 1).check()


def trust_someone(page: Page) -> None:
    page.goto("/mine/screening/trusted/")
    page.get_by_label("Name").fill(CANARY)
    page.get_by_label("Telephone").fill("+34 600 123 456")
    page.get_by_role("button", name="Keep it").click()


def test_a_hard_answer_brings_help_before_it_is_sent_and_before_the_score(phone_of: Phone) -> None:
    page = mine_of(phone_of)
    trust_someone(page)
    page.goto(FORM)
    answer(page, hurting=0)
    expect(page.get_by_text(SAFE)).to_be_hidden()
    answer(page, hurting=1)
    expect(page.get_by_text(SAFE)).to_be_visible()
    expect(page.get_by_role("link", name=f"Call {CANARY}")).to_be_visible()
    alarm = page.get_by_role("link", name=re.compile("I am not safe: call"))
    assert alarm.evaluate(UNCOVERED), "what to press stands on the screen, with nothing over it"
    assert troubles(page) == []
    assert small_targets(page) == []
    answer(page, hurting=0)
    expect(page.get_by_text(SAFE)).to_be_hidden()
    answer(page, hurting=3)
    page.get_by_role("button", name="See what it says").click()
    expect(page.get_by_text(SAFE)).to_be_visible()
    boxes = [page.get_by_text(words).bounding_box() for words in (SAFE, "11 is at or above 10")]
    assert boxes[0]["y"] < boxes[1]["y"]
    assert troubles(page) == []
    page.get_by_role("button", name="Do not keep it").click()
    expect(page.get_by_text("It is not kept any more.")).to_be_visible()


def test_it_shows_without_script_too(phone_of: Phone) -> None:
    state = mine_of(phone_of).context.storage_state()
    page = phone_of(None, storage_state=state, java_script_enabled=False)
    page.goto(FORM)
    expect(page.get_by_text(SAFE)).to_be_hidden()
    answer(page, hurting=2)
    expect(page.get_by_text(SAFE)).to_be_visible()


def test_with_the_server_gone_a_hard_answer_still_brings_help_and_help_still_opens(
    phone_of: Phone, server: Server
) -> None:
    page = mine_of(phone_of)
    trust_someone(page)
    page.evaluate(AT_WORK)
    page.goto(FORM)
    server.stop()
    answer(page, hurting=1)
    expect(page.get_by_text(SAFE)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("I am not safe: call"))).to_be_visible()
    for way, words in (
        ("/help/", "This page stays on the device"),
        ("/help/safety-at-home/", "If someone at home"),
    ):
        page.goto(way)
        expect(page.get_by_text(words)).to_be_visible()
        assert page.evaluate("() => getComputedStyle(document.querySelector('.btn')).minHeight") == "48px"
        assert troubles(page) == []
    page.goto("/help/")
    page.get_by_text("Spain").click()
    expect(page.get_by_role("link", name="Call 024")).to_be_visible()
    page.get_by_role("link", name="Safety at home").click()
    expect(page.get_by_text("If someone at home")).to_be_visible()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto("/")


def test_after_use_and_lock_nothing_private_lies_on_the_device(phone_of: Phone) -> None:
    page = mine_of(phone_of)
    trust_someone(page)
    page.goto(FORM)
    answer(page, hurting=1)
    page.get_by_role("button", name="See what it says").click()
    for path in ("/", "/us/", "/mine/", "/mine/screening/results/", "/help/", "/you/"):
        page.goto(path)
    page.goto("/mine/")
    page.get_by_role("button", name="Close this room").click()
    page.evaluate(AT_WORK)
    stored = json.loads(page.evaluate(KEPT))
    paths = sorted(path for path, _text in stored["found"])
    assert paths[:2] == ["/help/offline/", "/help/safety-at-home/"]
    assert all(path.startswith("/static/") for path in paths[2:])
    assert len(paths) == 5
    whole = json.dumps(stored)
    assert not [word for word in (CANARY, "600 123", "Maya", "Jonas", "Noor", "PHQ", "csrf") if word in whole]
    assert (stored["local"], stored["bases"]) == ({}, [])
    assert set(stored["session"]) <= {"htmx-current-path-for-history"}
