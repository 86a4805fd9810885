"""Sealing and sharing at the same moment: nothing is shown early, nothing is lost, on a real database."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.prove import house
from tests.prove.registry import Figure, proof

FIRST = date(2020, 1, 6)
Act = Callable[[], object]


def at_once(threads: ThreadPoolExecutor, *acts: Act) -> list[bool]:
    """Start these at the same moment; return for each whether it was taken, False where it was refused."""
    from nearward.domain.refused import Refused

    start = threading.Barrier(len(acts))

    def one(act: Act) -> bool:
        start.wait()
        try:
            act()
        except Refused:
            return False
        return True

    return list(threads.map(one, acts))


class Watch:
    """Someone who reads a page again and again while others write, and notes each different thing it showed."""

    def __init__(self, read: Callable[[], Any]) -> None:
        self.read, self.saw, self.done = read, [read()], threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self) -> None:
        from django.db import connection

        while not self.done.is_set():
            seen = self.read()
            if seen != self.saw[-1]:
                self.saw.append(seen)
            time.sleep(0.001)
        connection.close()

    def end(self) -> list[Any]:
        """Stop, and return what was seen, in order, with how it is at last."""
        self.done.set()
        self.thread.join()
        return [*self.saw, self.read()]


class Week:
    """One week of two partners, and the few things they can do with it."""

    ways = ("finish", "agree")

    def __init__(self, week: date, *people: Any) -> None:
        self.week, self.people = week, people

    def page(self, words: str, seen: int = 0) -> Any:
        """Return a page with these words on it."""
        from nearward.web.review.services import Page

        return Page({"worked": words}, seen, uuid4())

    def act(self, who: int, name: str, words: str = "", seen: int = 0) -> Act:
        """Return one act of one of the two."""
        from nearward.web.review import services

        mine = {"me": self.people[who], "week": self.week}
        todo: dict[str, Act] = {
            "write": lambda: services.write(**mine, page=self.page(words, seen)),
            "finish": lambda: services.finish(**mine, page=self.page(words, seen), now=house.now()),
            "agree": lambda: services.agree(
                **mine, page=self.page(words, seen), today=self.week + timedelta(days=9), now=house.now()
            ),
            "back": lambda: services.take_back(**mine, now=house.now()),
        }
        return todo[name]

    def seen_by(self, who: int) -> tuple[str, ...]:
        """Return what someone reads of the week: both sides' words once it opened, else nothing."""
        from nearward.web.people.selectors import circle_of
        from nearward.web.review.selectors import opened_week

        opened = opened_week(circle_of(self.people[who], now=house.now()), self.week)
        return tuple(voice.words for voice in opened.sections[0].voices) if opened else ()

    def kept_by(self, who: int) -> str:
        """Return one's own sealed words."""
        from nearward.web.review.selectors import own_side

        return own_side(self.people[who], self.week).words["worked"]


class Expected(Week):
    """What two partners expect of one child, which opens as a week does; nobody can agree to open half of it."""

    ways = ("finish",)

    def __init__(self, child: Any, *people: Any) -> None:
        super().__init__(FIRST, *people)
        self.child = child

    def act(self, who: int, name: str, words: str = "", seen: int = 0) -> Act:
        """Return one act of one of the two."""
        from nearward.web.expecting import selectors, services

        mine = {"me": self.people[who], "child": self.child}
        page = services.Page({**selectors.nothing(), "nights": words}, seen, uuid4())
        todo: dict[str, Act] = {
            "write": lambda: services.write(**mine, page=page),
            "finish": lambda: services.finish(**mine, page=page, now=house.now()),
            "back": lambda: services.take_back(**mine),
        }
        return todo[name]

    def seen_by(self, who: int) -> tuple[str, ...]:
        """Return what someone reads: both sides' words once they opened, else nothing."""
        from nearward.web.expecting.selectors import opened_sides
        from nearward.web.people.selectors import circle_of

        opened = opened_sides(circle_of(self.people[who], now=house.now()), self.child)
        return tuple(said.words for said in opened.parts[0].said) if opened else ()

    def kept_by(self, who: int) -> str:
        """Return one's own sealed words."""
        from nearward.web.expecting.selectors import own_side

        return own_side(self.people[who], self.child).words["nights"]


def both_finish(week: Week, threads: ThreadPoolExecutor, words: list[str], _chance: random.Random) -> str:
    """Both finish at once: it is open."""
    at_once(threads, week.act(0, "finish", words[0]), week.act(1, "finish", words[1]))
    return "" if week.seen_by(0) == tuple(words) else "both finished, and it stayed shut"


