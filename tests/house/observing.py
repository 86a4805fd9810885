"""One request and everything its sender can learn from the answer, with all chance taken out of it."""

import logging
import os
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from django.db import transaction
from django.test import Client

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
MISSING = b"(nothing)"


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
    """Read an answer to the last byte."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = tuple((name, value) for name, value in response.headers.items())
    return Seen(response.status_code, headers, response.cookies.output(), body)


@dataclass
class Observer:
    """Someone with a browser; each request starts from the same cookies and leaves no trace in the database."""

    name: str
    client: Client
    cookies: str = field(default="")

    def __post_init__(self) -> None:
        self.cookies = self.client.cookies.output(header="", sep=";")

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Seen:
        """Send one request and undo what it did."""
        self.client.cookies = SimpleCookie(self.cookies)
        cache.clear()
        with transaction.atomic():
            response = self._send(method, path, body)
            answer = seen(response)
            transaction.set_rollback(True)
        return answer

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        if method == "POST":
            return self.client.post(path, dict(body or {}))
        return self.client.generic(method, path)


def first_difference(one: bytes, other: bytes) -> str:
    """Say where two answers part, with a little of both."""
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"at byte {at}: {one[max(0, at - 60):at + 60]!r} | {other[max(0, at - 60):at + 60]!r}"


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
