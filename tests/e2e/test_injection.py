"""Promise 13, second half: markup typed anywhere is shown as typed; it runs nothing and asks for nothing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import Figure
from tests.e2e.conftest import PHONE, Preloaded, Server, open_mine
from tests.e2e.payloads import PAYLOADS, together


@pytest.fixture(scope="module")
def marked_house(tmp_path_factory: pytest.TempPathFactory, preloaded: Preloaded) -> Iterator[Server]:
    running = Server(preloaded, tmp_path_factory.mktemp("injected") / "data")
    yield running
    running.stop()


class Phone:
    """A signed-in phone that notes whatever injected markup manages to do."""

    def __init__(self, browser: Browser, house: Server, name: str) -> None:
        self.url = house.url
        self.context: BrowserContext = browser.new_context(viewport=PHONE, base_url=house.url)
        self.done: list[str] = []
        self.context.on("request", self._asked)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.done.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.goto(house.links[name])

    def _asked(self, request: Any) -> None:
        if "injected" in request.url or not request.url.startswith((self.url, "data:")):
            self.done.append(request.url)

    def send(self, path: str, **fields: Any) -> str:
        """Post a form as this person, and return the page that came."""
        form_page = self.context.request.get(self.url + ("/give/" if path.endswith(("answer/", "here/")) else path))
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form_page.text())
        assert token, path
        form = {"csrfmiddlewaretoken": token[1], "key": str(uuid4()), **fields}
        return self.context.request.post(self.url + path, form=form).text()

    def look(self, path: str) -> None:
        """Open a page, let it settle, and note whether anything ran."""
        self.page.goto(self.url + path)
        self.note_what_ran(path)

    def note_what_ran(self, where: str) -> None:
        """Open what is folded, and see whether a script of theirs ran."""
        self.page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
        if self.page.evaluate("() => window.ran"):
            self.done.append(f"ran on {where}")


@pytest.mark.proved
def test_no_payload_runs_or_asks_for_anything(browser: Browser, marked_house: Server, figure: Figure) -> None:
    maya, jonas = Phone(browser, marked_house, "Maya"), Phone(browser, marked_house, "Jonas")
    jonas.look("/")  # open while the words come in: the live part is renewed under it
    for words in together(480):
        maya.send("/ask/", need="sleep", kind="do", when="week", words=words)
    jonas.page.wait_for_timeout(400)
    jonas.note_what_ran("Today, renewed live")
    for words in together(290):
        maya.send("/give/", what="", words=words, until="23:59")
    for note in together(3900):
        maya.send("/check-in/", stress=4, note=note)
    answered = re.findall(r"/asks/[0-9a-f-]{36}/", jonas.context.request.get(marked_house.url).text())
    for words, ask in zip(together(480), dict.fromkeys(answered), strict=False):
        jonas.send(f"{ask}answer/", how="but", words=words, seen=0)
    open_mine(maya.page)
    open_mine(jonas.page)
    shared = _reviews_and_repairs(maya, jonas)
    pages = [
        *shared,
        "/",
        "/mine/",
        "/us/",
        "/us/cycle/",
        "/family/",
        "/give/",
        "/ask/",
        "/you/",
        "/nights/",
        *dict.fromkeys(answered),
    ]
    pages += re.findall(
        r"/mine/check-ins/[0-9a-f-]{36}/", maya.context.request.get(f"{marked_house.url}/mine/").text()
    )[:2]
    for phone in (maya, jonas):
        open_mine(phone.page)
        for path in pages:
            phone.look(path)
    _names(maya, jonas)
    _refused(maya)
    figure(f"13 injection: {len(PAYLOADS)} payloads, {len(maya.done + jonas.done)} ran or asked")
    assert len(PAYLOADS) >= 40
    assert maya.done + jonas.done == []
    maya.context.close()
    jonas.context.close()


def _reviews_and_repairs(maya: Phone, jonas: Phone) -> list[str]:
    """Open weeks, and share and agree in repairs, full of markup; return where it is read."""
    pages = []
    monday = date.today() - timedelta(days=date.today().weekday())  # noqa: DTZ011
    for number, words in enumerate(together(3900), 5):
        week = monday - timedelta(days=7 * number)
        for phone in (maya, jonas):
            phone.send(f"/mine/review/{week}/", do="finish", number=0, worked=words, to_repair=words)
        pages.append(f"/us/review/{week}/")
    for words in together(190)[:4]:
        maya.send("/us/repair/start/", about=words)
    listed = maya.context.request.get(f"{maya.url}/us/repair/").text()
    for words, repair in zip(together(1900), re.findall(r"/us/repair/[0-9a-f-]{36}/", listed), strict=False):
        step = repair.replace("/us/", "/mine/") + "inside/"
        maya.send(step, do="share", number=0, words=words)
        pages += [repair, step]
    return ["/us/repair/", *pages]


def _names(maya: Phone, jonas: Phone) -> None:
    child = re.search(r"/family/children/[0-9a-f-]{36}/", maya.context.request.get(f"{maya.url}/family/").text())
    assert child
    for name in together(60)[:6]:
        maya.send("/you/", name=name, language="en", zone="Europe/Madrid", country="ES")
        maya.send(child[0], name=name, born_on="2026-01-01")
        for phone, path in ((maya, "/"), (jonas, "/"), (jonas, "/ask/"), (jonas, "/family/"), (maya, child[0])):
            phone.look(path)


def _refused(maya: Phone) -> None:
    """Refused forms show what was typed: too long for each of them."""
    everything = " ".join(PAYLOADS) * 4
    for path, label, button in (
        ("/ask/", "In your own words", re.compile("^Send to ")),
        ("/check-in/", "A note for yourself", "Say it"),
    ):
        maya.page.goto(maya.url + path)
        maya.page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
        maya.page.get_by_label(label).fill(everything)
        maya.page.get_by_role("button", name=button).click()
        maya.page.wait_for_selector(".error")
        assert maya.page.get_by_label(label).input_value() == everything
        maya.note_what_ran(f"{path}, refused")


def test_the_test_would_see_a_payload_run(browser: Browser, house: Server, tmp_path: Path) -> None:
    phone = Phone(browser, house, "Maya")
    phone.page.set_content("".join(PAYLOADS))
    phone.page.wait_for_timeout(200)
    phone.note_what_ran("a page without our care")
    assert len(phone.done) > 2
    phone.context.close()
