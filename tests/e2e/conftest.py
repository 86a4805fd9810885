"""A real Chromium on the real server: `nearward demo` in a process of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}


def chromium() -> str | None:
    """Return where the system's Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


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


@dataclass
class Server:
    """A running `nearward demo`."""

    process: subprocess.Popen[str]
    url: str
    links: dict[str, str]

    def stop(self) -> None:
        """Ask it to stop, and wait."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)


def start_demo(folder: Path, port: int | None = None) -> Server:
    """Start the demo and read the five sign-in links from its terminal output."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "nearward", "demo", "--port", str(port), "--data", str(folder)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    links: dict[str, str] = {}
    assert process.stdout is not None
    while len(links) < 5:
        line = process.stdout.readline()
        assert line, "the demo ended before it printed its links"
        if found := re.match(r"([\w. ]+): (http\S+)", line):
            links[found[1]] = found[2]
    url = f"http://localhost:{port}"
    wait_for(port)
    return Server(process, url, links)


def wait_for(port: int) -> None:
    """Wait until the server takes connections."""
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        subprocess.run(["sleep", "0.05"], check=True)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the family once; each test that changes it gets a copy."""
    folder = tmp_path_factory.mktemp("made-up") / "data"
    running = start_demo(folder)
    running.stop()
    running.process.stdout.close()  # type: ignore[union-attr]
    return folder


def copied(made_up: Path, to: Path) -> Path:
    """Copy the made-up family into a folder and return where it lies."""
    return Path(shutil.copytree(made_up, to / "data"))


@pytest.fixture
def server(tmp_path: Path, made_up: Path) -> Iterator[Server]:
    """Run a demo of its own for one test, on a copy of the made-up family."""
    running = start_demo(copied(made_up, tmp_path))
    yield running
    running.stop()
    running.process.stdout.close()  # type: ignore[union-attr]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, made_up: Path) -> Iterator[Server]:
    """Run one demo for every test that leaves it as it was; `NEARWARD_E2E_PORT` chooses its port."""
    port = int(os.environ.get("NEARWARD_E2E_PORT", "0")) or None
    running = start_demo(copied(made_up, tmp_path_factory.mktemp("house")), port)
    yield running
    running.stop()
    running.process.stdout.close()  # type: ignore[union-attr]


def with_fonts() -> dict[str, str | float | bool]:
    """Return this process's environment; `NEARWARD_E2E_FONTS` (dejavu or liberation) narrows the fonts in it."""
    chosen = os.environ.get("NEARWARD_E2E_FONTS", "")
    file = Path(__file__).parent / "fonts" / f"{chosen}.conf"
    return {**os.environ, "FONTCONFIG_FILE": str(file)} if chosen else {**os.environ}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    path = chromium()
    assert path, "Chromium is missing"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS, env=with_fonts())
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
        context = browser.new_context(viewport=PHONE, has_touch=True, base_url=server.url, **options)  # type: ignore[arg-type]
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
    """Return everyone who can sign in to the demo, signed in."""
    from tests.e2e.visiting import Visitors

    return Visitors(house, browser).come_in()
