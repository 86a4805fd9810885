"""A night-plan problem as a web service or a file can build it: people, nights, wakes. Refuses what cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, get_args

from nearward.domain.nights.clock import on_the_half_hour
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

Turns = Literal["steady", "alternate"]
TURNS: tuple[Turns, ...] = get_args(Turns)
MOST_SLOTS, MOST_NIGHTS, MOST_PEOPLE, MOST_WAKES = 64, 62, 6, 40
WEIGHT_STEPS = 10_000  # weights are kept exactly, to four decimals
LEAST_WEIGHT, MOST_WEIGHT = 0.1, 10.0
MOST_ROOM = 4.0


@dataclass(frozen=True, slots=True)
class Wake:
    """The baby wakes in `slot` and needs someone for `slots` slots; `feed`: for milk."""

    slot: int
    slots: int = 1
    feed: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """One way the night may go: with a dream feed in that slot or without, and the wakes then expected."""

    wakes: tuple[Wake, ...] = ()
    dream_feed: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A caregiver: a partner, whose rest the plan is about, or a helper, who is cover."""

    name: str
    partner: bool = True
    weight: float = 1.0
    cap_minutes: int = 360
    floor_minutes: int = 0
    breastfeeds: bool = False
    room: float = 2.0


@dataclass(frozen=True, slots=True)
class Pin:
    """Someone is on duty in these slots whatever else is planned."""

    person: int
    slot: int
    slots: int = 1


@dataclass(frozen=True, slots=True)
class Heard:
    """Where the needs of a night come from, so that its reasons can say so. Nothing is said of an empty field.

    `known`: needs come from what people said. `since`: when it was said, where it still counts beside the usual
    week; from `usual_from` (a weekday) on the usual week leads. `gave_sleep`: those whose given sleep adds to need.
    """

    known: bool = False
    since: Sentence | None = None
    usual_from: str = ""
    gave_sleep: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Night:
    """One night. `available`, `sleepable`: one row a person, one value a slot; `clock`: wall time at each border.

    bottles: None = unlimited (formula), 0 = breast only. `scenarios` replace the sampled nights of the robust plan.
    `weights` and `rooms`: one a person, in place of their usual ones; empty where need and room stay as they are.
    """

    available: tuple[tuple[bool, ...], ...]
    sleepable: tuple[tuple[bool, ...], ...]
    clock: tuple[str, ...]
    options: tuple[Option, ...] = (Option(),)
    bottles: int | None = None
    scenarios: tuple[tuple[Wake, ...], ...] = ()
    pins: tuple[Pin, ...] = ()
    name: str = ""
    weights: tuple[float, ...] = ()
    rooms: tuple[float, ...] = ()
    heard: Heard = Heard()

    @property
    def slots(self) -> int:
        return len(self.clock) - 1


