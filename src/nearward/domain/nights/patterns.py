"""Every duty pattern of a night within the hand-over limit and the shortest shift, as one bit mask a person."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from nearward.domain.nights.bits import Bits, Ints, bits_of, distinct, stretch
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_

MOST = 1_500_000


@dataclass(frozen=True)
class Patterns:
    """P patterns: `duty` (people, P) bits, `handovers` (P,). Patterns alike to all who count share a `group`.

    `seen` (people, U): the duty of each of the U groups, zero for helpers who do not breastfeed.
    """

    duty: Bits
    handovers: Ints
    group: Ints
    seen: Bits


@dataclass(frozen=True)
class Allowed:
    """The patterns of one night: `rows` (P',) of the patterns, and the `groups` (U',) they belong to."""

    patterns: Patterns
    rows: Ints
    groups: Ints

    @property
    def seen(self) -> Bits:
        return self.patterns.seen[:, self.groups]

    def rows_of(self, groups: Ints) -> Ints:
        """The allowed rows of these groups, fewest hand-overs first."""
        wanted = np.zeros(self.patterns.seen.shape[1], dtype=bool)
        wanted[groups] = True
        return self.rows[wanted[self.patterns.group[self.rows]]]

    def duty_rows(self, rows: Ints, slots: int) -> NDArray[np.int8]:
        """Who is on duty in each slot: (rows, slots)."""
        at = np.arange(slots, dtype=np.uint64)
        on = (self.patterns.duty[:, rows, None] >> at) & np.uint64(1)
        who: NDArray[np.int8] = on.argmax(axis=0).astype(np.int8)
        return who


def allowed_patterns(problem: Problem, night: Night) -> Allowed:
    """The patterns that keep to who is available and to the pins of a night."""
    counted = tuple(person.partner or person.breastfeeds for person in problem.people)
    patterns = _all(night.slots, problem.borders(night), counted, problem.max_handovers, problem.min_shift)
    return allowed_among(patterns, night)


def allowed_among(patterns: Patterns, night: Night) -> Allowed:
    """Those of some patterns that keep to availability and pins."""
    fits = np.ones(patterns.handovers.shape, dtype=bool)
    for person, row in enumerate(night.available):
        away = np.uint64(bits_of(not value for value in row))
        pinned = np.uint64(bits_of(_pinned(night, person)))
        duty = patterns.duty[person]
        fits &= ((duty & away) == 0) & ((duty & pinned) == pinned)
    rows = np.flatnonzero(fits)
    here = np.zeros(patterns.seen.shape[1], dtype=bool)
    here[patterns.group[rows]] = True
    return Allowed(patterns, rows, np.flatnonzero(here))


def grouped(duty: Bits, handovers: Ints, counted: tuple[bool, ...]) -> Patterns:
    """Patterns with their groups: alike in the duty of everyone who counts."""
    seen = np.where(np.array(counted)[:, None], duty, np.uint64(0))
    if all(counted) or len(counted) == 1:
        return Patterns(duty, handovers, np.arange(len(handovers)), seen)
    first, group = distinct(seen)
    return Patterns(duty, handovers, group, seen[:, first])


@lru_cache(maxsize=16)
def _all(
    slots: int, borders: tuple[int, ...], counted: tuple[bool, ...], handovers: int, min_shift: int
) -> Patterns:
    people = len(counted)
    duties, counts = [], []
    made = 0
    for changes in range(min(handovers, len(borders)) + 1 if people > 1 else 1):
        cuts = _cuts(slots, borders, changes, min_shift, MOST - made)
        if not len(cuts):
            break
        made += len(cuts) * people * (people - 1) ** changes
        _refuse_many(made, MOST, changes)
        duties.append(_duties(cuts, people))
        counts.append(np.full(duties[-1].shape[1], changes, dtype=np.int64))
    return grouped(np.concatenate(duties, axis=1), np.concatenate(counts), counted)


def _refuse_many(made: int, most: int, changes: int) -> None:
    if made > most:
        words = N_("With %(number)s hand-overs a night there are too many ways to look through. Allow fewer.")
        raise Refused(say(words, number=changes), field="max_handovers")


def _cuts(slots: int, borders: tuple[int, ...], changes: int, min_shift: int, most: int) -> Ints:
    """The borders of every shift: (ways, changes + 2), from 0 to the last slot, min_shift apart."""
    ways = np.zeros((1, 1), dtype=np.int64)
    places = np.array(borders, dtype=np.int64)
    for left in range(changes, 0, -1):
        room = places[None, :] >= ways[:, -1:] + min_shift
        room &= places[None, :] <= slots - left * min_shift
        _refuse_many(int(room.sum()), most, changes)
        at, which = np.nonzero(room)
        ways = np.column_stack([ways[at], places[which]])
    ends = np.full((len(ways), 1), slots, dtype=np.int64)
    whole = ways[:, -1] + min(min_shift, slots) <= slots
    return np.column_stack([ways, ends])[whole]


def _duties(cuts: Ints, people: int) -> Bits:
    """(people, ways × orders) duty masks: every order of people in which neighbours differ."""
    shifts = cuts.shape[1] - 1
    orders = [who for who in product(range(people), repeat=shifts) if all(a != b for a, b in pairwise(who))]
    order = np.array(orders, dtype=np.int64)
    parts = np.array([[stretch(a, b) for a, b in pairwise(row)] for row in cuts.tolist()], dtype=np.uint64)
    made = np.zeros((people, len(cuts), len(order)), dtype=np.uint64)
    for person in range(people):
        for shift in range(shifts):
            theirs = order[:, shift] == person
            made[person][:, theirs] |= parts[:, shift, None]
    return made.reshape(people, -1)


def _pinned(night: Night, person: int) -> list[bool]:
    row = [False] * night.slots
    for pin in night.pins:
        if pin.person == person:
            row[pin.slot : pin.slot + pin.slots] = [True] * pin.slots
    return row
