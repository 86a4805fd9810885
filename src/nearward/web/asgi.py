"""The server's door: the live line is answered here, everything else by Django.

The line is a bare endpoint because a Django streaming view holds a thread and about 245 KB per waiting phone.
"""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.web.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

wsgi = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.db import close_old_connections  # noqa: E402

from nearward.web.core.live import Line, exchange, hear_postgres  # noqa: E402
from nearward.web.core.request_bodies import Limits, RequestBodies  # noqa: E402
from nearward.web.people.selectors import person_of_session  # noqa: E402
from nearward.web.relief import relay  # noqa: E402
from nearward.web.relief.services import send_due  # noqa: E402
from nearward.web.ui.plain_pages import plain_page  # noqa: E402

type_ = dict[str, Any]
Receive = Callable[[], Awaitable[type_]]
Send = Callable[[type_], Awaitable[None]]

HEARTBEAT_SECONDS = 25
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
readers = ThreadPoolExecutor(1, thread_name_prefix="live")
workers: Any = WSGIMiddleware(wsgi, workers=2)  # type: ignore[arg-type]  # the handler's type is looser
django = RequestBodies(workers, plain_page, Limits(form_bytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE))


def _person(session_key: str) -> UUID | None:
    close_old_connections()
    return person_of_session(session_key)


def _session_key(scope: type_) -> str:
    headers = dict(scope["headers"])
    cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    return cookie[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in cookie else ""


async def live(scope: type_, receive: Receive, send: Send) -> None:
    """Hold one phone's line open: `changed` when something changed, a comment now and then to keep it open."""
    key = _session_key(scope)
    loop = asyncio.get_running_loop()
    person = await loop.run_in_executor(readers, _person, key) if key else None
    if person is None:  # 204 tells the browser not to try again
        await send({"type": "http.response.start", "status": 204, "headers": HEADERS[1:]})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    line = exchange.open(person)
    gone = asyncio.ensure_future(_gone(receive, line))
    try:
        await _speak(line, send, lambda: loop.run_in_executor(readers, _person, key))
    finally:
        gone.cancel()
        exchange.close(line)


async def _gone(receive: Receive, line: Line) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    line.ended = True
    line.woken.set()


async def _speak(line: Line, send: Send, who: Callable[[], Awaitable[UUID | None]]) -> None:
    async def say(words: bytes, more: bool = True) -> None:
        await send({"type": "http.response.body", "body": words, "more_body": more})

    await say(b"retry: 2000\n\n")
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await line.woken.wait()
        except TimeoutError:
            if await who() != line.person:  # the session ended elsewhere
                break
            await say(b":\n\n")
            continue
        line.woken.clear()
        if line.ended:
            break
        await say(b"event: changed\ndata: \n\n")
    await say(b"", more=False)


async def lifespan(receive: Receive, send: Send) -> None:
    """Lend the exchange this loop, and on PostgreSQL start listening."""
    stop = threading.Event()
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            exchange.loop = asyncio.get_running_loop()
            if not settings.SQLITE:
                threading.Thread(target=hear_postgres, args=(stop,), daemon=True).start()
            relay.start(stop, send_due)
            await send({"type": "lifespan.startup.complete"})
        else:
            stop.set()
            relay.poke()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def application(scope: type_, receive: Receive, send: Send) -> None:
    """Answer one connection."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/live":
        await live(scope, receive, send)
    elif scope["type"] == "http":
        await django(scope, receive, send)
