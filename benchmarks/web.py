"""`bin/bench web`: what Today costs with a year of days, how soon an ask arrives, what a waiting phone holds.

Every figure is of the real server on a real database with a real browser; the peer is a bare Django page with
as many queries, and a plain Django event stream, run beside it.
"""

import http.client
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from nearward.web.people.models import Caregiver

DATA = Path(tempfile.mkdtemp(prefix="nearward-bench-"))
os.environ.update(NEARWARD_DATA=str(DATA), NEARWARD_DATABASE_URL="", DJANGO_SETTINGS_MODULE="nearward.web.settings")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
REQUESTS, ASKS, PHONES, PEER_PHONES = 300, 60, 1000, 200
HERE = Path(__file__).parent
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Row:
    """One measured figure and its goal (None: shown for comparison)."""

    what: str
    figure: float
    unit: str
    goal: float | None = None
    beside: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.goal is None or self.figure <= self.goal


def free_port() -> int:
    """Return a free port on the loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, **env: str) -> Iterator[int]:
    """Run a server until the block ends; yields its process id."""
    process = subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL)
    try:
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.025)
        time.sleep(0.3)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def cpu_seconds(pid: int) -> float:
    """Return the processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_kb(pid: int) -> int:
    """Return a process's own resident memory in KB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise AssertionError("no memory figure")


def processor_ms(pid: int, port: int, path: str, cookie: str) -> float:
    """Return milliseconds of the server's processor time a request, over one kept-open connection."""
    line = http.client.HTTPConnection("localhost", port)
    for warm in (20, REQUESTS):
        before = cpu_seconds(pid)
        for _ in range(warm):
            line.request("GET", path, headers={"Cookie": cookie, "Host": f"localhost:{port}"})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
    return (cpu_seconds(pid) - before) * 1000 / REQUESTS


def waiting_kb(pid: int, port: int, path: str, cookie: str, phones: int) -> float:
    """Return KB of server memory for each phone that waits on an event stream."""
    lines = []

    def wait_on() -> None:
        line = socket.create_connection(("127.0.0.1", port))
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\n\r\n".encode())
        assert line.recv(200).startswith(b"HTTP/1.1 200"), "the stream did not open"
        lines.append(line)

    for _ in range(20):
        wait_on()
    before = resident_kb(pid)
    for _ in range(phones):
        wait_on()
    time.sleep(0.5)
    grown = resident_kb(pid) - before
    for line in lines:
        line.close()
    return grown / phones


def build() -> tuple[str, str, int, int]:
    """Build a family with one day and one with a year; returns the year's cookies, and queries of each Today."""
    from nearward.cli.running import prepare

    prepare()
    from benchmarks import year
    from django.utils import timezone

    few = year.family(timezone.now(), 1, ("Cora", "Dan"))
    many = year.family(timezone.now(), 365, ("Ana", "Ben"))
    return cookie_of(many[0]), cookie_of(many[1]), queries_of_today(few[1]), queries_of_today(many[1])


def cookie_of(place: "Caregiver") -> str:
    """Sign a person in and return their session cookie."""
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store["_auth_user_id"] = str(place.person_id)
    store["_auth_user_backend"] = BACKEND
    store["_auth_user_hash"] = place.person.get_session_auth_hash()
    store.create()
    return f"session={store.session_key}"


