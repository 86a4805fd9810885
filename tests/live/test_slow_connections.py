"""Clients that send or read slowly on a real server: they never keep anyone else waiting."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
import uvicorn
from a2wsgi import WSGIMiddleware

from nearward.web.core import connections
from nearward.web.core.connections import TimedConnection
from nearward.web.core.request_bodies import App, Limits, RequestBodies
from nearward.web.ui.plain_pages import plain_page
from tests.e2e.conftest import free_port, wait_for

MORE_THAN_WORKERS = 5
LONG = 400 * 65_536
READ = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
FORM = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
COOKIE = b"Cookie: csrf=" + b"x" * 32 + b"\r\n"
FILE = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"


@contextmanager
def serving(app: App) -> Iterator[int]:
    """Run an application on the connections of `nearward serve`."""
    port = free_port()
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=port,
        http=TimedConnection,
        lifespan="off",
        log_level="error",
        timeout_keep_alive=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for(port)
    try:
        yield port
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)


@contextmanager
def sending(port: int, start: bytes) -> Iterator[socket.socket]:
    """Open a connection, send the start of a request, and say no more."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(start)
        yield line


def answer_to(port: int, request: bytes) -> bytes:
    """Send a request and read until the server closes."""
    with sending(port, request) as line:
        return rest_of(line)


def rest_of(line: socket.socket) -> bytes:
    answer = b""
    while part := line.recv(65536):
        answer += part
    return answer


def seconds_of_help(port: int) -> float:
    """Return how long Help takes to answer."""
    start = time.monotonic()
    request = b"GET /help/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert answer_to(port, request).startswith(b"HTTP/1.1 200")
    return time.monotonic() - start


def whole() -> App:
    """Return the application `nearward serve` runs; it is loaded here because it wants the static files."""
    from nearward.web.asgi import application

    return application


def short(**limits: Any) -> RequestBodies:
    """Return Django behind shortened limits."""
    from nearward.web.asgi import workers

    return RequestBodies(workers, plain_page, Limits(**limits))


def test_more_slow_forms_than_workers_keep_nobody_waiting() -> None:
    with serving(whole()) as port, ExitStack() as slow:
        seconds_of_help(port)
        for _ in range(MORE_THAN_WORKERS):
            slow.enter_context(sending(port, FORM + COOKIE + b"Content-Length: 5000\r\n\r\nc"))
        assert seconds_of_help(port) < 1


def test_a_silent_reader_does_not_hold_a_worker() -> None:
    left = threading.Event()

    def long_answer(_environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [])
        yield from [b"x" * 65_536] * 100
        left.set()

    bodies = RequestBodies(WSGIMiddleware(long_answer, workers=1), plain_page)  # type: ignore[arg-type]
    with serving(bodies) as port, sending(port, READ):
        assert left.wait(5)


