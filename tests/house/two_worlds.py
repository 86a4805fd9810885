"""Play two worlds and list every byte in which anyone but Alice could tell them apart."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache as cache_once
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import quote
from uuid import UUID

import time_machine
from django.core.cache import cache
from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext, override

from nearward.web.core.live import exchange
from nearward.web.notify.models import Phone
from nearward.web.people.models import Caregiver, Person
from tests.house.everyone import PARTNERS, Everyone, absent, settle
from tests.house.forms import BODIES, QUERIES
from tests.house.observing import METHODS, Chance, Observer, first_difference, one_chance, the_log
from tests.house.routes import routes
from tests.house.worlds import NOON, Stage, World, play

OBSERVERS = ("bob", "cora", "gran", "nana", "zed", "nina", "anonymous", "eve")
ALONE_SEEN = 2
Ring = tuple[str, tuple[UUID, ...]]
LATER = tuple(timedelta(hours=hours) for hours in (0, 40, 9, 5, 15, 19, 27, 12, 3, 22, 7))
LANGUAGES = ("en", "es")  # what the others read


@dataclass(frozen=True)
class Look:
    """How closely to look: who, with which methods, at which routes, how long after the last act."""

    observers: tuple[str, ...] = OBSERVERS
    methods: tuple[str, ...] = METHODS
    heads: tuple[str, ...] = OBSERVERS
    bodies: tuple[str, ...] = OBSERVERS
    only: frozenset[str] = frozenset()
    later: timedelta = timedelta(0)
    reads: str = "en"


@dataclass
class Record:
    """Everything that could be seen of one world."""

    answers: dict[str, bytes] = field(default_factory=dict)
    rings: list[tuple[str, list[Ring]]] = field(default_factory=list)
    ringing: list[Ring] = field(default_factory=list)

    def heard(self, mark: str) -> None:
        """Close one stretch of the live line, and say what it was."""
        self.rings.append((mark, self.ringing))
        self.ringing = []

    def ring(self, act: str, people: tuple[UUID, ...]) -> None:
        """Note who is rung, as it happens."""
        self.ringing.append((act, tuple(sorted(people))))

    def signal(self, phones: list[Phone], cannot_wait: bool) -> None:
        """Note whose phones are signalled, as a push service would see it."""
        self.ring(f"signal {cannot_wait}", tuple(phone.person_id for phone in phones))


def see(world: World, shared: str, look: Look) -> Record:
    """Play a world on a clean table, look at it from every side, and wipe the table."""
    with played(world, shared) as scene:
        return scene.look(look)


@dataclass(frozen=True)
class Counters:
    """What the throttles had counted at one moment: the content of the local-memory cache."""

    values: dict[str, bytes]
    expiries: dict[str, float]

    @staticmethod
    def now() -> "Counters":
        """Copy the cache."""
        return Counters(dict(cache._cache), dict(cache._expire_info))  # type: ignore[attr-defined]

    def restore(self) -> None:
        """Put the copy back."""
        cache.clear()
        cache._cache.update(self.values)  # type: ignore[attr-defined]
        cache._expire_info.update(self.expiries)  # type: ignore[attr-defined]


@dataclass
class Scene:
    """A world that has been played: everything Alice did in it stands, and can be looked at many times."""

    stage: Stage
    clock: time_machine.Traveller
    chance: Chance
    rings: list[tuple[str, list[Ring]]]
    log: list[str]
    counters: Counters

    def look(self, look: Look) -> Record:
        """Return what the observers see, and undo what their looking changed."""
        self.counters.restore()
        record = Record(rings=self.rings)
        heard = len(self.log)
        with transaction.atomic():
            self.clock.move_to(NOON + look.later)
            Person.objects.exclude(sign_in_name="alice").update(language=look.reads)
            _look_around(self.stage, self.chance, look, record)
            transaction.set_rollback(True)
        record.answers["the log"] = "\n".join(self.log).encode()
        del self.log[heard:]
        return record


@contextmanager
def played(world: World, shared: str) -> Iterator[Scene]:
    """Play a world, and wipe the table at the end."""
    record = Record()
    cache.clear()
    with (
        time_machine.travel(NOON, tick=False) as clock,
        one_chance() as chance,
        the_log() as log,
        patch("nearward.web.core.live._send", record.ring),
        patch("nearward.web.notify.services._send", record.signal),
        transaction.atomic(),
    ):
        stage = _stage(clock, chance, second=Random(f"seat {shared}").random() < 0.5)
        play(stage, world, shared, record.heard)
        yield Scene(stage, clock, chance, record.rings, log.lines, Counters.now())
        transaction.set_rollback(True)


def _stage(clock: time_machine.Traveller, chance: Chance, *, second: bool) -> Stage:
    """Bring everyone in; `second`: Alice sits where the second partner sits."""

    def step(name: str, at: datetime) -> None:
        chance.step(name)
        clock.move_to(at)

    chance.step("everyone comes in")
    everyone = settle(NOON)
    if second:
        alice, bob = (Caregiver.objects.filter(pk=everyone.places[name].pk) for name in ("alice", "bob"))
        alice.update(ended_at=NOON)
        bob.update(seat=0)
        alice.update(seat=1, ended_at=None)
    chance.step("alice signs in")
    alice = everyone.observer("alice")
    chance.step("bob signs in first")
    return Stage(everyone, alice, everyone.observer("bob"), step)


def _look_around(stage: Stage, chance: Chance, look: Look, record: Record) -> None:
    for name in look.observers:
        chance.step(f"{name} signs in elsewhere")
        stage.everyone.observer(name)
        chance.step(f"{name} signs in")
        observer = stage.everyone.observer(name)
        for mark, method, path, body in _requests(stage, name, look):
            chance.step(f"{name} {mark}")
            answer = observer.send(method, path, body).raw()
            record.answers[f"{name} {mark}"] = without_language(_without_alones(answer, stage))
        if name in PARTNERS:
            _look_at_the_lock(stage, chance, name, look, record)
        for mark, words in _line(observer, record, stage.everyone):
            record.answers[f"{name} /live {mark}"] = words


def _look_at_the_lock(stage: Stage, chance: Chance, name: str, look: Look, record: Record) -> None:
    """Look at the room Mine while it is closed."""
    chance.step(f"{name} signs in and leaves Mine closed")
    observer = stage.everyone.observer(name, mine_open=False)
    locked = {route.name for route in routes() if route.who == "mine"} | {"open_mine", "close_mine"}
    only = frozenset(locked & look.only if look.only else locked)
    for mark, method, path, body in _requests(stage, name, replace(look, only=only)) if only else ():
        chance.step(f"{name} closed {mark}")
        answer = observer.send(method, path, body).raw()
        record.answers[f"{name} with Mine closed {mark}"] = _without_alones(answer, stage)


def _requests(stage: Stage, name: str, look: Look) -> Iterator[tuple[str, str, str, dict[str, Any] | None]]:
    for route in routes():
        if look.only and route.name not in look.only:
            continue
        path = stage.everyone.path(route.path)
        for method in look.methods:
            if method != "HEAD" or name in look.heads:
                yield f"{method} {path}", method, path, None
        for query in QUERIES.get(route.name, ()):
            yield f"GET {path}{query}", "GET", stage.everyone.path(path + query), None
        if name in look.bodies:
            for number, body in enumerate(BODIES.get(route.name, ())):
                yield f"POST {path} ({number})", "POST", path, body
        if "checkin_id" in route.places:
            yield from _private_only(stage, route.path)


def _private_only(stage: Stage, pattern: str) -> Iterator[tuple[str, str, str, None]]:
    for number in range(ALONE_SEEN):
        theirs = stage.alone[number] if number < len(stage.alone) else absent("checkin_id", number)
        path = stage.everyone.path(pattern, {"checkin_id": theirs})
        for method in ("GET", "POST"):
            yield f"{method} {pattern} (private {number})", method, path, None


def _without_alones(answer: bytes, stage: Stage) -> bytes:
    """Hide the id a request itself carried; any other mention of it would still show."""
    for number in range(ALONE_SEEN):
        theirs = stage.alone[number] if number < len(stage.alone) else absent("checkin_id", number)
        for asked in (f"/mine/check-ins/{theirs}/", quote(f"/mine/check-ins/{theirs}/", safe="")):
            answer = answer.replace(asked.encode(), b"(the address asked for)")
    return answer


@cache_once
def _of_language() -> re.Pattern[bytes]:
    """Return what the other may read of Alice's language: before an ask, and under one. A feature, and said so."""
    found = []
    for language in LANGUAGES:
        with override(language):
            own = escape(gettext("Own words stand as they were written."))
            reads = escape(gettext("%(name)s reads it in %(language)s:"))
            theirs = escape(gettext("Your own words are not translated."))
        reads = re.escape(reads).replace("%\\(name\\)s", "Alice").replace("%\\(language\\)s", "[^<]+")
        found += [
            rf'<p class="meta">{re.escape(own)}</p>',
            rf'<p class="meta">{reads}</p><p class="say" lang="\w+">[^<]*</p>',
            rf'<p class="meta">{re.escape(theirs)}</p>',
        ]
    return re.compile("|".join(found).encode())


