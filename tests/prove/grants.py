"""A counselor reads while a grant ends: whoever asks after the end is told nothing, on a real database."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from tests.prove import house
from tests.prove.registry import Figure, proof

WAYS = ("one class", "the counselor", "the family")


@proof("6 grants", "0 of 1,000 races read after the end", (24, 200, 1_000), postgres=True, lane=1)
def grants_at_once(count: int) -> Figure:
    """Read a page again and again while what opens it is ended; count readings begun after the end was said."""
    house.settle(durable=False)
    from nearward.domain.consent import Grant, What
    from tests.cast import at_a_desk, let_in

    alice, desk = house.come_in("Alice"), at_a_desk("Cora", at=house.now())
    house.note(alice, "a note")
    until = house.now().date() + timedelta(days=9)
    chance, wrong, read = random.Random(6), Counter[str](), 0
    with ThreadPoolExecutor(3) as threads:
        for number in range(count):
            way = WAYS[number % 2] if number + 1 < count else WAYS[2]
            counsel = let_in(alice, desk, [Grant(What.STRESS_MOVE, until)], at=house.now())
            race = _race(threads, counsel, alice, desk, way, chance)
            read += race.before
            wrong[f"read after {way} ended"] += race.after
            wrong["readings and lines differ"] += race.lines is not None and race.lines != race.before + race.after
        _close(threads)
    faults = {name: times for name, times in wrong.items() if times}
    said = f"{count} races, {read} readings before the end, {sum(faults.values())} after it"
    return Figure(f"{said} {faults or ''}".strip(), not faults and read > 0)


class Race:
    """What two readers saw while a third ended it; the lines they left, where those outlast the end."""

    def __init__(self) -> None:
        self.ended, self.counting = threading.Event(), threading.Lock()
        self.before = self.after = 0
        self.lines: int | None = None


def _race(
    threads: ThreadPoolExecutor, counsel: Any, alice: Any, desk: Any, way: str, chance: random.Random
) -> Race:
    from nearward.web.grants.models import Read
    from nearward.web.grants.services import end

    race, start = Race(), threading.Barrier(3)

    def look() -> None:
        start.wait()
        for _time in range(3):
            late, got = race.ended.is_set(), _reads(desk, counsel)
            with race.counting:
                race.before += got and not late
                race.after += got and late

    def stop() -> None:
        start.wait()
        time.sleep(chance.random() * 0.02)
        _end(counsel, alice, way)
        race.ended.set()

    list(threads.map(lambda act: act(), (look, look, stop)))
    if way == WAYS[0]:
        race.lines = Read.objects.filter(counsel=counsel).count()
        end(counsels=[counsel], me=alice, now=house.now())
    return race


def _reads(desk: Any, counsel: Any) -> bool:
    """Return whether the page showed anything; a counselor who was sent away finds no page."""
    from django.http import Http404

    from nearward.web.desk.reading import read_person

    try:
        return bool(read_person(desk, counsel.pk, now=house.now()).shown)
    except Http404:
        return False


def _end(counsel: Any, alice: Any, way: str) -> None:
    from nearward.web.grants import services
    from nearward.web.keeping.leaving import leave

    match way:
        case "one class":
            services.give(counsel=counsel, grants=[], shown=False, now=house.now())
        case "the counselor":
            services.end(counsels=[counsel], me=alice, now=house.now())
        case _:
            leave(place=alice, now=house.now())


def _close(threads: ThreadPoolExecutor) -> None:
    """Close each thread's own connection."""
    from django.db import connection

    gate = threading.Barrier(3)

    def close() -> None:
        gate.wait()
        connection.close()

    list(threads.map(lambda _number: close(), range(3)))
