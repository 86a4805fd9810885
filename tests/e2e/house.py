"""A real `nearward serve` with nobody in it yet, and what a journey through it needs."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import free_port, wait_for

NewPhone = Callable[[], Page]


@dataclass
class House:
    """A running server of one's own."""

    url: str
    environ: dict[str, str]

    def family_link(self) -> str:
        """Ask the host's command for a link that lets one person start a family."""
        command = [sys.executable, "-m", "nearward", "invite-family"]
        said = subprocess.run(command, env=self.environ, capture_output=True, text=True, check=True)
        return said.stdout.strip()


@contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """Run `nearward serve` until the journey ends."""
    port = free_port()
    url = f"http://localhost:{port}"
    environ = {**os.environ, "NEARWARD_DATA": str(folder), "NEARWARD_DATABASE_URL": "", "NEARWARD_URL": url}
    command = [sys.executable, "-m", "nearward", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield House(url, environ)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def come_in(page: Page, link: str, name: str, passphrase: str = "calm river under stones") -> None:
    """Use an invite as a new person."""
    page.goto(link)
    page.get_by_label("Your name, as the others read it").fill(name)
    page.get_by_label("A name to sign in with").fill(name.lower())
    page.get_by_label("A passphrase").fill(passphrase)
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("heading", name=f"Welcome, {name}.").wait_for()


def made_link(page: Page) -> str:
    """Return the link a page shows once."""
    return page.locator(".copy").inner_text()


def troubles(page: Page) -> list[str]:
    """Return what axe finds wrong with the page."""
    answer = Axe().run(page).response
    assert answer["passes"], "axe looked at nothing"
    found = answer["violations"]
    return [f"{page.url} {one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


def small_targets(page: Page) -> list[str]:
    """Return what can be tapped and is less than 44 pixels wide or high; links inside a sentence may be."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
            .filter(e => e.checkVisibility() && !e.matches('.skip') && !e.closest('datalist'))
            .filter(e => !(e.matches('p a') && getComputedStyle(e).display === 'inline'))
            .map(e => [e.outerHTML.slice(0, 90), (e.closest('label') ?? e).getBoundingClientRect()])
            .filter(([_, r]) => r.width < 44 || r.height < 44)
            .map(([html, r]) => `${html} ${Math.round(r.width)}x${Math.round(r.height)}`)"""
        )
    )


def wait_until(page: Page, truth: str) -> None:
    """Wait until an expression holds on the page; Playwright's own wait is stopped by our content policy."""
    for _ in range(100):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{truth} never held")
