"""One request and everything its sender can learn from the answer, with all chance taken out of it."""

import logging
import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


class Chance:
    """The one source of every nonce, token, key and uuid; it starts anew with each named step."""

    def __init__(self) -> None:
        self.step("start")

    def step(self, name: str) -> None:
        """Begin a step: what was drawn before it changes nothing in it."""
        self._source = random.Random(name)

    def urandom(self, size: int) -> bytes:
        """Stand in for `os.urandom`, on which secrets, uuid4 and SystemRandom rest."""
        return self._source.randbytes(size)


@contextmanager
def one_chance() -> Iterator[Chance]:
    """Take over every draw of this process while it lasts."""
    chance = Chance()
    with patch.object(os, "urandom", chance.urandom), patch.object(random, "_urandom", chance.urandom):
        yield chance


@dataclass(frozen=True)
class Seen:
    """What came back: status line, headers, cookies and body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: str
    body: bytes

    @property
    def where(self) -> str:
        """Return where a redirect leads, without its query."""
        return dict(self.headers).get("Location", "").split("?")[0]

    def raw(self) -> bytes:
        """Return everything in one line of bytes."""
        head = "\n".join([str(self.status), *(f"{name}: {value}" for name, value in self.headers), self.cookies])
        return head.encode() + b"\n\n" + self.body


def seen(response: Any) -> Seen:
    """Read an answer to the last byte, as a server would send it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Seen(response.status_code, tuple(response.headers.items()), response.cookies.output(), body)


@dataclass
class Observer:
    """Someone with a browser: each request starts from the same cookies."""

    name: str
    cookies: dict[str, str]
    address: str = "10.0.0.1"
    forms_are_trusted: bool = True

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None, *, keep: bool = False) -> Seen:
        """Send one request, and undo what it did unless it is to be kept."""
        with transaction.atomic():
            answer = seen(house()(self._request(method, path, body)))
            if not keep:
                transaction.set_rollback(True)
        return answer

    def raw(self, path: str, body: bytes, kind: str) -> Seen:
        """Post these bytes as they are; undoing is the caller's."""
        request = self._trusted(self._factory().generic("POST", path, body, content_type=kind))
        try:
            return seen(house()(request))
        finally:
            request.close()

    def _factory(self) -> RequestFactory:
        factory = RequestFactory(REMOTE_ADDR=self.address, HTTP_USER_AGENT="a phone")
        factory.cookies.load(self.cookies)
        return factory

    def _request(self, method: str, path: str, body: Mapping[str, Any] | None) -> WSGIRequest:
        factory = self._factory()
        request = factory.post(path, dict(body or {})) if method == "POST" else factory.generic(method, path)
        return self._trusted(request)

    def _trusted(self, request: WSGIRequest) -> WSGIRequest:
        request._dont_enforce_csrf_checks = self.forms_are_trusted  # type: ignore[attr-defined]
        return request


@cache
def house() -> Callable[[WSGIRequest], HttpResponse]:
    """Return the whole house behind its door, without the test client's own bookkeeping."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler.get_response


def first_difference(one: bytes, other: bytes) -> str:
    """Say where two answers part, with a little of both."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"at byte {at}: {one[max(0, at - 60) : at + 60]!r} | {other[max(0, at - 60) : at + 60]!r}"


class Log(logging.Handler):
    """What the server would have written to its log."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line as the log would hold it."""
        self.lines.append(self.format(record))


@contextmanager
def the_log() -> Iterator[Log]:
    """Listen to the server's log while it lasts."""
    log = Log()
    logging.getLogger().addHandler(log)
    try:
        yield log
    finally:
        logging.getLogger().removeHandler(log)