def without_language(answer: bytes) -> bytes:
    """Blank the sentences that say, on purpose, that Alice reads another language, and the length they change."""
    blank = _of_language().sub(b"", answer)
    gone = len(answer) - len(blank)

    def shorter(found: re.Match[bytes]) -> bytes:
        return b"\nContent-Length: %d\n" % (int(found[1]) - gone)

    return re.sub(rb"\nContent-Length: (\d+)\n", shorter, blank, count=1) if gone else answer


class AtOnce(Executor):
    """Run what is asked in this thread, now: the live line's reads must see this test's own transaction."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run it."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _line(observer: Observer, record: Record, everyone: Everyone) -> Iterator[tuple[str, bytes]]:
    """Hold this person's live line open while the recorded rings come in; yield what it said, part by part."""
    from nearward.web import asgi  # it starts the house, which wants its static files laid out first

    person = everyone.people.get(observer.name)
    cookie = "; ".join(f"{name}={value}" for name, value in observer.cookies.items())
    with (
        patch.object(asgi, "readers", AtOnce()),
        patch.object(asgi, "_person", lambda key: person.pk if person else None),
    ):
        yield from asyncio.run(_listen(asgi.application, cookie.encode(), record))


async def _listen(house: Any, cookie: bytes, record: Record) -> list[tuple[str, bytes]]:
    said: list[str] = []
    gone = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        said.append(repr(message))

    scope = {"type": "http", "path": "/live", "headers": [(b"cookie", cookie)]}
    line = asyncio.ensure_future(house(scope, receive, send))
    await _quiet()
    parts = [("opens", "".join(said).encode())]
    for mark, rings in record.rings:
        said.clear()
        for act, people in rings:
            exchange.wake(act, people)
            await _quiet()
        parts.append((mark, "".join(said).encode()))
    gone.set()
    await line
    return parts


async def _quiet() -> None:
    for _turn in range(12):
        await asyncio.sleep(0)


def differences(one: World, other: World, shared: str, look: Look) -> list[str]:
    """Return where the two worlds differ for anyone but Alice: observer, route, first differing bytes."""
    return compared(see(one, shared, look), see(other, shared, look))


def compared(first: Record, second: Record) -> list[str]:
    """Return where two records differ: observer, route, first differing bytes."""
    found = []
    for mark in [*first.answers, *(mark for mark in second.answers if mark not in first.answers)]:
        here, there = first.answers.get(mark, b"(not asked)"), second.answers.get(mark, b"(not asked)")
        if here != there:
            found.append(f"{mark}: {first_difference(here, there)}")
    return found
