"""Read PROBLEM.json for `nearward nights`; what is wrong is one sentence with file, problem, night and field."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nearward.cli.json_file import MOST, At, load
from nearward.data.care_curve import care_curve
from nearward.domain.nights.clock import minutes_of, night_clock, plain_clock
from nearward.domain.nights.family import ROOM_UNKNOWN
from nearward.domain.nights.from_age import usual_cap, usual_wakes
from nearward.domain.nights.problem import (
    MOST_NIGHTS,
    MOST_ROOM,
    MOST_SLOTS,
    TURNS,
    Night,
    Option,
    Person,
    Pin,
    Problem,
    Turns,
    Wake,
    check_people,
    checked,
)
from nearward.domain.nights.scenarios import MOST_SCENARIOS
from nearward.domain.refused import Refused

OLDEST_WEEKS = 156
KNOWN = {
    "problem": {"slot_minutes", "start", "slots", "max_handovers", "min_shift_minutes", "bottle_stock",
                "baby_age_weeks", "caregivers", "nights", "before", "zone", "turns"},
    "caregiver": {"name", "partner", "weight", "room", "cap_minutes", "floor_minutes", "breastfeeds"},
    "night": {"available", "sleepable", "bottles", "options", "scenarios", "pins", "name", "date", "slots",
              "start"},
}  # fmt: skip


@dataclass
class Unread:
    """Field names nobody reads, in order of first appearance."""

    names: list[str]

    def note(self, fields: dict[str, Any], kind: str) -> None:
        self.names += [name for name in fields if name not in KNOWN[kind] and name not in self.names]


def read(path: Path) -> tuple[list[Problem], bool, list[str]]:
    """The problems of a file, whether it holds a list, and the fields that were not read."""
    made, unread = load(path), Unread([])
    several = isinstance(made, list)
    problems = made if several else [made]
    whole = At(path.name)
    return (
        [
            _problem(whole.inside(f"problem {number}") if several else whole, problem, unread)
            for number, problem in enumerate(problems, 1)
        ],
        several,
        unread.names,
    )


def _problem(at: At, value: object, unread: Unread) -> Problem:
    made = at.an_object(value)
    unread.note(made, "problem")
    age = made.get("baby_age_weeks")
    weeks = None if age is None else at.inside("baby_age_weeks").number(age, 0, OLDEST_WEEKS)
    listed = at.inside("caregivers").a_list(made.get("caregivers"), "a list of caregivers")
    people = tuple(
        _person(at.inside(f"caregiver {number}"), one, weeks, unread) for number, one in enumerate(listed, 1)
    )
    with _placed(at):
        check_people(people)
    nights = at.inside("nights").a_list(made.get("nights"), "a list of nights")
    if not 1 <= len(nights) <= MOST_NIGHTS:
        at.inside("nights").wrong(f"1 to {MOST_NIGHTS} nights", len(nights))
    needs = _Needs.of(at, listed, people, len(nights))
    slot_minutes = at.inside("slot_minutes").whole(made.get("slot_minutes", 30), 5, 120)
    helped = sum(person.partner for person in people) < len(people)
    reading = _Reading(people, weeks, slot_minutes, made, unread)
    problem = Problem(
        people=people,
        nights=tuple(
            needs.put(number - 1, reading.night(at.inside(f"night {number}"), night))
            for number, night in enumerate(nights, 1)
        ),
        slot_minutes=slot_minutes,
        max_handovers=at.inside("max_handovers").whole(made.get("max_handovers", 3 if helped else 2)),
        min_shift_minutes=at.inside("min_shift_minutes").whole(made.get("min_shift_minutes", 60)),
        bottle_stock=_perhaps(at.inside("bottle_stock"), made.get("bottle_stock")),
        before=reading.before(at.inside("before")),
        turns=_turns(at.inside("turns"), made.get("turns", "steady")),
    )
    with _placed(at):
        return checked(problem)


@contextmanager
def _placed(at: At) -> Iterator[None]:
    """Put the place in the file before what the domain refuses."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"{at.where}: {refusal}") from None


def _turns(at: At, value: object) -> Turns:
    return value if value in TURNS else at.wrong(f"one of {', '.join(TURNS)}", value)


def _perhaps(at: At, value: object) -> int | None:
    return None if value is None else at.whole(value)


