"""Why the plan is as it is: whose rest each step serves, and until when it holds."""

from collections.abc import Sequence

from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Problem
from nearward.domain.nights.saying import LIKE_THIS, length, listed, on, time_span
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

LIKELY = 30  # minutes by which "8 of 10 nights" must fall short of the block to be worth a word


def reasons(problem: Problem, plans: Sequence[NightPlan]) -> tuple[Sentence, ...]:
    """The reasons of a plan, night by night, then what holds for all of it."""
    said: list[Sentence] = []
    for number, plan in enumerate(plans):
        if plan.duty is not None:
            said += _blocks(problem, number, plan)
            said += _dream_feed(problem, number, plan)
            said += _bottles(problem, number, plan)
    return (*said, *_alone(problem), *_past_cap(problem, plans), *_leaning(problem, plans))


def _blocks(problem: Problem, number: int, plan: NightPlan) -> list[Sentence]:
    said = []
    for person, block in plan.protected:
        if block.minutes:
            said.append(_block(problem, number, plan, person))
        elif len(problem.people) > 1:
            words = N_("%(when)s there is no protected sleep for %(name)s.")
            said.append(say(words, when=on(problem, number), name=problem.people[person].name))
    return said


def _block(problem: Problem, number: int, plan: NightPlan, person: int) -> Sentence:
    block, night = plan.block(person), problem.nights[number]
    assert plan.duty is not None
    covering = dict.fromkeys(problem.people[at].name for at in plan.duty[block.start : block.end])
    values = {
        "when": on(problem, number),
        "cover": listed(list(covering)),
        "name": problem.people[person].name,
        "long": length(block.minutes),
        **time_span(night, (block.start, block.end)),
    }
    low = block.p20_minutes
    if low is not None and 0 < low <= block.minutes - LIKELY:
        words = N_(
            "%(when)s the baby is with %(cover)s from %(start)s to %(end)s, so that %(name)s can sleep "
            "%(long)s; on about 8 of 10 nights like these at least %(low)s."
        )
        return say(words, low=length(low), **values)
    words = N_(
        "%(when)s the baby is with %(cover)s from %(start)s to %(end)s, so that %(name)s can sleep %(long)s."
    )
    return say(words, **values)


def _dream_feed(problem: Problem, number: int, plan: NightPlan) -> list[Sentence]:
    night = problem.nights[number]
    slot = night.options[plan.option].dream_feed
    if slot is None:
        return []
    words = N_("%(when)s a dream feed around %(time)s is part of this plan; it does not work for every baby.")
    return [say(words, when=on(problem, number), time=night.clock[slot])]


def _bottles(problem: Problem, number: int, plan: NightPlan) -> list[Sentence]:
    night = problem.nights[number]
    wakes = night.options[plan.option].wakes
    sleeping = [problem.people[at].name for at in problem.feeding]
    if not plan.bottle_feeds or not sleeping:
        return []
    times = [night.clock[wakes[at].slot] for at in plan.bottle_feeds]
    words = N_("%(when)s prepared bottles are for around %(times)s, so that %(name)s is not woken for them.")
    return [say(words, when=on(problem, number), times=listed(times), name=listed(sleeping))]


def _alone(problem: Problem) -> list[Sentence]:
    if len(problem.people) > 1:
        return []
    words = N_(
        "%(name)s is alone with the baby, so nobody can protect a block of sleep. Rest whenever the baby does."
    )
    return [say(words, name=problem.people[0].name)]


def _past_cap(problem: Problem, plans: Sequence[NightPlan]) -> list[Sentence]:
    """Blocks of someone who breastfeeds that run past their own limit without milk being taken."""
    said = []
    for at in problem.partners:
        person = problem.people[at]
        if person.breastfeeds and any(plan.block(at).minutes > person.cap_minutes for plan in plans):
            words = N_(
                "The quiet hours of %(name)s run past %(cap)s; only that much is counted. Wake for milk "
                "when you need to."
            )
            said.append(say(words, name=person.name, cap=length(person.cap_minutes)))
    return said


def _leaning(problem: Problem, plans: Sequence[NightPlan]) -> list[Sentence]:
    """Who these nights lean toward, and that they end."""
    people = [problem.people[at] for at in problem.partners]
    if len(people) < 2 or people[0].weight == people[1].weight or all(plan.duty is None for plan in plans):
        return []
    needs_most = max(people, key=lambda person: person.weight)
    if problem.nights[0].name == LIKE_THIS:
        return [say(N_("It leans toward sleep for %(name)s, who needs it most right now."), name=needs_most.name)]
    words = N_(
        "These nights lean toward sleep for %(name)s, who needs it most right now. The plan ends with "
        "them; look again then."
    )
    return [say(words, name=needs_most.name)]
