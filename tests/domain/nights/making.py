"""Nights for the tests: by hand, and drawn."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from hypothesis import strategies as st

from nearward.domain.nights import Night, NightPlan, Option, Person, Problem, Protected, Wake
from nearward.domain.nights.check import broken_rules, floors_kept, worked_out, worked_out_spread
from nearward.domain.nights.clock import plain_clock

ANA = Person("Ana", weight=1.3, floor_minutes=0, breastfeeds=True)
BEN = Person("Ben", weight=1.2, floor_minutes=0)
GRAN = Person("Gran", partner=False, cap_minutes=0)


def a_night(
    *wakes: Wake, people: int = 2, slots: int = 26, bottles: int | None = None, awake: int = 2, **more
) -> Night:
    row, sleep = (True,) * slots, tuple(at >= awake for at in range(slots))
    made = Night(
        (row,) * people, (sleep,) * people, plain_clock("20:00", slots, 30), (Option(tuple(wakes)),), bottles
    )
    return replace(made, **more)


def a_problem(*nights: Night, people: tuple[Person, ...] = (ANA, BEN), **more) -> Problem:
    return Problem(people, nights or (a_night(),), **more)


@st.composite
def wakes(draw, slots: int, most: int = 4, longest: int = 3) -> tuple[Wake, ...]:
    one = st.builds(Wake, st.integers(0, slots - 1), st.integers(1, longest), st.booleans())
    return tuple(draw(st.lists(one, max_size=most)))


@st.composite
def rows(draw, slots: int, people: int, *, whole: bool) -> tuple[tuple[bool, ...], ...]:
    """Who is there: mostly all night, at times with a gap."""
    made = []
    for _ in range(people):
        row = [True] * slots
        if not whole and draw(st.booleans()):
            start = draw(st.integers(0, slots - 1))
            for at in range(start, min(slots, start + draw(st.integers(1, slots)))):
                row[at] = False
        made.append(tuple(row))
    return tuple(made)


@st.composite
def people(draw, helpers: int = 0) -> tuple[Person, ...]:
    made = []
    for at in range(2 + helpers):
        made.append(
            Person(
                f"P{at}",
                partner=at < 2,
                weight=draw(st.integers(10, 20)) / 10,
                cap_minutes=draw(st.sampled_from([90, 150, 240, 360])),
                floor_minutes=draw(st.sampled_from([0, 0, 60, 120])),
                breastfeeds=draw(st.booleans()) if at < 2 else False,
            )
        )
    return tuple(made)


@st.composite
def problems(
    draw,
    *,
    slots: int = 8,
    nights: int = 1,
    helpers: int = 0,
    stock: bool = False,
    whole: bool = False,
    by_night: bool = False,
) -> Problem:
    who = draw(people(helpers))
    made = []
    for _ in range(nights):
        options = [Option(draw(wakes(slots)))]
        if draw(st.booleans()):
            options.append(Option(draw(wakes(slots)), dream_feed=draw(st.integers(0, slots - 1))))
        made.append(
            Night(
                draw(rows(slots, len(who), whole=whole)),
                draw(rows(slots, len(who), whole=whole)),
                plain_clock("20:00", slots, 30),
                tuple(options),
                draw(st.sampled_from([None, 0, 1, 2])),
                weights=draw(by_person(len(who), 10, 20)) if by_night else (),
                rooms=draw(by_person(len(who), 0, 40)) if by_night else (),
            )
        )
    return Problem(
        who,
        tuple(made),
        max_handovers=draw(st.integers(0, 3)),
        min_shift_minutes=draw(st.sampled_from([30, 60, 90])),
        bottle_stock=draw(st.integers(0, 3)) if stock else None,
    )


def by_person(people: int, least: int, most: int) -> st.SearchStrategy[tuple[float, ...]]:
    """One number for each person, in tenths; or none, so that the usual one holds."""
    tenths = st.integers(least, most).map(lambda value: value / 10)
    return st.one_of(st.just(()), st.tuples(*[tenths] * people))


def every_plan(problem: Problem, night: Night) -> Iterator[NightPlan]:
    """Every duty, option and choice of bottles of a small night that keeps the rules, without the planner."""
    alone = replace(problem, nights=(night,), bottle_stock=None)
    blocks = tuple((at, Protected(0, 0, 0)) for at in problem.partners)
    for duty in product(range(len(problem.people)), repeat=night.slots):
        if not keeps_rules(alone, NightPlan(duty, protected=blocks)):
            continue
        for number, option in enumerate(night.options):
            feeds = [at for at, wake in enumerate(option.wakes) if wake.feed and night.bottles is not None]
            for size in range(min(len(feeds), night.bottles or 0) + 1):
                plans = (NightPlan(duty, number, chosen, blocks) for chosen in combinations(feeds, size))
                yield from (plan for plan in plans if keeps_rules(alone, plan))


def keeps_rules(problem: Problem, plan: NightPlan) -> bool:
    """Whether the checker finds nothing but the blocks, which are not worked out here."""
    return all("the block of" in rule for rule in broken_rules(problem, [plan]))


def worth(problem: Problem, plans: list[NightPlan]) -> tuple[float, ...]:
    """Floors first, then four levels, how duty is spread, and cost; rounded so that equal is equal."""
    levels = [round(level, 6) for level in worked_out(problem, plans)]
    return (floors_kept(problem, plans), *levels[:4], -worked_out_spread(problem, plans), *levels[4:])