@pytest.mark.parametrize(
    ("parts", "version", "wait"),
    [
        pytest.param(400, "1.1", 0.5, id="while it is sent"),
        pytest.param(1, "1.0", 0.5, id="once it is sent"),
        pytest.param(1, "1.1", 1.5, id="once it is sent, kept open for more"),
    ],
)
def test_who_reads_nothing_of_an_answer_is_cut_off(
    parts: int, version: str, wait: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "UNREAD_SECONDS", 0.1)

    async def long_answer(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for left in reversed(range(parts)):
            part = b"x" * (LONG // parts)
            await send({"type": "http.response.body", "body": part, "more_body": left > 0})

    bodies = RequestBodies(long_answer, plain_page, Limits(answer_seconds=0.2))
    with serving(bodies) as port, sending(port, READ.replace(b"1.1", version.encode())) as line:
        time.sleep(wait)
        assert ended(line)


def test_a_body_that_does_not_come_in_time_is_answered_in_words_and_ended() -> None:
    with serving(short(seconds=0.2)) as port, sending(port, FORM + b"Content-Length: 50\r\n\r\nc") as line:
        answer = rest_of(line)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"nothing of what you sent was kept" in answer


def test_a_byte_now_and_then_does_not_buy_time() -> None:
    with serving(short(seconds=0.4)) as port, sending(port, FORM + b"Content-Length: 50\r\n\r\n") as line:
        line.settimeout(0.05)
        start, answer = time.monotonic(), b""
        while not answer and time.monotonic() < start + 3:
            try:
                line.sendall(b"c")
                answer = line.recv(100)
            except TimeoutError:
                continue
    assert answer.startswith(b"HTTP/1.1 408")


def test_an_upload_that_keeps_moving_gets_more_time() -> None:
    limits = {"seconds": 0.2, "slowest": 1_000}
    with serving(short(**limits)) as port, sending(port, FILE + b"Content-Length: 1500\r\n\r\n") as line:
        line.sendall(b"c" * 1_000)
        time.sleep(0.4)
        line.sendall(b"c" * 500)
        assert line.recv(100).startswith(b"HTTP/1.1 403"), "it reached Django, which wants a token first"


@pytest.mark.parametrize("chunked", [False, True], ids=["declared", "chunked"])
def test_a_body_that_is_too_large_is_answered_in_words(chunked: bool) -> None:
    body = b"x" * 3_000
    length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 3000"
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    with serving(short(form_bytes=1_000, upload_bytes=1_000)) as port:
        for start in (FORM, FILE):
            answer = answer_to(port, start + length + b"\r\n\r\n" + sent)
            assert answer.startswith(b"HTTP/1.1 413")
            assert b"Go back and send less at a time" in answer


def test_a_body_declared_far_too_large_is_refused_before_it_is_sent() -> None:
    with serving(short(lingering_seconds=0.1)) as port:
        assert answer_to(port, FILE + b"Content-Length: 9000000000\r\n\r\n").startswith(b"HTTP/1.1 413")
        asked = FORM + b"Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n"
        assert answer_to(port, asked).startswith(b"HTTP/1.1 413")


def test_a_chunked_form_reaches_the_page_whole() -> None:
    token = b"x" * 32
    body = b"csrfmiddlewaretoken=" + token + b"&theme=night"
    request = (
        b"POST /theme/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + COOKIE
        + b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"5\r\n" + body[:5] + b"\r\n%x\r\n" % (len(body) - 5) + body[5:] + b"\r\n0\r\n\r\n"
    )  # fmt: skip
    with serving(whole()) as port:
        assert b"theme=night" in answer_to(port, request)


def test_large_bodies_in_flight_leave_room_for_small_forms() -> None:
    limits = {"form_bytes": 10_000, "free_bytes": 1_000, "memory_bytes": 5_000}
    with serving(short(**limits)) as port, ExitStack() as large:
        for _ in range(2):
            large.enter_context(sending(port, FORM + b"Content-Length: 9000\r\n\r\n" + b"c" * 3_000))
        time.sleep(0.1)
        refused = answer_to(port, FORM + b"Content-Length: 9000\r\n\r\n" + b"c" * 9_000)
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"retry-after: 60" in refused
        taken = answer_to(port, FORM + b"Connection: close\r\nContent-Length: 900\r\n\r\n" + b"c" * 900)
        assert taken.startswith(b"HTTP/1.1 403")


def test_what_was_refused_or_given_up_frees_its_room() -> None:
    bodies = short(form_bytes=10_000, free_bytes=1_000, memory_bytes=5_000, seconds=0.2)
    with serving(bodies) as port:
        with sending(port, FORM + b"Content-Length: 9000\r\n\r\n" + b"c" * 3_000) as line:
            rest_of(line)
        with sending(port, FORM + b"Content-Length: 9000\r\n\r\n" + b"c" * 3_000):
            pass
        answer_to(port, FORM + b"Content-Length: 20000\r\n\r\n" + b"c" * 20_000)
        until = time.monotonic() + 3
        while (bodies.arriving or any(bodies.held.values())) and time.monotonic() < until:
            time.sleep(0.01)
    assert (bodies.arriving, bodies.held) == (0, {"memory": 0, "disk": 0})


def test_who_never_ends_the_head_of_a_request_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.2)
    with serving(whole()) as port:
        for start in (b"", b"GET /help/ HTTP/1.1\r\nHost: loc"):
            with sending(port, start) as line:
                assert ended(line)


def ended(line: socket.socket) -> bool:
    """Return whether the server cut a connection instead of answering in full."""
    try:
        return len(rest_of(line)) < LONG
    except ConnectionResetError:
        return True
