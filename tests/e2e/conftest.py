"""A real Chromium on the real server, in a process and on a data folder of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
ROOT = Path(__file__).parents[2]


def chromium() -> str | None:
    """Return where the system's Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def lean_chromium() -> str | None:
    """Return where Chromium without a window is: the same engine at little more than half the price."""
    return shutil.which("chromium-headless-shell") or chromium()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder, and skip them all, loudly, without a browser; CI allows no skips."""
    here = Path(__file__).parent
    reason = "no Chromium here (apt-get install chromium)"
    for item in items:
        if here in Path(str(item.fspath)).parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason=reason))


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the server takes connections."""
    for _ in range(3000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server did not start")


class Preloaded:
    """The process that forks a server for each test (see preloaded.py)."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.preloaded", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.links: dict[str, str] = dict(self._answer())

    def order(self, **order: object) -> Any:
        """Have one thing done and return what came of it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the preloaded process ended"
        return json.loads(line)

    def end(self) -> None:
        """End it and every server it still runs."""
        self.process.communicate(timeout=20)


@dataclass
class Server:
    """A running server on a data folder of its own."""

    preloaded: Preloaded
    data: Path
    families: bool = True
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.pid = self._order("serve")
        wait_for(self.port)

    def _order(self, do: str, **order: object) -> Any:
        facts = {"data": str(self.data), "families": self.families, "port": self.port}
        return self.preloaded.order(do=do, **facts, **order)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def links(self) -> dict[str, str]:
        """A sign-in link for each person of the demo."""
        return {name: self.url + path for name, path in self.preloaded.links.items()}

    def command(self, *args: str) -> str:
        """Run one of the host's commands on this server's data and return what it prints."""
        return str(self._order("run", args=args))

    def family_link(self) -> str:
        """Return a link that lets one person start a family."""
        return self.command("invite-family")

    def stop(self) -> None:
        """Stop it, unless it has stopped already."""
        self._order("stop", pid=self.pid)


@pytest.fixture(scope="session")
def preloaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preloaded]:
    """Load the program, and make the families of the demo once for all servers of all workers of this run."""
    here = tmp_path_factory.getbasetemp()
    shared = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here
    process = Preloaded(shared / "preloaded")
    yield process
    process.end()


@pytest.fixture
def server(tmp_path: Path, preloaded: Preloaded) -> Iterator[Server]:
    """Run a server with the families of the demo, as they were made, for one test."""
    running = Server(preloaded, tmp_path / "data")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, preloaded: Preloaded) -> Iterator[Server]:
    """Run one server for all tests that leave it as it was."""
    running = Server(preloaded, tmp_path_factory.mktemp("house") / "data")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory: pytest.TempPathFactory, preloaded: Preloaded) -> Iterator[Server]:
    """Run a server with nobody in it yet, for the tests of one file."""
    running = Server(preloaded, tmp_path_factory.mktemp("empty") / "data", families=False)
    yield running
    running.stop()


def with_fonts() -> dict[str, str | float | bool]:
    """Return this process's environment; `NEARWARD_E2E_FONTS` (dejavu or liberation) narrows the fonts in it."""
    chosen = os.environ.get("NEARWARD_E2E_FONTS", "")
    file = Path(__file__).parent / "fonts" / f"{chosen}.conf"
    return {**os.environ, "FONTCONFIG_FILE": str(file)} if chosen else {**os.environ}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives the browsers."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium once."""
    path = lean_chromium()
    assert path, "Chromium is missing"
    running = playwright.chromium.launch(executable_path=path, args=FLAGS, env=with_fonts())
    yield running
    running.close()


@pytest.fixture
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium with everything around its pages, for a test of notifications."""
    running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS, env=with_fonts())
    yield running
    running.close()


Phone = Callable[..., Page]


def open_mine(page: Page, onward: str = "/mine/") -> None:
    """Open the room Mine with the PIN of the made-up family, and go on to one of its pages."""
    page.goto(f"/mine/open/?next={onward}")
    if page.get_by_label("Your PIN").count():
        page.get_by_label("Your PIN").fill("2486")
        page.get_by_role("button", name="Open", exact=True).first.click()


@pytest.fixture
def phone_of(browser: Browser, server: Server) -> Iterator[Phone]:
    """Return a function that opens one person's phone: a browser context of its own, signed in."""
    contexts: list[BrowserContext] = []

    def open_phone(name: str | None, **options: object) -> Page:
        usual = {"viewport": PHONE, "has_touch": True, "base_url": server.url, "reduced_motion": "reduce"}
        context = browser.new_context(**usual | options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        if name:
            page.goto(server.links[name])
        return page

    yield open_phone
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def visitors(browser: Browser, house: Server) -> object:
    """Return everyone who can sign in to the demo."""
    from tests.e2e.visiting import Visitors

    return Visitors(house, browser)