def queries_of_today(place: "Caregiver") -> int:
    """Return how many queries Today makes for this person."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(place.person, BACKEND)
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/").status_code == 200
    return len(caught)


def in_the_browser(port: int, ana: str, ben: str) -> tuple[list[float], dict[str, tuple[float, int]]]:
    """Return milliseconds from each ask to the other screen, and (KB, requests) of a first and a next visit."""
    from playwright.sync_api import sync_playwright

    url = f"http://localhost:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        weights = {name: _weigh(browser.new_context(viewport={"width": 390, "height": 844}), url, ben, name)
                   for name in ("first", "next")}  # fmt: skip
        asker, asked = (_page(browser.new_context(), url, cookie) for cookie in (ana, ben))
        took = [_one_ask(asker, asked, number) for number in range(ASKS + 5)][5:]
        browser.close()
    return took, weights


def _page(context, url: str, cookie: str):  # type: ignore[no-untyped-def]
    name, value = cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    page.goto(url)
    return page


def _weigh(context, url: str, cookie: str, visit: str) -> tuple[float, int]:  # type: ignore[no-untyped-def]
    name, value = cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: dict[str, float] = {}
    session.on("Network.loadingFinished", lambda e: sizes.__setitem__(e["requestId"], e["encodedDataLength"]))
    page.goto(url, wait_until="load")
    page.wait_for_timeout(300)
    if visit == "next":
        sizes.clear()
        page.goto(url, wait_until="load")
        page.wait_for_timeout(300)
    sent = {key: size for key, size in sizes.items() if size}
    context.close()
    return sum(sent.values()) / 1000, len(sent)


ASK = """async (words) => {
  const page = await (await fetch('/ask/')).text();
  const form = new DOMParser().parseFromString(page, 'text/html').querySelector('form');
  const sent = new URLSearchParams(new FormData(form));
  sent.set('words', words);
  const start = Date.now();
  const answer = await fetch('/ask/', {method: 'POST', body: sent});
  if (!answer.ok) throw new Error(answer.status);
  return start;
}"""
SEEN = """(words) => new Promise((resolve) => {
  const look = () => document.body.innerText.includes(words) && (watch.disconnect(), resolve(Date.now()));
  const watch = new MutationObserver(look);
  watch.observe(document.body, {childList: true, subtree: true, characterData: true});
  window.__seen = look; look();
})"""


def _one_ask(asker, asked, number: int) -> float:  # type: ignore[no-untyped-def]
    words = f"Hold the baby a moment, {number}"
    asked.evaluate(f"window.__waiting = ({SEEN})({words!r}); 0")
    start = asker.evaluate(ASK, words)
    return float(asked.evaluate("window.__waiting") - start)


def measure() -> list[Row]:
    """Measure everything."""
    ana, ben, few, many = build()
    port, peer_port = free_port(), free_port()
    serve = [sys.executable, "-m", "nearward", "serve", "--port", str(port)]
    peer = [sys.executable, str(HERE / "peer.py"), str(peer_port)]
    with running(serve, port, NEARWARD_URL=f"http://localhost:{port}") as pid, running(peer, peer_port) as peer_pid:
        ms = [processor_ms(pid, port, "/", ben) for _ in range(3)]
        peer_ms = [processor_ms(peer_pid, peer_port, "/", "") for _ in range(3)]
        took, weights = in_the_browser(port, ana, ben)
        kb = waiting_kb(pid, port, "/live", ben, PHONES)
        peer_kb = waiting_kb(peer_pid, peer_port, "/stream", "", PEER_PHONES)
    took.sort()
    ratio = statistics.median(ms) / statistics.median(peer_ms)
    return [
        Row("Today, a year of days: processor time", statistics.median(ms), "ms", 15, f"{ratio:.1f} × a bare page"),
        Row("Today, a year of days: queries", many, "", 10, f"{few} with one day"),
        Row("Today: queries a year adds", many - few, "", 0),
        Row("first visit: weight", weights["first"][0], "KB", 48),
        Row("first visit: requests", weights["first"][1], "", 10),
        Row("next visit: weight", weights["next"][0], "KB", 12),
        Row("ask → the other screen, half of them", statistics.median(took), "ms"),
        Row("ask → the other screen, 95 of 100", took[int(len(took) * 0.95)], "ms", 100),
        Row("a waiting phone: server memory", kb, "KB", 25, f"{peer_kb / kb:.0f} × less than a Django stream"),
    ]


def main() -> int:
    """Print the table and one summary line; exit 1 when a goal is missed."""
    rows = measure()
    shutil.rmtree(DATA, ignore_errors=True)
    table = Table("figure", "measured", "goal", "beside", title="Nearward on the web")
    for row in rows:
        goal = "" if row.goal is None else f"≤ {row.goal:g} {row.unit}"
        mark = "" if row.met else " missed"
        table.add_row(row.what, f"{row.figure:.1f} {row.unit}".replace(".0 ", " "), goal + mark, row.beside)
    Console().print(table)
    missed = [row.what for row in rows if not row.met]
    print("bench web: every goal met" if not missed else f"bench web: missed {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
