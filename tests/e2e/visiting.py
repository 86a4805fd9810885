"""Everyone who can sign in to the demo, and every page each of them can reach by its links."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, Error, Page

from tests.e2e.conftest import PHONE, Server, open_mine

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}|(?<=/mine/review/)[\d-]+")
PARTNERS, COUNSELOR, STRANGER = ("Maya", "Jonas", "Priya"), "Dr. Ruiz", ""
SMALL = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
MADE_UP = "/join/made-up/"
# Pages that no link leads to.
UNLINKED = {
    "Maya": ("/help/", "/parts/", "/family/invite/helper/", "/you/keys/codes/make/", "/sign-out/"),
    STRANGER: ("/help/", "/help/?country=", "/parts/", "/sign-in/lost/", MADE_UP),
}
LINKS = "() => [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))"


@dataclass
class Visitors:
    """Who can sign in, and with what."""

    house: Server
    browser: Browser
    states: dict[str, Any] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)  # addresses that a link led to and that did not open

    @contextmanager
    def page(self, name: str, **options: Any) -> Iterator[Page]:
        """Open a phone for someone already signed in, or for a stranger."""
        state = self.state(name) if name else None
        usual = {"viewport": PHONE, "storage_state": state, "base_url": self.house.url}
        context = self.browser.new_context(**usual | options)
        page = context.new_page()
        if name in PARTNERS:
            open_mine(page)
        yield page
        context.close()

    def state(self, name: str) -> Any:
        """Return the cookies of someone signed in; a helper is asked in first."""
        if name not in self.states:
            with self.page(STRANGER) as page:
                if name in self.house.links:
                    page.goto(self.house.links[name])
                else:
                    self._join_as_helper(page, name)
                self.states[name] = page.context.storage_state()
        return self.states[name]

    def _join_as_helper(self, page: Page, name: str) -> None:
        with self.page("Maya") as asking:
            asking.goto("/family/invite/helper/")
            asking.get_by_label("Access ends after").fill(f"{datetime.now(UTC) + timedelta(days=9):%Y-%m-%d}")
            asking.get_by_role("button", name="Make the link").click()
            link = asking.locator(".copy").inner_text()
        page.goto(link)
        page.get_by_label("Your name").fill(name)
        page.get_by_label("A name to sign in with").fill(name.lower())
        page.get_by_label("A passphrase").fill("warm lamp slow boat")
        page.get_by_role("button", name="Come in").click()
        page.wait_for_url("**/family/**")

    def tour(self, name: str, page: Page, only: tuple[str, ...] = ("/",)) -> Iterator[str]:
        """Open every page this person's links lead to, one of each kind; yield the path of each.

        `only`: how the paths begin; "/" is every page.
        """
        waiting = ["/" if name else "/sign-in/", *UNLINKED.get(name, ())]
        kinds: set[str] = set()
        shown: set[str] = set()
        while waiting:
            path = waiting.pop(0)
            if kind_of(path) in kinds or path.startswith("/static/") or (not path.startswith(only) and path != "/"):
                continue
            kinds.add(kind_of(path))
            landed = self._open(page, path)
            if landed is None or kind_of(landed) in shown:
                continue
            shown.add(kind_of(landed))
            base = path.partition("?")[0]
            links = [base + link if link.startswith("?") else link for link in page.evaluate(LINKS)]
            waiting += [link for link in links if link.startswith("/")]
            yield landed

    def _open(self, page: Page, path: str) -> str | None:
        """Open a page and return where it led, or None when it is a file or not for this person."""
        try:
            answer = page.goto(path)
        except Error as error:
            if "Download is starting" in error.message:
                return None
            raise
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            return None
        if "/mine/open/" in page.url and "/mine/open/" not in path:
            open_mine(page)  # it closes five minutes after its last use
            page.goto(path)
        elif not answer.ok and path != MADE_UP:
            self.closed.append(path)
            return None
        return page.url.removeprefix(self.house.url)


def kind_of(path: str) -> str:
    """Return a path with its ids taken out, so that one page of each kind is looked at."""
    return AN_ID.sub("(id)", path.partition("?")[0]) + ("?with" if "with=" in path else "")