def _person(at: At, value: object, weeks: float | None, unread: Unread) -> Person:
    made = at.an_object(value)
    unread.note(made, "caregiver")
    breastfeeds = at.inside("breastfeeds").yes_or_no(made.get("breastfeeds", False))
    partner = at.inside("partner").yes_or_no(made.get("partner", True))
    cap = made.get("cap_minutes")
    return Person(
        name=at.inside("name").text(made.get("name")),
        partner=partner,
        cap_minutes=usual_cap(weeks, breastfeeds)
        if cap is None
        else round(at.inside("cap_minutes").number(cap, 0, MOST)),
        floor_minutes=math.ceil(at.inside("floor_minutes").number(made.get("floor_minutes") or 0, 0, MOST)),
        breastfeeds=breastfeeds,
    )


@dataclass(frozen=True)
class _Needs:
    """Weight and room of each caregiver on each night: (nights, people)."""

    weights: tuple[tuple[float, ...], ...]
    rooms: tuple[tuple[float, ...], ...]

    @staticmethod
    def of(at: At, listed: Sequence[dict[str, Any]], people: Sequence[Person], nights: int) -> "_Needs":
        """Read one number, or a list with one a night, for every partner; a plan is not about a helper's rest."""
        weights, rooms = [], []
        for number, (made, person) in enumerate(zip(listed, people, strict=True), 1):
            here, known = at.inside(f"caregiver {number}"), made if person.partner else {}
            weights.append(_by_night(here.inside("weight"), known.get("weight", 1.0), nights, 0.1, 10))
            rooms.append(_by_night(here.inside("room"), known.get("room", ROOM_UNKNOWN), nights, 0, MOST_ROOM))
        return _Needs(tuple(zip(*weights, strict=True)), tuple(zip(*rooms, strict=True)))

    def put(self, number: int, night: Night) -> Night:
        """Return the night with everyone's weight and room on it."""
        return replace(night, weights=self.weights[number], rooms=self.rooms[number])


def _by_night(at: At, value: object, nights: int, least: float, most: float) -> list[float]:
    if not isinstance(value, list):
        return [at.number(value, least, most)] * nights
    if len(value) != nights:
        raise Refused(f"{at.where}: expected one number, or {nights} in a list (one a night), found {len(value)}.")
    return [at.inside(f"night {number}").number(one, least, most) for number, one in enumerate(value, 1)]


