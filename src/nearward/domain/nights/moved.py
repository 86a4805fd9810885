"""Whether needs as they are now would change nights already planned or agreed, and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Problem
from nearward.domain.nights.saying import on, time_span
from nearward.domain.nights.solve import ROBUST, Way, is_best, solve
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

WORTH_ASKING = 30  # minutes that a block has to move before anybody is asked to look again

SLEEP_MOVES = N_("%(when)s the sleep of %(name)s moves to %(start)s–%(end)s; it was %(before)s–%(until)s.")
SLEEP_COMES = N_("%(when)s %(name)s has protected sleep now, from %(start)s to %(end)s.")
SLEEP_GOES = N_("%(when)s %(name)s has no protected sleep any more; it was %(before)s–%(until)s.")
ONLY_DUTY = N_("%(when)s only the hours with the baby change; everyone’s sleep stays where it was.")
NOTHING_NEW = N_("Nothing changed: with these hours and what was said, this is still the plan.")
ALL_AGREED = N_("Nothing changed: these nights are agreed or put off. Open one of them to plan it again.")


@dataclass(frozen=True, slots=True)
class Move:
    """What planning again would do to one night: the new plan, how sleep moves, and whether it is worth asking."""

    plan: NightPlan
    sentences: tuple[Sentence, ...]
    worth_asking: bool


def moves(problem: Problem, stands: Sequence[NightPlan], way: Way = ROBUST) -> tuple[Move | None, ...]:
    """Return what a plan made now would change of each night that stands; None where it changes nothing.

    `problem` holds the needs as they are now; `stands` the plan that stands for each of its nights. A night that
    nobody could cover now changes nothing, nor does one whose plan is still worth as much as any. A move is worth
    asking about when the longer block goes to the other partner, or when the block of whoever needs most grows by
    half an hour or more.
    """
    return tuple(
        None
        if new.duty in {None, old.duty} or _stays(problem, number, old, way)
        else _move(problem, number, old, new)
        for number, (old, new) in enumerate(zip(stands, solve(problem, way), strict=True))
    )


def _stays(problem: Problem, number: int, old: NightPlan, way: Way) -> bool:
    """Return whether the plan that stands is still one of the best; with helpers there are often several."""
    return problem.bottle_stock is None and old.duty is not None and is_best(problem, number, old.duty, way)


def _move(problem: Problem, number: int, old: NightPlan, new: NightPlan) -> Move:
    said = tuple(changed(problem, number, old, new))
    return Move(new, said, _worth_asking(problem, number, old, new))


def changed(problem: Problem, number: int, old: NightPlan, new: NightPlan) -> Iterator[Sentence]:
    """Say how the sleep of each partner moves from one plan of a night to another."""
    night, when = problem.nights[number], on(problem, number)
    moved = False
    for at in problem.partners:
        one, two, name = old.block(at), new.block(at), problem.people[at].name
        if (one.start, one.end) == (two.start, two.end):
            continue
        moved = True
        was = {} if not one.minutes else {"before": night.clock[one.start], "until": night.clock[one.end]}
        to = {} if not two.minutes else time_span(night, (two.start, two.end))
        words = SLEEP_MOVES if was and to else SLEEP_COMES if to else SLEEP_GOES
        yield say(words, when=when, name=name, **was, **to)
    if not moved and old.duty != new.duty:
        yield say(ONLY_DUTY, when=when)


def _worth_asking(problem: Problem, number: int, old: NightPlan, new: NightPlan) -> bool:
    if len(problem.partners) < 2:
        return False
    one, two = problem.partners
    before, after = (_sign(plan.block(one).minutes - plan.block(two).minutes) for plan in (old, new))
    if before != after:
        return True
    night = problem.nights[number]
    needs_most = max(problem.partners, key=lambda at: problem.weight(night, at))
    return new.block(needs_most).minutes - old.block(needs_most).minutes >= WORTH_ASKING


def _sign(minutes: int) -> int:
    return (minutes > 0) - (minutes < 0)


def with_blocks(plan: NightPlan, places: Sequence[int]) -> NightPlan:
    """Return a plan with its people at other places: `places[at]` is where person `at` of the plan is now."""
    duty = None if plan.duty is None else tuple(places[who] for who in plan.duty)
    protected = tuple((places[at], block) for at, block in plan.protected)
    return replace(plan, duty=duty, protected=protected)
