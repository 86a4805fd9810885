"""Promises 10 and 11: delete means gone, and the other's own entries are unchanged byte for byte."""

import sqlite3
import threading
import time
from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from tests.prove import filling, house, tables
from tests.prove.at_rest import sightings
from tests.prove.registry import Figure, proof
from tests.prove.sealing import Hurt, Week


def talk(alice: Any, bob: Any, chance: Random, marks: list[str], words: int = 200) -> None:
    """Let the two write to each other; Alice's open words carry a mark each."""
    from nearward.domain import asks
    from nearward.web.asks import services as asking
    from nearward.web.asks.models import Ask

    sent = []
    for mark in marks:
        at = house.now()
        who, other = (alice, bob) if mark else (bob, alice)
        text = f"{mark or 'bob'} {'w' * chance.randrange(words)}"
        what = asks.Ask(need="sleep", kind="take", when="now", words=text)
        sent.append((asking.ask(me=who, partner=other, what=what, key=uuid4(), now=at), other))
        if chance.random() < 0.4:
            pk, by = sent[chance.randrange(len(sent))]
            ask = Ask.objects.get(pk=pk)
            mine = f"answer {mark}" if by is alice else "answer of bob"
            seen = ask.answers.count()
            asking.answer_ask(ask=ask, by=by, answer=asks.But(mine), seen=seen, key=uuid4(), now=at)
        house.note((alice, bob)[chance.randrange(2)], "a note")
    asking.say_here(me=bob, key=uuid4(), now=house.now() + timedelta(minutes=1))
    look_back(alice, bob, chance)


def look_back(alice: Any, bob: Any, chance: Random) -> None:
    """Let the two write about two weeks, one of which opens, and go some way into two repairs."""
    for number in range(2):
        week = Week(date(2026, 1, 5) + timedelta(days=7 * number), alice, bob)
        week.act(0, "finish", "Alice of the week")()
        week.act(1, "write" if number else "finish", "Bob of the week")()
        hurt = Hurt(*((alice, bob) if number else (bob, alice)))
        if chance.random() < 0.5:
            hurt.act(0, "share", words="what I felt")()
        if chance.random() < 0.3:
            hurt.through() if not hurt.seen_by(0).turns.mine else hurt.act(1, "share", words="and I")()
        if hurt.seen_by(0).turns.both_through:
            hurt.act(chance.randrange(2), "propose", words="sit down first")()


def a_reader(seconds: float) -> threading.Thread:
    """Hold an old page of the database open for a while, as a slow reader does."""
    started = threading.Event()

    def hold() -> None:
        line = sqlite3.connect(house.data() / "nearward.sqlite3", isolation_level=None)
        line.execute("BEGIN")
        line.execute("SELECT count(*) FROM asks_ask").fetchone()
        started.set()
        time.sleep(seconds)
        line.close()

    thread = threading.Thread(target=hold)
    thread.start()
    started.wait()
    return thread


@proof("11 gone", "0 of 100 deleted texts remain", (100, 100, 400))
def deleted_texts(count: int) -> Figure:
    """Erase someone who wrote openly, while a slow reader holds an old page; search the database and its log."""
    house.settle()
    from nearward.web.keeping.erasing import erase_person

    alice = house.come_in("Alice")
    bob, chance = house.come_in("Bob", alice), Random(5)
    marks = [f"mark-{n:05}-here" for n in range(count)]
    lines = [*marks, *[""] * count]
    chance.shuffle(lines)
    talk(alice, bob, chance, lines)
    before = sum(any(sightings(mark).values()) for mark in marks[:20])
    reader = a_reader(1.5)
    erase_person(person=alice.person, now=house.now())
    reader.join()
    start = time.monotonic()
    log = house.data() / "nearward.sqlite3-wal"
    while log.stat().st_size and time.monotonic() < start + 10:
        time.sleep(0.05)
    remain = sum(sightings("mark-").values())
    said = (
        f"{remain} of {count} remain (log {log.stat().st_size} bytes, {time.monotonic() - start:.1f} s after the "
    )
    return Figure(f"{said}reader left); before: {before} of 20", remain == 0 and before == 20)