@dataclass(frozen=True, slots=True)
class Problem:
    """People and nights, and what a plan may do."""

    people: tuple[Person, ...]
    nights: tuple[Night, ...]
    slot_minutes: int = 30
    max_handovers: int = 2
    min_shift_minutes: int = 60
    bottle_stock: int | None = None
    before: tuple[int, ...] = ()  # who was on duty in each slot the night before the first
    near: float = 0.0  # of the mean smaller z, given up at most so that the longer block goes to the greater need
    turns: Turns = "steady"  # whether the early and the late block stay with the same partner or alternate

    @property
    def partners(self) -> tuple[int, ...]:
        return tuple(at for at, person in enumerate(self.people) if person.partner)

    @property
    def feeding(self) -> tuple[int, ...]:
        """The caregivers who breastfeed."""
        return tuple(at for at, person in enumerate(self.people) if person.breastfeeds)

    @property
    def min_shift(self) -> int:
        """The shortest shift in slots, at least one."""
        return max(1, -(-self.min_shift_minutes // self.slot_minutes))

    def borders(self, night: Night) -> tuple[int, ...]:
        """The slots of a night at whose start a hand-over may be: on the half hour."""
        return tuple(
            at for at in range(1, night.slots) if self.slot_minutes >= 30 or on_the_half_hour(night.clock[at])
        )

    def bottles(self, night: Night) -> int | None:
        """Bottles a night may use; None where every feed may come from any adult."""
        return night.bottles if self.feeding or night.bottles is not None else None

    def weight(self, night: Night, person: int) -> float:
        """The weight (need) of a person in a night."""
        return night.weights[person] if night.weights else self.people[person].weight

    def room(self, night: Night, person: int) -> float:
        """The room (0–4) of a person in a night."""
        return night.rooms[person] if night.rooms else self.people[person].room

    def only(self, night: int) -> "Problem":
        """The same problem with that night alone."""
        return replace(self, nights=(self.nights[night],))


def scaled_weight(problem: Problem, night: Night, person: int) -> int:
    """The weight of a person in a night in ten-thousandths, so that comparisons are exact."""
    return round(Fraction(str(problem.weight(night, person))) * WEIGHT_STEPS)


def checked(problem: Problem) -> Problem:
    """Return the problem, or raise `Refused` with the first thing that is wrong with it."""
    _check_numbers(problem)
    check_people(problem.people)
    if not 1 <= len(problem.nights) <= MOST_NIGHTS:
        raise Refused(say(N_("Expected 1 to %(most)s nights."), most=MOST_NIGHTS), field="nights")
    for number, night in enumerate(problem.nights, 1):
        _check_night(problem, night, night.name or f"{number}")
    return problem


def _check_numbers(problem: Problem) -> None:
    if not 5 <= problem.slot_minutes <= 120:
        raise Refused(N_("A slot is between 5 and 120 minutes long."), field="slot_minutes")
    if problem.max_handovers < 0:
        raise Refused(N_("The hand-overs a night are 0 or more."), field="max_handovers")
    if problem.min_shift_minutes < 0:
        raise Refused(N_("The shortest shift is 0 minutes or more."), field="min_shift_minutes")
    if problem.bottle_stock is not None and problem.bottle_stock < 0:
        raise Refused(N_("The bottles in stock are 0 or more."), field="bottle_stock")


def check_people(people: Sequence[Person]) -> None:
    """Raise `Refused` unless these can be the caregivers of a problem."""
    if not 1 <= len(people) <= MOST_PEOPLE:
        raise Refused(say(N_("Expected 1 to %(most)s caregivers."), most=MOST_PEOPLE), field="caregivers")
    if not 1 <= sum(person.partner for person in people) <= 2:
        raise Refused(N_("One or two of the caregivers are partners; the others are helpers."), field="caregivers")
    names = [person.name for person in people]
    if any(not name.strip() for name in names):
        raise Refused(N_("Each caregiver needs a name."), field="caregivers")
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise Refused(say(N_("The name “%(name)s” is there twice."), name=twice), field="caregivers")
    for person in people:
        _check_person(person)


def _check_person(person: Person) -> None:
    if person.partner:
        _check_weight(person, person.weight)
        _check_room(person, person.room)
    if person.cap_minutes < 0 or person.floor_minutes < 0:
        words = N_("Cap and floor of %(name)s are 0 minutes or more.")
        raise Refused(say(words, name=person.name), field="cap_minutes")


def _check_weight(person: Person, weight: float) -> None:
    if not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
        words = N_("The weight of %(name)s is between 0.1 and 10 (1.0 to 2.0 is usual).")
        raise Refused(say(words, name=person.name), field="weight")


def _check_room(person: Person, room: float) -> None:
    if not 0 <= room <= MOST_ROOM:
        raise Refused(say(N_("The room of %(name)s is between 0 and 4."), name=person.name), field="room")


def _check_needs(problem: Problem, night: Night, name: str) -> None:
    for values, what in ((night.weights, "weight"), (night.rooms, "room")):
        if values and len(values) != len(problem.people):
            words = N_("Night %(night)s, %(what)s: expected one for each caregiver.")
            raise Refused(say(words, night=name, what=what), field=what)
    for at in problem.partners:
        _check_weight(problem.people[at], problem.weight(night, at))
        _check_room(problem.people[at], problem.room(night, at))


def _check_night(problem: Problem, night: Night, name: str) -> None:
    slots, people = night.slots, len(problem.people)
    if not 1 <= slots <= MOST_SLOTS:
        raise Refused(say(N_("A night has 1 to %(most)s slots."), most=MOST_SLOTS), field="slots")
    for rows, what in ((night.available, "available"), (night.sleepable, "sleepable")):
        if len(rows) != people or any(len(row) != slots for row in rows):
            words = N_("Night %(night)s, %(what)s: expected %(slots)s values for each caregiver.")
            raise Refused(say(words, night=name, what=what, slots=slots), field=what)
    if night.bottles is not None and night.bottles < 0:
        raise Refused(say(N_("Night %(night)s: bottles are 0 or more."), night=name), field="bottles")
    if not night.options:
        raise Refused(say(N_("Night %(night)s: expected at least one option."), night=name), field="options")
    for wakes in (*(option.wakes for option in night.options), *night.scenarios):
        _check_wakes(wakes, slots, name)
    _check_pins(problem, night, name)
    _check_needs(problem, night, name)


def _check_wakes(wakes: Sequence[Wake], slots: int, name: str) -> None:
    if len(wakes) > MOST_WAKES:
        raise Refused(
            say(N_("Night %(night)s: at most %(most)s wakes."), night=name, most=MOST_WAKES), field="wakes"
        )
    for wake in wakes:
        if not (0 <= wake.slot < slots and wake.slots >= 1):
            words = N_(
                "Night %(night)s: a wake in slot %(slot)s for %(long)s slots does not lie in slots 0 to %(last)s."
            )
            raise Refused(say(words, night=name, slot=wake.slot, long=wake.slots, last=slots - 1), field="wakes")


def _check_pins(problem: Problem, night: Night, name: str) -> None:
    pinned: dict[int, int] = {}
    for pin in night.pins:
        if not (pin.slot >= 0 and pin.slots >= 1 and pin.slot + pin.slots <= night.slots):
            words = N_("Night %(night)s: a pin from slot %(slot)s does not lie in the night.")
            raise Refused(say(words, night=name, slot=pin.slot), field="pins")
        for slot in range(pin.slot, pin.slot + pin.slots):
            if pinned.setdefault(slot, pin.person) != pin.person:
                words = N_("Night %(night)s: %(one)s and %(two)s are both pinned at %(time)s. Keep one of them.")
                one, two = (problem.people[at].name for at in (pinned[slot], pin.person))
                raise Refused(say(words, night=name, one=one, two=two, time=night.clock[slot]), field="pins")
