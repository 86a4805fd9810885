"""Diaries as rows, and the pairs of days the model reads: aligned by date, never by position."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

UNTIMED = -1
ALONE = -1
MINUTES = 1442  # slots of a day in a sort key: the untimed one comes first


@dataclass(frozen=True, slots=True)
class Diaries:
    """Check-ins of many people, one flat row each; NaN is "not said".

    `person` counts from 0; `day` is a proleptic ordinal; `minute` is minutes after midnight or UNTIMED;
    `partner[p]` is the other person of the couple or ALONE. stress, move and need lie in 0…10.
    """

    person: Ints
    day: Ints
    minute: Ints
    event: Bools
    stress: Floats
    move: Floats
    need: Floats
    partner: Ints

    @property
    def people(self) -> int:
        return len(self.partner)

    def sorted(self) -> "Diaries":
        """The same rows by person, day and time (an order of the file means nothing)."""
        return self.rows(np.argsort(_moment(self.person, self.day, self.minute), kind="stable"))

    def rows(self, keep: Ints | Bools) -> "Diaries":
        names = ("person", "day", "minute", "event", "stress", "move", "need")
        return replace(self, **{name: getattr(self, name)[keep] for name in names})


@dataclass(frozen=True, slots=True)
class Series:
    """The rows the model reads, sorted by person and day; NaN where nobody said it.

    `need` is what the partner had said by then that day; `*_before` are means of the previous calendar day.
    """

    person: Ints
    day: Ints
    move: Floats
    stress: Floats
    need: Floats
    move_before: Floats
    stress_before: Floats
    need_before: Floats
    people: int

    def between(self, first: int, stop: int) -> "Series":
        """The series of the people first…stop−1 alone, counted from 0 again."""
        here = slice(*np.searchsorted(self.person, (first, stop)))
        names = ("day", "move", "stress", "need", "move_before", "stress_before", "need_before")
        values = {name: getattr(self, name)[here] for name in names}
        return Series(person=self.person[here] - first, people=stop - first, **values)

    @property
    def counts(self) -> Ints:
        """Rows of each person."""
        return np.bincount(self.person, minlength=self.people)

    @property
    def first_day(self) -> Ints:
        """Each person's first check-in day; 0 for someone without a check-in."""
        start = np.cumsum(self.counts) - self.counts
        return np.where(self.counts > 0, np.append(self.day, 0)[start], 0)

    def last_days(self, how_many: int) -> Ints:
        """(people, how_many) last check-in days, latest first; the earliest repeats, 0 without any."""
        new = changes(self.person, self.day)
        day, counts = np.append(self.day[new], 0), np.bincount(self.person[new], minlength=self.people)
        back = np.minimum(np.arange(how_many), np.maximum(counts[:, None] - 1, 0))
        last = (np.cumsum(counts) - 1)[:, None] - back
        return day[np.where(counts[:, None] > 0, last, len(day) - 1)]


def changes(*columns: Ints) -> Bools:
    """Where a row differs from the one above it in any of the columns; the first row does."""
    new = np.ones(len(columns[0]), dtype=bool)
    new[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return new


def paired(diaries: Diaries) -> Series:
    """Align each person's own check-ins with the previous day and with what the partner said openly.

    Of the partner only `need` is read. A row without a move, and an event row without stress, is not used.
    """
    every = diaries.sorted()
    used = every.rows(~np.isnan(every.move) & ~(every.event & np.isnan(every.stress)))
    before, other = used.day - 1, every.partner[used.person]
    return Series(
        person=used.person,
        day=used.day,
        move=used.move,
        stress=used.stress,
        need=_said_by_then(used, every),
        move_before=_day_mean(used, used.move, used.person, before),
        stress_before=_day_mean(used, used.stress, used.person, before),
        need_before=_day_mean(every, every.need, other, before),
        people=every.people,
    )


def _said_by_then(mine: Diaries, every: Diaries) -> Floats:
    """The partner's need at each of my rows: the latest said by then, or the day's mean without times."""
    other = mine.partner[mine.person]
    untimed = every.rows(every.minute == UNTIMED)
    at_some_time = _day_mean(untimed, untimed.need, other, mine.day)
    latest = _latest(every.rows((every.minute != UNTIMED) & ~np.isnan(every.need)), other, mine)
    with_time = np.where(np.isnan(latest), at_some_time, latest)
    return np.where(mine.minute == UNTIMED, _day_mean(every, every.need, other, mine.day), with_time)


def _latest(said: Diaries, other: Ints, mine: Diaries) -> Floats:
    """The last need `other` said on the day of each of my rows, by its time; `said` is sorted."""
    if not len(said.person):
        return np.full(len(other), np.nan)
    moments = _moment(said.person, said.day, said.minute)
    at = np.searchsorted(moments, _moment(other, mine.day, mine.minute), side="right") - 1
    found = (at >= 0) & (said.person[at] == other) & (said.day[at] == mine.day)
    return np.where(found, said.need[at], np.nan)


def _day_mean(rows: Diaries, value: Floats, person: Ints, day: Ints) -> Floats:
    """Mean of `value` over the `rows` of (person, day), for each pair asked; NaN where none was said."""
    said = ~np.isnan(value)
    keys, at = np.unique(_day_key(rows.person[said], rows.day[said]), return_inverse=True)
    if not len(keys):
        return np.full(len(day), np.nan)
    means = np.bincount(at, weights=value[said]) / np.bincount(at)
    asked = _day_key(person, day)
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[place] == asked, means[place], np.nan)


def _day_key(person: Ints, day: Ints) -> Ints:
    return person * 4_000_000 + day


def _moment(person: Ints, day: Ints, minute: Ints) -> Ints:
    return _day_key(person, day) * MINUTES + minute + 1