def one_takes_back(week: Week, threads: ThreadPoolExecutor, words: list[str], chance: random.Random) -> str:
    """One takes back what they finished, or agreed to, while the other opens: one of the two, and wholly."""
    how = chance.choice(week.ways)
    week.act(0, how, words[0])()
    taken, _opened = at_once(threads, week.act(0, "back"), week.act(1, how, words[1]))
    if taken == bool(week.seen_by(1)):
        return "taken back and opened, or neither"
    return "" if week.seen_by(1) or (week.kept_by(0), week.kept_by(1)) == tuple(words) else "words were lost"


def one_still_writes(week: Week, threads: ThreadPoolExecutor, words: list[str], _chance: random.Random) -> str:
    """One device of mine saves while the other finishes, and the partner finishes: what opens is what stood."""
    week.act(0, "write", words[0])()
    later = f"{words[0]}, later"
    wrote, finished, _theirs = at_once(
        threads, week.act(0, "write", later, 1), week.act(0, "finish", words[0], 1), week.act(1, "finish", words[1])
    )
    seen = week.seen_by(1)
    if finished:
        return "" if seen == tuple(words) or (wrote and seen == (later, words[1])) else f"it shows {seen}"
    return "" if not seen and wrote and week.kept_by(0) == later else "a save was lost"


def neither_wants(week: Week, threads: ThreadPoolExecutor, words: list[str], _chance: random.Random) -> str:
    """One finishes, the other only agrees to open what there is: that is not the same, and it stays shut."""
    at_once(threads, week.act(0, "finish", words[0]), week.act(1, "agree", words[1]))
    return "it opened" if week.seen_by(0) or week.seen_by(1) else ""


TURNS = (both_finish, one_takes_back, one_still_writes, neither_wants)


@proof("1 sealed", "0 of 1,000 races show early or lose", (24, 200, 1_000), postgres=True)
def reviews_at_once(count: int) -> Figure:
    """Race the two sides of a week, with the other reading all the while."""
    house.settle(durable=False)
    alice = house.come_in("Alice")
    bob = house.come_in("Bob", alice)
    return _raced(count, lambda number: Week(FIRST + timedelta(days=7 * number), alice, bob), TURNS)


@proof("1 sealed", "0 of 1,000 races show early or lose", (24, 200, 1_000), postgres=True)
def expectations_at_once(count: int) -> Figure:
    """Race the two sides of what is expected of a child, with the other reading all the while."""
    house.settle(durable=False)
    from nearward.web.people import services as people

    alice = house.come_in("Alice")
    bob = house.come_in("Bob", alice)
    facts = people.ChildFacts("Kit", due_on=house.now().date() + timedelta(days=30))

    def expected(_number: int) -> Expected:
        return Expected(people.save_child(me=alice, facts=facts, now=house.now()), alice, bob)

    return _raced(count, expected, TURNS[:3])


def _raced(count: int, made: Callable[[int], Week], turns: tuple[Callable[..., str], ...]) -> Figure:
    chance, wrong, opened = random.Random(3), Counter[str](), 0
    with ThreadPoolExecutor(3) as threads:
        for number in range(count):
            week = made(number)
            words = [f"words of Alice, {number}", f"words of Bob, {number}"]
            watch = Watch(lambda week=week: week.seen_by(number % 2))  # type: ignore[misc]  # noqa: B023
            wrong[turns[number % len(turns)](week, threads, words, chance)] += 1
            seen = watch.end()
            opened += bool(seen[-1])
            wrong["one side was seen without the other"] += any(len(one) == 1 for one in seen)
            wrong["it opened and shut again"] += len(set(filter(None, seen))) > 1 or (any(seen) and not seen[-1])
        _close(threads)
    return _said(count, wrong, f"{opened} of them opened")


def _close(threads: ThreadPoolExecutor) -> None:
    from django.db import connection

    start = threading.Barrier(3)
    list(threads.map(lambda _n: (start.wait(), connection.close()), range(3)))


def _said(count: int, wrong: Counter[str], more: str) -> Figure:
    wrong.pop("", None)
    wrong = +wrong
    found = f"{sum(wrong.values())} of {count} wrong; {more}"
    return Figure(f"{found} ({', '.join(wrong)})" if wrong else found, not wrong)


