"""The live line on real servers: one process on SQLite, two processes on PostgreSQL."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.e2e.conftest import free_port, wait_for

POSTGRES = os.environ.get("NEARWARD_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")
BUILD = """
from nearward.cli.running import prepare
prepare()
from datetime import UTC, datetime
from django.contrib.sessions.backends.db import SessionStore
from tests.cast import come_in
from nearward.web.people.models import Invite
at = datetime.now(UTC)
alice = come_in("Alice", Invite.For.FAMILY, at=at)
bob = come_in("Bob", Invite.For.PARTNER, alice, at=at)
gran = come_in("Gran", Invite.For.HELPER, alice, at=at)
for name, place in (('Alice', alice), ('Bob', bob), ('Gran', gran), ('Leaver', gran)):
    store = SessionStore()
    store["_auth_user_id"] = str(place.person_id)
    store["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    store["_auth_user_hash"] = place.person.get_session_auth_hash()
    store.create()
    print(name, store.session_key)
"""


@dataclass
class House:
    """A set-up server: its environment and everyone's session."""

    env: dict[str, str]
    sessions: dict[str, str]

    def run(self, code: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code], env=self.env, capture_output=True, text=True, check=True
        ).stdout


def house(folder: Path, database: str = "") -> House:
    env = {
        **os.environ,
        "NEARWARD_DATA": str(folder),
        "NEARWARD_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "nearward.web.settings",
        "PYTHONPATH": f"{Path.cwd()}/src:{Path.cwd()}",
    }
    built = House(env, {})
    built.sessions = dict(line.split() for line in built.run(BUILD).splitlines())
    return built


@contextmanager
def serving(built: House) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "nearward", "serve", "--port", str(port)],
        env={**built.env, "NEARWARD_URL": f"http://localhost:{port}"}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    wait_for(port)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


@dataclass
class Line:
    """One phone's open line."""

    socket: socket.socket
    head: bytes

    def heard(self, seconds: float) -> bytes:
        """Return what it says within some seconds."""
        self.socket.settimeout(seconds)
        try:
            return self.socket.recv(2000)
        except TimeoutError:
            return b""


@contextmanager
def open_line(port: int, session: str) -> Iterator[Line]:
    """Open a line and read its head."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"GET /live HTTP/1.1\r\nHost: localhost\r\nCookie: session={session}\r\n\r\n".encode())
        line.settimeout(5)
        head = line.recv(2000)
        if b" 200 " in head and b"retry" not in head:
            head += line.recv(200)
        yield Line(line, head)


def post(port: int, session: str, path: str, **fields: str) -> bytes:
    """Post a form as a browser would: with the token its page gave."""
    page = fetch(port, session, "/give/")
    token = page.split(b'name="csrfmiddlewaretoken" value="')[1].split(b'"')[0].decode()
    cookie = page.split(b"csrf=")[1].split(b";")[0].decode()
    key = page.split(b'name="key" value="')[1].split(b'"')[0].decode()
    body = "&".join(f"{k}={v}" for k, v in {"csrfmiddlewaretoken": token, "key": key, **fields}.items())
    return send(port, f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
                f"Cookie: session={session}; csrf={cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}")  # fmt: skip


def fetch(port: int, session: str, path: str) -> bytes:
    """Fetch a page."""
    return send(
        port,
        f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: session={session}\r\nConnection: close\r\n\r\n",
    )


def send(port: int, request: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(request.encode())
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, int]]:
    built = house(tmp_path_factory.mktemp("live"))
    with serving(built) as port:
        yield built, port


def test_an_open_word_rings_the_other_phone(on_sqlite: tuple[House, int]) -> None:
    built, port = on_sqlite
    with open_line(port, built.sessions["Bob"]) as line:
        assert b" 302 " in post(port, built.sessions["Alice"], "/check-in/", sleep="4", room="1")[:20]
        assert b"event: changed\ndata: \n\n" in line.heard(3)


def test_a_private_check_in_rings_nobody_else(on_sqlite: tuple[House, int]) -> None:
    built, port = on_sqlite
    with open_line(port, built.sessions["Bob"]) as line:
        assert b" 302 " in post(port, built.sessions["Alice"], "/check-in/", stress="9", note="heron")[:20]
        assert line.heard(1) == b""


def test_a_helper_does_not_hear_what_partners_say_to_each_other(on_sqlite: tuple[House, int]) -> None:
    built, port = on_sqlite
    with open_line(port, built.sessions["Gran"]) as line:
        sent = post(port, built.sessions["Alice"], "/ask/", need="sleep", kind="do", when="now", words="")
        assert b" 302 " in sent[:20]
        assert line.heard(1) == b""


def test_a_stranger_is_told_not_to_come_back(on_sqlite: tuple[House, int]) -> None:
    _built, port = on_sqlite
    for session in ("", "forged"):
        with open_line(port, session) as line:
            assert b" 204 " in line.head


def test_signing_out_hangs_up(on_sqlite: tuple[House, int]) -> None:
    built, port = on_sqlite
    session = built.sessions["Leaver"]
    with open_line(port, session) as line:
        assert b" 302 " in post(port, session, "/sign-out/")[:20]
        assert line.heard(3) == b"0\r\n\r\n"
    with open_line(port, session) as again:
        assert b" 204 " in again.head


@pytest.fixture(scope="module")
def on_postgres(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Set a house up on a PostgreSQL database of its own."""
    try:
        with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2) as admin:
            admin.execute("DROP DATABASE IF EXISTS nearward_live WITH (FORCE)")
            admin.execute("CREATE DATABASE nearward_live")
    except psycopg.OperationalError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL at {POSTGRES}")
    return house(tmp_path_factory.mktemp("live"), POSTGRES.rsplit("/", 1)[0] + "/nearward_live")


def cut_all_connections() -> int:
    """End every connection to that database, as a restart of PostgreSQL would; return how many."""
    with psycopg.connect(POSTGRES, autocommit=True) as admin:
        cut = admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'nearward_live'"
        ).fetchall()
    return len(cut)


@pytest.mark.proved
def test_two_processes_on_postgresql_ring_each_others_phones(on_postgres: House) -> None:
    built = on_postgres
    with serving(built) as one, serving(built) as other:
        time.sleep(0.5)
        with open_line(other, built.sessions["Bob"]) as line:
            assert b" 302 " in post(one, built.sessions["Alice"], "/check-in/", sleep="4", room="1")[:20]
            assert b"changed" in line.heard(3)


@pytest.mark.proved
def test_connections_that_postgresql_cut_heal_by_themselves(on_postgres: House) -> None:
    alice, bob = on_postgres.sessions["Alice"], on_postgres.sessions["Bob"]
    with serving(on_postgres) as port, open_line(port, bob) as line, ThreadPoolExecutor(4) as phones:

        def status(_number: int) -> bytes:
            return fetch(port, alice, "/").split(b" ", 2)[1]

        for _round in range(3):
            assert set(phones.map(status, range(8))) == {b"200"}
            assert cut_all_connections() >= 4, "two threads, the live line's reader, and what listens"
            assert set(phones.map(status, range(8))) == {b"200"}
            with open_line(port, bob) as again:
                assert b" 200 " in again.head
            assert b"changed" in line.heard(5), "what was said meanwhile may have gone unheard"
        assert b" 302 " in post(port, alice, "/check-in/", sleep="4", room="1")[:20]
        assert b"changed" in line.heard(3)
