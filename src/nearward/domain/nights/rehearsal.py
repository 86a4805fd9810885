"""A rehearsed night: the planner's own answer for a usual night at two weeks, with this family's own hours.

It is worked out and drawn like any night, and is no plan: nothing of it is kept, and nobody says yes to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from nearward.domain.care_demand import Band, Demand, care_demand
from nearward.domain.nights.answer import plan_nights
from nearward.domain.nights.family import Evening, Feeding, Sleeper, family_problem, swapped
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night
from nearward.domain.nights.saying import LIKE_THIS
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence
from nearward.domain.words import N_

NEWBORN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The night as it might be, why it is so, and what it cannot give."""

    night: Night
    plan: NightPlan
    reasons: tuple[Sentence, ...]
    problems: tuple[Sentence, ...]


def newborn(curve: Sequence[Band], evening: date, zone: ZoneInfo) -> Demand:
    """What a baby of two weeks is likely to ask for; from age alone, since there is no log yet."""
    return care_demand(curve, born=evening - NEWBORN, due=None, today=evening, zone=zone, log=())


def rehearse(
    sleepers: Sequence[Sleeper], feeding: Feeding, evening: date, *, zone: ZoneInfo, curve: Sequence[Band],
    newborns: int = 1, beside: Sequence[Demand] = (), turned: bool = False,
) -> Rehearsal:  # fmt: skip
    """Plan one night with so many newborns, beside the children at home; `turned` has it the other way round.

    Raises `Refused` where there is no newborn to rehearse with.
    """
    if newborns < 1:
        raise Refused(N_("Nobody is expected, so there is no night to rehearse."))
    demands = [*beside, *(newborn(curve, evening, zone) for _ in range(newborns))]

    def planned(one: Evening) -> tuple[Night, NightPlan, tuple[Sentence, ...], tuple[Sentence, ...]]:
        problem = family_problem(sleepers, feeding, [one], zone=zone, demands=demands, curve=curve)
        plan = plan_nights(problem, with_levers=False)
        return problem.nights[0], plan.nights[0], plan.reasons, plan.problems

    first = planned(Evening(evening, LIKE_THIS))
    partners = [at for at, one in enumerate(sleepers) if one.partner]
    if turned and len(partners) == 2 and first[1].duty is not None:
        return Rehearsal(*planned(Evening(evening, LIKE_THIS, swapped(first[1].duty, partners))))
    return Rehearsal(*first)