class Hurt:
    """One repair of two partners, and the few things they can do with it."""

    def __init__(self, *people: Any) -> None:
        from nearward.web.repair import services
        from nearward.web.repair.models import Repair

        made = services.start(me=people[0], other=people[1], about="Sunday", key=uuid4(), now=house.now())
        self.people, self.row = people, Repair.objects.get(pk=made)

    def act(self, who: int, name: str, step: str = "inside", words: str = "", seen: int = 0) -> Act:
        """Return one act of one of the two."""
        from nearward.web.repair import services
        from nearward.web.repair.selectors import Said

        mine = {"me": self.people[who], "repair": self.row, "now": house.now()}
        page = services.Page(Said(words), seen, uuid4())
        todo: dict[str, Act] = {
            "share": lambda: services.share(**mine, step=step, page=page),
            "back": lambda: services.take_back(**mine, step=step),
            "leave": lambda: services.leave(**mine),
            "propose": lambda: services.propose(**mine, words=words, seen=seen),
            "agree": lambda: services.agree(**mine, seen=seen),
        }
        return todo[name]

    def seen_by(self, who: int) -> Any:
        """Return the repair as someone sees it."""
        from nearward.web.people.selectors import circle_of
        from nearward.web.repair import selectors

        return selectors.seen(circle_of(self.people[who], now=house.now()), self.row)

    def through(self) -> None:
        """Let both share all five."""
        from nearward.domain.repair import ORDER

        for step in ORDER:
            for who in (0, 1):
                self.act(who, "share", step, "words")()


def nobody_runs_ahead(hurt: Hurt, threads: ThreadPoolExecutor, _chance: random.Random) -> str:
    """Two devices of one share two steps while the other shares the first."""
    shared = at_once(threads, hurt.act(0, "share"), hurt.act(0, "share", "saw"), hurt.act(1, "share"))
    turns = hurt.seen_by(0).turns
    if turns.mine != shared[0] + shared[1] or turns.theirs != shared[2]:
        return "a step was lost or doubled"
    return "" if turns.mine <= turns.theirs + 1 and shared[0] else "someone ran ahead"


def one_leaves(hurt: Hurt, threads: ThreadPoolExecutor, _chance: random.Random) -> str:
    """One leaves while the other shares: then nothing more is shared, and one can still take back."""
    hurt.act(0, "share", words="mine alone again")()
    at_once(threads, hurt.act(0, "leave"), hurt.act(1, "share"), hurt.act(0, "back"))
    seen = hurt.seen_by(1)
    if not seen.turns.resting or any(step.theirs for step in seen.steps):
        return "what was taken back is seen"
    with suppress(Exception):
        hurt.act(1, "share", "saw")()
        return "something was shared while it rests"
    return ""


def two_find_words(hurt: Hurt, threads: ThreadPoolExecutor, chance: random.Random) -> str:
    """Both find words at once, then one agrees while the other finds new ones: agreed is what was read."""
    hurt.through()
    first = at_once(threads, hurt.act(0, "propose", words="a"), hurt.act(1, "propose", words="b"))
    if sum(first) != 1:
        return "two first proposals, or none"
    by = first.index(True)
    again = chance.choice((by, 1 - by))
    agreed, newer = at_once(
        threads, hurt.act(1 - by, "agree", seen=1), hurt.act(again, "propose", words="c", seen=1)
    )
    offered = hurt.seen_by(0).offered
    words, is_agreed = ("ab"[by], True) if agreed else ("c", False)
    fits = offered is not None and (offered.words, offered.state.agreed) == (words, is_agreed)
    return "" if fits and agreed != newer else "agreed to words that were not read"


HURTS = (nobody_runs_ahead, one_leaves, nobody_runs_ahead, one_leaves, two_find_words)


@proof("1 sealed", "0 of 1,000 races show early or lose", (12, 200, 1_000), postgres=True, lane=1)
def repairs_at_once(count: int) -> Figure:
    """Race the two of a repair: steps, leaving, taking back, and the words at its end."""
    house.settle(durable=False)
    alice = house.come_in("Alice")
    bob, chance, wrong = house.come_in("Bob", alice), random.Random(4), Counter[str]()
    with ThreadPoolExecutor(3) as threads:
        for number in range(count):
            wrong[HURTS[number % len(HURTS)](Hurt(alice, bob), threads, chance)] += 1
        _close(threads)
    return _said(count, wrong, f"{count // len(HURTS)} of them at the agreement")
