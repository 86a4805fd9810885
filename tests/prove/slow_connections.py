"""Promise 16: no one connection stops the house, however slowly its client sends or reads."""

import http.client
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import proxies
from tests.prove import house
from tests.prove.registry import Figure, proof

WAYS = ("directly", *proxies.KINDS)
PROBES = 10
PATIENCE = 8
MORE_SECONDS = 1.0
# Each kind of slow client: what it sends, and then says no more and reads nothing.
FORM = (
    "POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrf={}\r\nContent-Length: 5000\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\nc"
).format("x" * 32)
UPLOAD = (
    "POST /log/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    "Content-Type: multipart/form-data; boundary=b\r\n\r\n5\r\n--b\r\n\r\n"
)
HEAD = "GET /help/ HTTP/1.1\r\nHost: local"
READER = "GET /help/offline/ HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20
SLOW = (FORM, UPLOAD, HEAD, READER)


@proof("16 no one connection", "200 slow clients make no page wait 1 s longer", (0, 40, 200), lane=1)
def slow_connections(count: int) -> Figure:
    """Open many slow connections of four kinds, and look at Today and Help before and meanwhile."""
    if missing := [kind for kind in proxies.KINDS if not proxies.installed(kind)]:
        return Figure(f"{' and '.join(missing)} not installed", None)
    house.settle(static=True)
    session = house.session_of(house.come_in("Alice"))
    before, meanwhile = {}, {}
    with house.serving(house.data()) as server:
        for way in WAYS:
            with at(way, server.port) as port:
                longest_look(port, session)
                before[way] = longest_look(port, session)
                with slow_clients(port, count):
                    meanwhile[way] = longest_look(port, session)
    said = ", ".join(f"{way} {meanwhile[way]:.2f} s ({before[way]:.2f} s without)" for way in WAYS)
    met = all(meanwhile[way] - before[way] <= MORE_SECONDS for way in WAYS)
    return Figure(f"{count} slow clients, longest of {2 * PROBES} pages: {said}", met)


@contextmanager
def at(way: str, server: int) -> Iterator[int]:
    """Give the port of a server, reached directly or through a proxy as the host guide sets it up."""
    if way == "directly":
        yield server
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        proxies.running(way, port=house.free_port(), server=server, folder=Path(folder), tls=False) as proxy,
    ):
        yield proxy.port


@contextmanager
def slow_clients(port: int, count: int) -> Iterator[None]:
    """Open connections that send the start of something and then stay silent."""
    with ExitStack() as opened:
        for number in range(count):
            line = opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.sendall(SLOW[number % len(SLOW)].encode())
        yield


def longest_look(port: int, session: str) -> float:
    """Open both pages several times; return how long the slowest took, at once when one does not come at all."""
    longest = 0.0
    for path in ("/", "/help/") * PROBES:
        longest = max(longest, look(port, session, path))
        if longest >= PATIENCE:
            break
    return longest


def look(port: int, session: str, path: str) -> float:
    """Open a page; return how long it took."""
    start = time.monotonic()
    line = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
    try:
        line.request("GET", path, headers={"Cookie": f"session={session}"})
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
    except TimeoutError:
        pass
    finally:
        line.close()
    return time.monotonic() - start