@dataclass
class _Reading:
    """Nights of one problem."""

    people: tuple[Person, ...]
    weeks: float | None
    slot_minutes: int
    problem: dict[str, Any]
    unread: Unread

    def night(self, at: At, value: object) -> Night:
        made = at.an_object(value)
        self.unread.note(made, "night")
        clock = self._clock(at, made)
        wakes = self._scenarios(at.inside("scenarios"), made.get("scenarios"), len(clock) - 1)
        return Night(
            available=self._rows(at.inside("available"), made.get("available"), len(clock) - 1),
            sleepable=self._rows(at.inside("sleepable"), made.get("sleepable"), len(clock) - 1),
            clock=clock,
            options=self._options(at.inside("options"), made.get("options"), clock),
            bottles=_perhaps(at.inside("bottles"), made.get("bottles")),
            scenarios=wakes,
            pins=self._pins(at.inside("pins"), made.get("pins")),
            name=self._name(at, made),
        )

    def before(self, at: At) -> tuple[int, ...]:
        """Who was on duty the night before, as places among the caregivers."""
        return tuple(self._place(at, name) for name in at.a_list(self.problem.get("before") or []))

    def _clock(self, at: At, made: dict[str, Any]) -> tuple[str, ...]:
        start = self._start(at.inside("start"), made.get("start", self.problem.get("start", "20:00")))
        slots = made.get("slots", self.problem.get("slots"))
        zone = self.problem.get("zone")
        if zone is not None and made.get("date") is not None:
            return self._true_clock(at, made, start, slots)
        slots = 26 if slots is None else slots
        return plain_clock(start, at.inside("slots").whole(slots, 1, MOST_SLOTS), self.slot_minutes)

    def _true_clock(self, at: At, made: dict[str, Any], start: str, slots: object) -> tuple[str, ...]:
        """With a date and a zone the labels follow the clock, also when it changes in that night."""
        long = at.inside("slots").whole(26 if slots is None else slots, 1, MOST_SLOTS)
        try:
            zone = ZoneInfo(At("zone").text(self.problem["zone"]))
        except (KeyError, OSError, ValueError):
            at.inside("zone").wrong("a time zone such as Europe/Berlin", self.problem["zone"])
        hour, minute = divmod(minutes_of(start), 60)
        return night_clock(self._date(at, made), zone, (hour, minute), long, self.slot_minutes)

    def _start(self, at: At, value: object) -> str:
        text = at.text(value)
        hour, colon, minute = text.partition(":")
        good = colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2
        if not (good and int(hour) < 24 and int(minute) < 60):
            at.wrong("a time such as 20:00", value)
        return f"{int(hour):02d}:{minute}"

    def _date(self, at: At, made: dict[str, Any]) -> date:
        try:
            return date.fromisoformat(at.inside("date").text(made["date"]))
        except ValueError:
            at.inside("date").wrong("a date such as 2026-03-01", made["date"])

    def _name(self, at: At, made: dict[str, Any]) -> str:
        if made.get("name") is not None:
            return at.inside("name").text(made["name"])
        return f"{self._date(at, made):%A}" if made.get("date") is not None else ""

    def _place(self, at: At, name: object) -> int:
        names = [person.name for person in self.people]
        return names.index(name) if name in names else at.wrong(f"one of {', '.join(names)}"[:200], name)

    def _rows(self, at: At, value: object, slots: int) -> tuple[tuple[bool, ...], ...]:
        """One row for each caregiver; a helper who is not named is not there."""
        made = at.an_object(value)
        for name in made:
            self._place(at, name)
        return tuple(
            (False,) * slots
            if person.name not in made and not person.partner
            else self._row(at.inside(person.name), made.get(person.name), slots)
            for person in self.people
        )

    def _row(self, at: At, value: object, slots: int) -> tuple[bool, ...]:
        row = at.a_list(value, f"{slots} values of 0 or 1")
        if len(row) != slots:
            raise Refused(f"{at.where}: expected {slots} values of 0 or 1, found {len(row)}.")
        if any(type(one) not in (int, bool) or one not in (0, 1) for one in row):
            at.wrong("only 0 and 1", next(one for one in row if type(one) not in (int, bool) or one not in (0, 1)))
        return tuple(bool(one) for one in row)

    def _options(self, at: At, value: object, clock: Sequence[str]) -> tuple[Option, ...]:
        if value is None:
            if self.weeks is None:
                raise Refused(f"{at.where}: expected options with wakes, or baby_age_weeks beside the nights.")
            return (Option(usual_wakes(care_curve(), self.weeks, clock, self.slot_minutes)),)
        listed = at.a_list(value)
        if not 1 <= len(listed) <= 20:
            raise Refused(f"{at.where}: expected 1 to 20 options, found {len(listed)}.")
        return tuple(self._option(at.inside(f"option {n}"), one, len(clock) - 1) for n, one in enumerate(listed, 1))

    def _option(self, at: At, value: object, slots: int) -> Option:
        made = at.an_object(value)
        dream, wakes = made.get("dream_feed"), self._wakes(at.inside("wakes"), made.get("wakes"), slots)
        return Option(wakes, None if dream is None else at.inside("dream_feed").whole(dream, 0, slots - 1))

    def _wakes(self, at: At, value: object, slots: int) -> tuple[Wake, ...]:
        return tuple(
            self._wake(at.inside(f"wake {number}"), one, slots) for number, one in enumerate(at.a_list(value), 1)
        )

    def _wake(self, at: At, value: object, slots: int) -> Wake:
        made = at.an_object(value)
        return Wake(
            at.inside("slot").whole(made.get("slot"), 0, slots - 1),
            at.inside("slots").whole(made.get("slots", 1), 1, slots),
            at.inside("feed").yes_or_no(made.get("feed", True)),
        )

    def _scenarios(self, at: At, value: object, slots: int) -> tuple[tuple[Wake, ...], ...]:
        if value is None:
            return ()
        listed = at.a_list(value)
        if len(listed) > MOST_SCENARIOS:
            raise Refused(f"{at.where}: expected at most {MOST_SCENARIOS} scenarios, found {len(listed)}.")
        return tuple(
            self._wakes(at.inside(f"scenario {n}"), one.get("wakes") if isinstance(one, dict) else one, slots)
            for n, one in enumerate(listed, 1)
        )

    def _pins(self, at: At, value: object) -> tuple[Pin, ...]:
        pins = []
        for number, one in enumerate(at.a_list(value or []), 1):
            here = at.inside(f"pin {number}")
            made = here.an_object(one)
            slots = here.inside("slots").whole(made.get("slots", 1), 1, MOST_SLOTS)
            pins.append(
                Pin(self._place(here, made.get("name")), here.inside("slot").whole(made.get("slot")), slots)
            )
        return tuple(pins)