@proof("11 gone", "0 bytes of anyone else's rows change", (9, 30, 300), postgres=True)
def other_bytes(count: int) -> Figure:
    """Erase someone after a history; compare every row of every table that is not theirs, as stored.

    The first three histories have a row of both partners in every table; the others have some tables only.
    """
    house.settle()
    faults, used, unfilled = Counter[str](), set[str](), list[str]()
    for n in range(count):
        faults.update(erased_after(n, used, unfilled))
    unused = tables.never_needed(used)
    for name, found in (("no row of both in", unfilled), ("allowed for nothing", unused)):
        faults.update(f"{name} {one}" for one in found)
    said = f"{faults.total()} faults in {count} histories of {len(tables.models())} tables"
    return Figure(f"{said} {dict(faults) or ''}".strip(), not faults)


def erased_after(n: int, used: set[str], unfilled: list[str]) -> list[str]:
    """Play one history, erase someone, return what changed of others that should not have, and undo it all."""
    from django.db import transaction

    with transaction.atomic():
        found = _changed_by_erasing(n, used, unfilled)
        transaction.set_rollback(True)
    return found


def _changed_by_erasing(n: int, used: set[str], unfilled: list[str]) -> list[str]:
    from nearward.web.keeping.erasing import erase_person
    from tests.house.everyone import settle

    chance = Random(n)
    if n < 3:
        everyone = settle(house.now())
        alice, bob = everyone.places["alice"], everyone.places["bob"]
        for name in ("alice", "bob"):
            everyone.observer(name)
        filling.fill(alice, bob, house.now())
        who = everyone.places[("alice", "bob", "gran")[n]]
        unfilled += tables.unfilled(tables.snapshot(), [alice.person_id.hex, bob.person_id.hex])
    else:
        alice = house.come_in("Alice")
        bob = house.come_in("Bob", alice)
        filling.fill_some(alice, bob, house.now(), chance)
        if chance.random() < 0.4:
            talk(
                alice, bob, chance, [("a" if chance.random() < 0.5 else "") for _ in range(chance.randrange(2, 9))]
            )
        who = (alice, bob)[n % 2]
    before = tables.snapshot()
    erase_person(person=who.person, now=house.now())
    return tables.faults(before, tables.snapshot(), who.person_id.hex, used)


@proof("10 restore", "erased people stay erased", (1, 3, 10))
def erased_stay_erased(count: int) -> Figure:
    """Back up, erase someone, restore the older backup here and elsewhere: they are not in it, the other is."""
    house.settle()
    from django.db import connections

    from nearward.web.keeping.erasing import erase_person
    from nearward.web.keeping.ledger import NAME

    back = kept = 0
    for n in range(count):
        alice = house.come_in(f"Alice{n}")
        bob, chance = house.come_in(f"Bob{n}", alice), Random(n)
        talk(alice, bob, chance, [f"mark-{n}-{m}" if m % 2 else "" for m in range(8)])
        before, file = tables.snapshot(), str(house.data() / f"kept/{n}.backup")
        house.nearward("backup", file)
        erase_person(person=alice.person, now=house.now())
        connections.close_all()
        elsewhere = ("--into", str(house.data() / f"elsewhere{n}"), "--key-file", str(house.data() / "backup.key"))
        house.nearward("restore", file, "--overwrite")
        house.nearward("restore", file, *elsewhere, "--erased", str(house.data() / NAME))
        back += sum(size for name, size in sightings(f"mark-{n}-").items() if "/kept/" not in name)
        kept += not tables.faults(before, tables.snapshot(), alice.person_id.hex, set())
    said = f"{back} texts came back in {2 * count} restores; everyone else's rows exact in {kept} of {count}"
    return Figure(said, back == 0 and kept == count)
