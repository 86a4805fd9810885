"""Promises 8 and 9: nothing sent is lost or doubled, whatever the machine does."""

import ctypes
import os
import random
import socket
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tests.prove import house
from tests.prove.registry import Figure, proof

FULL_SENTENCE = "The disk of this server is full."


class Sender(threading.Thread):
    """Someone whose phone keeps what was not acknowledged and sends it again, and sometimes what was."""

    def __init__(self, who: Any, session: str, port: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.who, self.session, self.port = who, session, port
        self.chance = random.Random(seed)
        self.acknowledged: dict[UUID, str] = {}
        self.waiting: dict[UUID, str] = {}
        self.up, self.done = threading.Event(), threading.Event()
        self.cut = 0

    def run(self) -> None:
        while not self.done.is_set():
            if self.up.wait(0.05):
                self.send_until_it_breaks()

    def send_until_it_breaks(self) -> None:
        """Send what waits, then new things, until the server is gone."""
        phone, before = house.Phone(self.port, self.session), len(self.acknowledged)
        try:
            while self.up.is_set() and not self.done.is_set():
                self.send_one(phone)
        except (OSError, HTTPException):
            self.cut += len(self.acknowledged) > before
            time.sleep(0.01)
        finally:
            phone.line.close()

    def send_one(self, phone: house.Phone) -> None:
        """Send one thing: one that waits, one sent before, or a new one."""
        if self.waiting:
            key = next(iter(self.waiting))
        elif self.acknowledged and self.chance.random() < 0.1:
            key = self.chance.choice(list(self.acknowledged)[-50:])
        else:
            key = uuid4()
            self.waiting[key] = f"words of {key}"
        text = self.waiting.get(key) or self.acknowledged[key]
        if phone.check_in(key, text):
            self.acknowledged[key] = text
            self.waiting.pop(key, None)


def until_a_moment(flowing: Callable[[], bool], chance: random.Random) -> None:
    """Wait until answers flow, and then a moment more; now and then do not wait for the first."""
    patience = time.monotonic() + (20 if chance.random() < 0.8 else chance.uniform(0.05, 0.5))
    while not flowing() and time.monotonic() < patience:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.12))


def judge(senders: list[Sender]) -> tuple[int, int, str]:
    """Read the database: how many acknowledged are lost, how many doubled, and is it whole."""
    from nearward.web.checkins.models import CheckIn
    from nearward.web.checkins.selectors import note_of

    lost = doubled = 0
    for sender in senders:
        held = Counter(note_of(row, sender.who) for row in CheckIn.objects.filter(author=sender.who))
        lost += sum(text not in held for text in sender.acknowledged.values())
        doubled += sum(many - 1 for many in held.values())
    with closing(sqlite3.connect(house.data() / "nearward.sqlite3")) as opened:
        whole = opened.execute("PRAGMA integrity_check").fetchone()[0]
    return lost, doubled, whole


