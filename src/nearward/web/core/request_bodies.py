"""Request bodies, read on the event loop before a worker is taken for them.

Django runs in two threads. If they read from the network, two clients that send a byte now and then
would stop the server for everyone. Here a request reaches a thread once its whole body has arrived, and
its answer leaves the thread at once, however slowly the client reads.

Forms stay in memory: they may hold private words, which must not reach a disk unencrypted. Only file
uploads (multipart) are spooled to a temporary file.
"""

import asyncio
import errno
import io
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any

from nearward.web.core.uploads import HEARD_BYTES, KEPT_BYTES

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Page = Callable[[HTTPStatus, str], bytes]

CHUNK = 262_144
MEMORY, DISK = "memory", "disk"
PAGE_HEADERS = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"connection", b"close"),
]
RETRY_SECONDS = b"60"
NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a body may be, how long it may take, and how much of all bodies is held at one time."""

    # For a whole body. An upload that keeps moving gets a second more for each `slowest` bytes.
    seconds: float = 30
    slowest: int = 50_000
    # How long a client may read nothing of its answer.
    answer_seconds: float = 30
    lingering_seconds: float = 2
    form_bytes: int = 1_000_000
    upload_bytes: int = KEPT_BYTES
    # A body that is too large is read and dropped up to here: a browser shows no answer before it has sent all.
    dropped_bytes: int = HEARD_BYTES
    # The first part of a body needs no shared room, so that large bodies cannot keep small forms out.
    free_bytes: int = 65_536
    bodies: int = 1_000
    memory_bytes: int = 64_000_000
    disk_bytes: int = 400_000_000


class BodyError(Exception):
    """A body that is not taken, with the status that says why."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status


class DisconnectedError(Exception):
    """The client hung up before its body had arrived."""


class Body:
    """One body while it arrives."""

    def __init__(self, headers: dict[bytes, bytes], limits: Limits) -> None:
        self.upload = headers.get(b"content-type", b"").lower().startswith(b"multipart/")
        self.place = DISK if self.upload else MEMORY
        self.cap = limits.upload_bytes if self.upload else limits.form_bytes
        self.declared = int(headers.get(b"content-length", b"0"))
        self.awaits_a_yes = headers.get(b"expect", b"").lower() == b"100-continue"
        self.file: IO[bytes] = _spool(limits.free_bytes) if self.upload else io.BytesIO()
        self.size = 0
        self.kept = 0
        self.whole = False

    @property
    def too_large(self) -> bool:
        return max(self.size, self.declared) > self.cap

    def hopeless(self, limits: Limits) -> bool:
        """Return whether reading on would serve nobody."""
        if max(self.size, self.declared) > limits.dropped_bytes:
            return True
        return self.too_large and self.awaits_a_yes

    async def replay(self) -> Message:
        """Give the next part to the application, as the server would."""
        part = self.file.read(CHUNK)
        return {"type": "http.request", "body": part, "more_body": len(part) == CHUNK}


