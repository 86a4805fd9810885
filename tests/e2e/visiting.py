"""Everyone who can sign in to the demo, and every page each of them can reach by its links."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, Page

from tests.e2e.conftest import PHONE, Server, open_mine

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}|(?<=/mine/review/)[\d-]+")
PARTNERS, COUNSELOR = ("Maya", "Jonas", "Priya"), "Dr. Ruiz"
SMALL = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}


@dataclass
class Visitors:
    """Who can sign in, and with what; pages found are kept, since finding them takes a while."""

    house: Server
    browser: Browser
    states: dict[str, Any] = field(default_factory=dict)
    found: dict[str, list[str]] = field(default_factory=dict)

    @contextmanager
    def page(self, name: str, **options: Any) -> Iterator[Page]:
        """Open a phone for someone already signed in, or for a stranger."""
        state = self.states[name] if name else None
        context = self.browser.new_context(
            **{"viewport": PHONE, "storage_state": state, "base_url": self.house.url} | options
        )
        page = context.new_page()
        if name in PARTNERS:
            open_mine(page)
        yield page
        context.close()

    def come_in(self) -> "Visitors":
        """Sign the partners in, one of those who expect too, and the counselor; ask a helper in."""
        for name in (*PARTNERS, COUNSELOR):
            with self.page("") as page:
                page.goto(self.house.links[name])
                self.states[name] = page.context.storage_state()
        with self.page("Maya") as page:
            page.goto(f"{self.house.url}/family/invite/helper/")
            page.get_by_label("Access ends after").fill(f"{datetime.now(UTC) + timedelta(days=9):%Y-%m-%d}")
            page.get_by_role("button", name="Make the link").click()
            link = page.locator(".copy").inner_text()
        with self.page("") as page:
            page.goto(link)
            page.get_by_label("Your name").fill("Gran")
            page.get_by_label("A name to sign in with").fill("gran")
            page.get_by_label("A passphrase").fill("warm lamp slow boat")
            page.get_by_role("button", name="Come in").click()
            page.wait_for_url("**/family/**")
            self.states["Gran"] = page.context.storage_state()
        return self

    def paths(self, name: str) -> list[str]:
        """Return the address of every page this person's links lead to, one of each kind."""
        if name not in self.found:
            with self.page(name, java_script_enabled=False) as page:
                self.found[name] = _crawl(page, self.house.url, "/" if name else "/sign-in/")
        return self.found[name]


def _crawl(page: Page, url: str, start: str) -> list[str]:
    waiting, kinds = [start, "/help/", "/parts/"], {}
    while waiting:
        path = waiting.pop(0)
        kind = AN_ID.sub("(id)", path.split("?")[0]) + ("?with" if "with=" in path else "")
        if kind in kinds or kind == "/sign-out/":
            continue
        answer = page.request.get(url + path)
        kinds[kind] = path if answer.ok and "html" in answer.headers.get("content-type", "") else ""
        links = re.findall(r'href="([^"]+)"', answer.text()) if kinds[kind] else []
        base = path.split("?")[0]
        waiting += [base + link if link.startswith("?") else link for link in links if link.startswith(("/", "?"))]
    return [path for path in kinds.values() if path and not path.startswith("/static/")]
