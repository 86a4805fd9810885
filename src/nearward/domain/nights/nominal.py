"""The exact night on the wakes that are expected: every pattern, option and choice of bottle feeds."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

import numpy as np

from nearward.domain.nights.bits import Bits, Ints, bits_of, count, has, longest_run, spread, stretch
from nearward.domain.nights.cells import Cell, Choice, Key, Table, offer_rows
from nearward.domain.nights.outcome import Scale, away_from_breast, courses, floors_met, in_time, owned
from nearward.domain.nights.patterns import Allowed
from nearward.domain.nights.problem import Night, Option, Problem, scaled_weight
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_

MOST_SUBSETS = 20_000
Subset = tuple[tuple[int, ...], Ints]


def night_table(problem: Problem, night: Night, allowed: Allowed, scale: Scale, *, stocked: bool) -> Table:
    """The best of a night by (smaller z, other z, weighted sleep), for each bottles used and floors met.

    Without a stock all bottle counts share one entry, since a bottle more is never worse.
    """
    table: dict[Key, Cell] = {}
    for number, option in enumerate(night.options):
        for feeds, groups, minutes, sleep in _outcomes(problem, night, allowed, option, stocked):
            z = scale.z(minutes)
            smaller = z.min(axis=0)
            columns = (smaller, z.sum(axis=0) - smaller, sleep)
            choice = Choice(number, feeds, len(feeds), allowed.groups[groups])
            offer_rows(table, len(feeds) if stocked else 0, floors_met(problem, minutes), columns, choice)
    return table


def _outcomes(
    problem: Problem, night: Night, allowed: Allowed, option: Option, stocked: bool
) -> Iterator[tuple[tuple[int, ...], Ints, Ints, Ints]]:
    """Bottle feeds, the groups (U,) they are possible in, minutes (partners, U) and weighted sleep (U,)."""
    seen, course = allowed.seen, courses([option.wakes], night.slots)
    rests = [~owned(seen[at], course)[0] & np.uint64(bits_of(night.sleepable[at])) for at in problem.partners]
    bottles = problem.bottles(night)
    if bottles is None:
        everyone = np.arange(seen.shape[1])
        yield (), everyone, *_rest(problem, night, seen, rests)
        return
    away = away_from_breast(problem, seen)
    for feeds, groups in _bottle_feeds(away, option, bottles, stocked):
        milk = _breast(away[groups], option, feeds, night.slots)
        parts = [
            rest[groups] & ~milk if problem.people[at].breastfeeds else rest[groups]
            for at, rest in zip(problem.partners, rests, strict=True)
        ]
        yield feeds, groups, *_rest(problem, night, seen[:, groups], parts)


def _rest(problem: Problem, night: Night, seen: Bits, rests: Sequence[Bits]) -> tuple[Ints, Ints]:
    minutes, sleep = [], np.zeros(seen.shape[1], dtype=np.int64)
    for at, rest in zip(problem.partners, rests, strict=True):
        off = rest & ~seen[at]
        minutes.append(longest_run(off, night.slots) * problem.slot_minutes)
        sleep += scaled_weight(problem, night, at) * (count(rest) + count(off))
    return np.stack(minutes), sleep


def _bottle_feeds(away: Bits, option: Option, bottles: int, stocked: bool) -> Iterator[Subset]:
    """Each choice of bottle feeds with the groups in which all of them start away from the breast."""
    feeds = [at for at in in_time(option.wakes) if option.wakes[at].feed]
    open_ = np.zeros(len(away), dtype=np.uint64)
    for bit, at in enumerate(feeds):
        open_ |= has(away, np.uint64(option.wakes[at].slot)) << np.uint64(bit)
    opens = count(open_)
    most = min(bottles, int(opens.max(initial=0)))
    _refuse_many(len(feeds), most)
    for size in range(most + 1):
        enough = np.ones(len(away), dtype=bool) if stocked else np.minimum(opens, bottles) == size
        for chosen in combinations(range(len(feeds)), size):
            wanted = np.uint64(sum(1 << bit for bit in chosen))
            groups = np.flatnonzero(enough & ((open_ & wanted) == wanted))
            if len(groups):
                yield tuple(sorted(feeds[bit] for bit in chosen)), groups


def _breast(away: Bits, option: Option, bottle_feeds: tuple[int, ...], slots: int) -> Bits:
    up = np.zeros(len(away), dtype=np.uint64)
    for at, wake in enumerate(option.wakes):
        if wake.feed and at not in bottle_feeds:
            covered = np.uint64(stretch(wake.slot, min(wake.slot + wake.slots, slots)))
            up |= spread(has(away, np.uint64(wake.slot))) & covered
    return up


def _refuse_many(feeds: int, bottles: int) -> None:
    if sum(comb(feeds, size) for size in range(bottles + 1)) > MOST_SUBSETS:
        words = N_("%(feeds)s feeds with %(bottles)s bottles have too many ways to look through. Name fewer feeds.")
        raise Refused(say(words, feeds=feeds, bottles=bottles), field="wakes")
