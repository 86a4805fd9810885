"""What would give more protected sleep, said only where it does: a bottle, a dream feed, a hand-over, a helper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nearward.domain.nights.change import bottles_kept, one_night
from nearward.domain.nights.clock import minutes_of
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Person, Problem
from nearward.domain.nights.saying import counted, length, on
from nearward.domain.nights.solve import NOMINAL, Way
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

WORTH_SAYING = 30  # minutes
MOST_SAID = NIGHTS_TRIED = 3  # the nights on which somebody gets least
SHORT = 240  # minutes: from here on a hand-over more is not worth its price
HELPER_FROM, HELPER_TO = "22:00", "02:00"


@dataclass(frozen=True, slots=True)
class Lever:
    """A change of one night, and the words for it; `way` where it must be judged otherwise than the plan."""

    problem: Problem
    night: Night
    words: str
    values: dict[str, object]
    way: Way | None = None


def levers(problem: Problem, plans: Sequence[NightPlan], way: Way) -> tuple[Sentence, ...]:
    """At most three, the largest first; each kind once."""
    found: dict[str, tuple[int, Sentence]] = {}
    for number in _hardest(problem, plans):
        for lever in _tries(problem, number, plans[number]):
            gain = _gain(problem, number, plans[number], lever, way)
            if gain and gain[0] > found.get(lever.words, (0,))[0]:
                found[lever.words] = (gain[0], gain[1])
    best = sorted(found.values(), key=lambda one: -one[0])
    return tuple(sentence for _, sentence in best[:MOST_SAID])


def _hardest(problem: Problem, plans: Sequence[NightPlan]) -> list[int]:
    """The nights on which a partner has the shortest blocks."""
    made = [number for number, plan in enumerate(plans) if plan.duty is not None]
    return sorted(made, key=lambda number: _least(problem, plans[number]))[:NIGHTS_TRIED]


def _least(problem: Problem, plan: NightPlan) -> int:
    return min(counted(problem, plan, at) for at in problem.partners)


def _tries(problem: Problem, number: int, plan: NightPlan) -> Iterator[Lever]:
    night = problem.nights[number]
    bottles = bottles_kept(problem, number, plan)
    if bottles is not None and problem.feeding and _wakes_for_milk(problem, night, plan):
        words = N_("%(when)s one more prepared bottle would give %(name)s about %(more)s more.")
        yield Lever(problem, replace(night, bottles=bottles + 1), words, {})
    for option in night.options:
        if option.dream_feed is not None and night.options[plan.option].dream_feed is None:
            words = N_(
                "%(when)s a dream feed around %(time)s could give %(name)s about %(more)s more, where it works."
            )
            values: dict[str, object] = {"time": night.clock[option.dream_feed]}
            yield Lever(
                problem, replace(night, options=(option,), bottles=bottles, scenarios=()), words, values, NOMINAL
            )
    if len(problem.people) > 1 and _least(problem, plan) < SHORT:
        words = N_("%(when)s one more hand-over would give %(name)s about %(more)s more.")
        yield Lever(
            replace(problem, max_handovers=problem.max_handovers + 1), replace(night, bottles=bottles), words, {}
        )
    if _needs_a_helper(problem, plan):
        yield _helper(problem, replace(night, bottles=bottles))


def _wakes_for_milk(problem: Problem, night: Night, plan: NightPlan) -> bool:
    """Whether a feed away from the breast has no bottle, on the expected night or when it goes otherwise."""
    assert plan.duty is not None
    wakes = night.options[plan.option].wakes
    away = [at for at, wake in enumerate(wakes) if wake.feed and plan.duty[wake.slot] not in problem.feeding]
    uncertain = any(
        block.p20_minutes is not None and block.p20_minutes < block.minutes for _, block in plan.protected
    )
    return len(away) > len(plan.bottle_feeds) or uncertain


def _needs_a_helper(problem: Problem, plan: NightPlan) -> bool:
    blocks = [(problem.people[at].floor_minutes, block.minutes) for at, block in plan.protected]
    return len(problem.partners) == len(problem.people) and any(long < max(floor, 180) for floor, long in blocks)


def _helper(problem: Problem, night: Night) -> Lever:
    """Somebody there from 22:00 to 02:00 who can give a bottle."""
    begins = minutes_of(night.clock[0])
    reach = [(minutes_of(label) - begins) % 1440 for label in (HELPER_FROM, HELPER_TO)]
    there = tuple(reach[0] <= at * problem.slot_minutes < reach[1] for at in range(night.slots))
    helper = Person(_unused_name(problem), partner=False, cap_minutes=0)
    helped = replace(problem, people=(*problem.people, helper), max_handovers=problem.max_handovers + 1)
    words = N_("%(when)s someone there from %(start)s to %(end)s would give %(name)s about %(more)s more.")
    with_helper = replace(
        night, available=(*night.available, there), sleepable=(*night.sleepable, (False,) * night.slots)
    )
    return Lever(helped, with_helper, words, {"start": HELPER_FROM, "end": HELPER_TO})


def _unused_name(problem: Problem) -> str:
    names = {person.name for person in problem.people}
    return next(name for name in ("helper", *(f"helper {at}" for at in range(9))) if name not in names)


def _gain(problem: Problem, number: int, plan: NightPlan, lever: Lever, way: Way) -> tuple[int, Sentence] | None:
    """The minutes won by the partner who wins most, where nobody else loses any."""
    judged = lever.way or way
    try:
        base = (
            plan
            if judged == way
            else one_night(problem, number, replace(problem.nights[number], scenarios=()), judged)
        )
        changed = one_night(lever.problem, number, lever.night, judged)
    except Refused:
        return None
    gains = {at: counted(problem, changed, at) - counted(problem, base, at) for at in problem.partners}
    if changed.duty is None or base.duty is None or min(gains.values()) < 0 or max(gains.values()) < WORTH_SAYING:
        return None
    winner = max(gains, key=lambda at: gains[at])
    values = {"when": on(problem, number), "name": problem.people[winner].name, "more": length(gains[winner])}
    return gains[winner], say(lever.words, **values, **lever.values)
