"""What if someone else took these hours: the night solved again with that pinned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nearward.domain.nights.change import bottles_kept, one_night
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Pin, Problem, checked
from nearward.domain.nights.saying import counted, length, on, time_span
from nearward.domain.nights.solve import ROBUST, Way
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_


@dataclass(frozen=True, slots=True)
class Contrast:
    """The other plan of that night (no duty where it cannot be), and what it would mean."""

    plan: NightPlan
    sentence: Sentence


def why_not(problem: Problem, plans: Sequence[NightPlan], number: int, pin: Pin, way: Way = ROBUST) -> Contrast:
    """What it would mean for the partners if `pin` held on night `number`. `Refused` for a pin that cannot be."""
    night = problem.nights[number]
    pinned = replace(night, pins=(*night.pins, pin), bottles=bottles_kept(problem, number, plans[number]))
    checked(replace(problem, nights=(pinned,)))
    other = one_night(problem, number, pinned, way)
    values: dict[str, object] = {
        "when": on(problem, number),
        "taker": problem.people[pin.person].name,
        **time_span(night, (pin.slot, pin.slot + pin.slots)),
    }
    if other.duty is None:
        words = N_("%(when)s %(taker)s cannot take %(start)s to %(end)s with these hours and hand-overs.")
        return Contrast(other, say(words, **values))
    return Contrast(other, _difference(problem, plans[number], other, values))


def _difference(problem: Problem, plan: NightPlan, other: NightPlan, values: dict[str, object]) -> Sentence:
    """The change for the partner whose counted block changes most, a loss before a gain."""
    changes = {at: counted(problem, other, at) - counted(problem, plan, at) for at in problem.partners}
    at = min(changes, key=lambda one: (changes[one], one))
    if changes[at] == 0:
        at = max(changes, key=lambda one: changes[one])
    if changes[at] == 0:
        words = N_(
            "%(when)s, if %(taker)s took %(start)s to %(end)s, the protected sleep would stay as long. "
            "You can choose it."
        )
        return say(words, **values)
    words = N_(
        "%(when)s, if %(taker)s took %(start)s to %(end)s, the protected sleep of %(name)s would be "
        "%(then)s instead of %(now)s. You can still choose it."
    )
    now, then = (length(counted(problem, one, at)) for one in (plan, other))
    return say(words, name=problem.people[at].name, then=then, now=now, **values)