class RequestBodies:
    """Call `app` with requests that arrived whole; refuse what is too large, too slow or too many."""

    def __init__(self, app: App, page: Page, limits: Limits | None = None) -> None:
        self.app, self.page, self.limits = app, page, limits or Limits()
        self.room = {MEMORY: self.limits.memory_bytes, DISK: self.limits.disk_bytes}
        self.held = {MEMORY: 0, DISK: 0}
        self.arriving = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = dict(scope["headers"])
        body = Body(headers, self.limits)
        try:
            if b"content-length" in headers or b"transfer-encoding" in headers:
                await self._read(body, receive)
            answer: list[Message] = []
            await self.app(_with_length(scope, body.size), body.replay, _into(answer))
        except BodyError as refusal:
            await self._refuse(refusal.status, headers, scope, send)
            if not body.whole and refusal.status != HTTPStatus.REQUEST_TIMEOUT:
                await self._linger(receive)
            await send({"type": "http.response.body", "body": b""})
        except DisconnectedError:
            pass
        else:
            self._let_go(body)
            await self._answer(answer, scope, receive, send)
        finally:
            self._let_go(body)

    async def _read(self, body: Body, receive: Receive) -> None:
        """Take the whole body, or raise what keeps it out."""
        if self.arriving >= self.limits.bodies:
            raise BodyError(HTTPStatus.SERVICE_UNAVAILABLE)
        self.arriving += 1
        try:
            await self._take_parts(body, receive)
        except TimeoutError:
            slow = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if body.too_large else HTTPStatus.REQUEST_TIMEOUT
            raise BodyError(slow) from None
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            raise BodyError(HTTPStatus.INSUFFICIENT_STORAGE) from None
        finally:
            self.arriving -= 1
        if body.too_large:
            raise BodyError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body.file.seek(0)

    async def _take_parts(self, body: Body, receive: Receive) -> None:
        start = asyncio.get_running_loop().time()
        while not body.whole:
            if body.hopeless(self.limits):
                raise BodyError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            moving = body.kept / self.limits.slowest if body.upload else 0
            async with asyncio.timeout_at(start + self.limits.seconds + moving):
                message = await receive()
            if message["type"] != "http.request":
                raise DisconnectedError
            body.whole = not message.get("more_body", False)
            self._keep(body, message.get("body", b""))

    def _keep(self, body: Body, part: bytes) -> None:
        body.size += len(part)
        if body.too_large:
            self._let_go(body)
            return
        before = self._room_of(body)
        body.kept += len(part)
        self.held[body.place] += self._room_of(body) - before
        if self._room_of(body) and self.held[body.place] > self.room[body.place]:
            raise BodyError(HTTPStatus.SERVICE_UNAVAILABLE)
        body.file.write(part)

    def _room_of(self, body: Body) -> int:
        return max(body.kept - self.limits.free_bytes, 0)

    def _let_go(self, body: Body) -> None:
        """Free what a body holds; a second time changes nothing."""
        self.held[body.place] -= self._room_of(body)
        body.kept = 0
        body.file.close()

    async def _answer(self, answer: list[Message], scope: Scope, receive: Receive, send: Send) -> None:
        """Send an answer; cut the line of a client that reads nothing of it."""
        try:
            for message in answer:
                async with asyncio.timeout(self.limits.answer_seconds):
                    await send(message)
        except TimeoutError:
            if abort := scope.get("state", {}).get("abort"):
                abort()
                while (await receive())["type"] != "http.disconnect":
                    pass

    async def _refuse(self, status: HTTPStatus, headers: dict[bytes, bytes], scope: Scope, send: Send) -> None:
        """Say why, and leave the answer open: the connection is closed once it ends."""
        page = self.page(status, headers.get(b"accept-language", b"").decode("latin-1"))
        own = [(b"content-length", str(len(page)).encode())]
        if status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE}:
            own.append((b"retry-after", RETRY_SECONDS))
        await send({"type": "http.response.start", "status": status, "headers": [*PAGE_HEADERS, *own]})
        body = b"" if scope["method"] == "HEAD" else page
        await send({"type": "http.response.body", "body": body, "more_body": True})

    async def _linger(self, receive: Receive) -> None:
        """Read on for a moment: closing on unread bytes would reset the line, and the page with it."""
        try:
            async with asyncio.timeout(self.limits.lingering_seconds):
                while (await receive()).get("more_body", False):
                    pass
        except TimeoutError:
            pass


def _spool(in_memory: int) -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(in_memory)


def _into(answer: list[Message]) -> Send:
    async def send(message: Message) -> None:
        answer.append(message)

    return send


def _with_length(scope: Scope, size: int) -> Scope:
    """Say the length of a body that came in chunks; WSGI knows no other end of it."""
    headers = scope["headers"]
    if not any(name == b"transfer-encoding" for name, _value in headers):
        return scope
    plain = [(name, value) for name, value in headers if name not in {b"transfer-encoding", b"content-length"}]
    return {**scope, "headers": [*plain, (b"content-length", str(size).encode())]}