@proof("8 sent once", "≥ 200 kill −9: 0 lost, 0 doubled", (5, 40, 200), lane=1)
def killed_servers(count: int) -> Figure:
    """Kill the real server under load again and again; phones send again what was not acknowledged."""
    house.settle(static=True)
    alice = house.come_in("Alice")
    bob, port, chance = house.come_in("Bob", alice), house.free_port(), random.Random(1)
    senders = [Sender(who, house.session_of(who), port, n) for n, who in enumerate((alice, bob))]
    for sender in senders:
        sender.start()
    for _ in range(count):
        server = house.Server(house.data(), port)
        before = sum(len(sender.acknowledged) for sender in senders)
        for sender in senders:
            sender.up.set()
        until_a_moment(lambda known=before: sum(len(s.acknowledged) for s in senders) > known, chance)
        server.kill()
        for sender in senders:
            sender.up.clear()
    with house.serving(house.data()) as server:
        for sender in senders:
            sender.done.set()
            sender.join(30)
            phone = house.Phone(server.port, sender.session)
            while sender.waiting:
                sender.send_one(phone)
    lost, doubled, whole = judge(senders)
    sent, cut = sum(len(s.acknowledged) for s in senders), sum(s.cut for s in senders)
    said = f"{count} kills, {sent:,} acknowledged, {cut} cut off in flight: {lost} lost, {doubled} doubled, {whole}"
    return Figure(said, lost == doubled == 0 and whole == "ok" and sent > count and cut > count // 2)


@proof("9 durable", "an honest page, 0 lost, goes on by itself", (1, 1, 3))
def full_disk(count: int) -> Figure:
    """Let the disk run full under a real server, write on, make room again."""
    small = a_small_disk(house.data())
    house.settle(static=True)
    alice = house.come_in("Alice")
    sender = Sender(alice, house.session_of(alice), 0, 1)
    server = limited_server() if not small else house.Server(house.data(), log=Path(os.devnull))
    phone, honest, back = house.Phone(server.port, sender.session), 0, 0
    for _ in range(count):
        filler = fill() if small else None
        status, body = until(phone, sender, 507)
        honest += status == 507 and FULL_SENTENCE in body
        if filler:
            filler.unlink()
        else:
            server.stop()
            server = house.Server(house.data(), log=Path(os.devnull))
            phone = house.Phone(server.port, sender.session)
        back += until(phone, sender, 302)[0] == 302
        while sender.waiting:
            sender.send_one(phone)
    server.stop()
    lost, doubled, whole = judge([sender])
    how = "a disk of 12 MB" if small else "a limit on file sizes"
    said = f"{how}, full {count} times: {honest} honest pages, {lost} lost, {doubled} doubled, {whole}"
    return Figure(said, honest == back == count and lost == doubled == 0 and whole == "ok")


def until(phone: house.Phone, sender: Sender, wanted: int) -> tuple[int, str]:
    """Send until the server answers so; whatever it acknowledged is remembered."""
    status, body = 0, ""
    for _ in range(3000):
        key = next(iter(sender.waiting), None) or uuid4()
        text = sender.waiting.setdefault(key, f"words of {key} {'w' * 2000}")
        status, body = phone.post("/check-in/", key=key, stress=5, room=2, note=text)
        if status == 302:
            sender.acknowledged[key] = sender.waiting.pop(key)
        if status == wanted or status not in {302, 507}:
            break
    return status, body


def a_small_disk(folder: Path) -> bool:
    """Mount a small disk on the folder, seen by this process only; False where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x00020000):  # CLONE_NEWNS
        return False
    tmpfs = ["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "tmpfs", str(folder)]
    return runs("mount", "--make-rprivate", "/") and runs(*tmpfs)


def runs(*words: str) -> bool:
    """Return whether a command ends well."""
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


def fill() -> Path:
    """Fill the disk to the last byte."""
    filler = house.data() / "filler"
    with filler.open("wb", buffering=0) as out:
        for size in (65536, 4096, 1):
            try:
                while out.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue
    return filler


def limited_server() -> house.Server:
    """Start a server whose database may not grow."""
    import resource

    size = (house.data() / "nearward.sqlite3").stat().st_size + 300_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        return house.Server(house.data(), log=Path(os.devnull))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@proof("9 durable", "stops within 3 s with open lines", (1, 2, 5))
def stops_with_open_lines(count: int) -> Figure:
    """Ask the server to stop while phones hold their live line and others are mid-request."""
    house.settle(static=True)
    alice = house.come_in("Alice")
    session, slowest = house.session_of(alice), 0.0
    for _ in range(count):
        server = house.Server(house.data())
        lines = [open_line(server.port, session) for _ in range(20)]
        assert all(b"text/event-stream" in line.recv(4096) for line in lines)
        slowest = max(slowest, server.stop())
        assert server.process.returncode in {0, -15}, server.process.returncode
        for line in lines:
            line.close()
    return Figure(f"{slowest:.2f} s at most, with 20 open lines", slowest <= 3)


def open_line(port: int, session: str) -> socket.socket:
    """Open a live line and leave it open."""
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.sendall(f"GET /live HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: session={session}\r\n\r\n".encode())
    return line
