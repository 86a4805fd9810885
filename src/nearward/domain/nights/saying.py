"""Times, lengths and nights in words."""

from collections.abc import Iterable, Sequence

from nearward.domain.daytime import WEEKDAYS
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

NBSP = "\N{NO-BREAK SPACE}"

LIKE_THIS = N_("On a night like this")


def on(problem: Problem, number: int) -> Sentence:
    """When a night is: "Tonight", "On Monday", "On night 2", or "On a night like this" for one that is none."""
    name = problem.nights[number].name
    if name == LIKE_THIS:
        return say(LIKE_THIS)
    if name:
        return say(N_("On %(night)s"), night=say(name) if name in WEEKDAYS else name)
    return say(N_("Tonight")) if len(problem.nights) == 1 else say(N_("On night %(number)s"), number=number + 1)


def length(minutes: float) -> str:
    """Minutes as “4 h 30”, “4 h” or “30 min”."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if rest else f"{hours}{NBSP}h"


def listed(names: Sequence[str]) -> str | Sentence:
    """Names with commas and an "and"."""
    if len(names) == 1:
        return names[0]
    return say(N_("%(first)s and %(last)s"), first=", ".join(names[:-1]), last=names[-1])


def spans(slots: Iterable[int]) -> list[tuple[int, int]]:
    """Slots as stretches from start up to but not including end."""
    made: list[tuple[int, int]] = []
    for slot in slots:
        if made and made[-1][1] == slot:
            made[-1] = (made[-1][0], slot + 1)
        else:
            made.append((slot, slot + 1))
    return made


def time_span(night: Night, span: tuple[int, int]) -> dict[str, str]:
    """The wall times of a stretch, as values of a sentence."""
    return {"start": night.clock[span[0]], "end": night.clock[span[1]]}


def counted(problem: Problem, plan: NightPlan, person: int) -> int:
    """The minutes of a block that count: up to the cap; on 8 of 10 nights where that is known."""
    block = plan.block(person)
    minutes = block.minutes if block.p20_minutes is None else block.p20_minutes
    return min(minutes, problem.people[person].cap_minutes)
