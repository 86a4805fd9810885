"""Promise 18: every plan keeps the rules, and every sentence it says of itself is true."""

import random
from collections import Counter
from dataclasses import replace

from nearward.data.care_curve import care_curve
from nearward.domain.nights import NOMINAL, Night, Option, Person, Problem, Wake, Way, plan_nights
from nearward.domain.nights.check import broken_rules
from nearward.domain.nights.check_reasons import untrue
from nearward.domain.nights.clock import plain_clock
from nearward.domain.nights.family import merged
from nearward.domain.nights.from_age import usual_cap, usual_wakes
from nearward.domain.nights.problem import Heard
from nearward.domain.sentence import say
from tests.prove.registry import Figure, proof

SLOTS = 26
CLOCK = plain_clock("20:00", SLOTS, 30)
COURSES = 20


@proof("19 plans", "0 rules broken, 0 sentences untrue", (20, 400, 10_000))
def plans_and_their_reasons(count: int) -> Figure:
    """Plan made-up families' nights, and let two independent judges look at duty, blocks, levels and words."""
    seed = random.SystemRandom().randrange(2**32)
    chance, faults, sentences = random.Random(seed), Counter[str](), 0
    for number in range(count):
        problem = _family(chance)
        way = NOMINAL if number % 3 == 0 else Way(scenarios=COURSES, seed=number)
        plan = plan_nights(problem, way, with_levers=False)
        sentences += len(plan.reasons)
        faults.update(broken_rules(problem, plan.nights, plan.levels))
        faults.update(untrue(problem, plan.nights, plan.reasons))
    most = "; ".join(f"{what} ({many} times)" for what, many in faults.most_common(2))
    said = f"{faults.total()} faults in {count:,} plans with {sentences:,} sentences (seed {seed})"
    return Figure(f"{said} {most}".strip(), not faults)


def _family(chance: random.Random) -> Problem:
    """Two partners or one, at times a helper, one baby or twins, one to four nights with needs of their own."""
    weeks = chance.uniform(1, 40)
    feeding = chance.choice(["breast", "bottles", "formula"])
    partners = 1 if chance.random() < 0.1 else 2
    people = [
        Person(name, weight=chance.randint(10, 20) / 10, cap_minutes=usual_cap(weeks, feeds), floor_minutes=floor,
               breastfeeds=feeds, room=float(chance.randint(0, 4)))
        for name, feeds, floor in (
            ("Ana", feeding != "formula", 180), ("Ben", False, chance.choice([0, 180, 240]))
        )[:partners]
    ]  # fmt: skip
    helpers = chance.choice([0, 0, 1])
    people += [Person("Gran", partner=False, cap_minutes=0)] * helpers
    bottles = {"breast": 0, "bottles": chance.randint(1, 3), "formula": None}[feeding]
    nights = [_night(chance, weeks, len(people), partners, bottles) for _ in range(chance.randint(1, 4))]
    return Problem(
        tuple(people),
        tuple(nights),
        max_handovers=2 + helpers,
        turns=chance.choice(["steady", "steady", "alternate"]),
    )


def _night(chance: random.Random, weeks: float, people: int, partners: int, bottles: int | None) -> Night:
    babies = [_wakes(chance, weeks) for _ in range(chance.choice([1, 1, 1, 2]))]
    leaves = [chance.choice([SLOTS, SLOTS, 22]) if at else SLOTS for at in range(partners)]
    there = [tuple(slot < end for slot in range(SLOTS)) for end in leaves]
    there += [tuple(slot < chance.choice([8, 14]) for slot in range(SLOTS))] * (people - partners)
    sleepable = [_asleep(chance) for _ in range(people)]
    weights = tuple(chance.randint(10, 20) / 10 for _ in range(people)) if chance.random() < 0.8 else ()
    return Night(
        tuple(there), tuple(sleepable), CLOCK, (Option(merged(babies)),), bottles, weights=weights,
        heard=_heard(chance),
    )  # fmt: skip


def _wakes(chance: random.Random, weeks: float) -> tuple[Wake, ...]:
    """A usual night of that age, each wake up to an hour earlier or later."""
    usual = usual_wakes(care_curve(), weeks, CLOCK, 30)
    moved = (replace(wake, slot=wake.slot + chance.randint(-2, 2)) for wake in usual)
    return tuple(wake for wake in moved if 0 <= wake.slot < SLOTS)


def _asleep(chance: random.Random) -> tuple[bool, ...]:
    bed, up = chance.randint(2, 7), chance.randint(20, 26)
    return tuple(bed <= slot < up for slot in range(SLOTS))


def _heard(chance: random.Random) -> Heard:
    gave = (0,) if chance.random() < 0.2 else ()
    if chance.random() < 0.5:
        return Heard(known=chance.random() < 0.7, gave_sleep=gave)
    return Heard(known=True, since=say("this evening"), usual_from="Friday", gave_sleep=gave)
