"""What a plan cannot give, said plainly and with a way on: floors missed, milk that is short, hard nights."""

from collections.abc import Sequence

from nearward.domain.nights.plan import NightPlan, Status
from nearward.domain.nights.problem import Problem
from nearward.domain.nights.saying import length, on
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

HARD_MINUTES = 240


def status(problem: Problem, plans: Sequence[NightPlan]) -> Status:
    """`infeasible`: no night stands; `partial`: some do not, a partner is under a floor, or milk is short."""
    if all(plan.duty is None for plan in plans):
        return "infeasible"
    short = any(plan.duty is None for plan in plans) or under_floor(problem, plans) or milk_short(problem, plans)
    return "partial" if short else "ok"


def problems(problem: Problem, plans: Sequence[NightPlan]) -> tuple[Sentence, ...]:
    """Everything a plan cannot give."""
    blocked = [plan.problem for plan in plans if plan.problem is not None]
    return (*blocked, *milk_short(problem, plans), *under_floor(problem, plans), *_hard_nights(problem, plans))


def under_floor(problem: Problem, plans: Sequence[NightPlan]) -> list[Sentence]:
    """One sentence for each partner and night under that partner's own floor."""
    said = []
    for number, plan in enumerate(plans):
        for at, block in plan.protected:
            person = problem.people[at]
            if block.minutes >= person.floor_minutes:
                continue
            values = {"when": on(problem, number), "name": person.name, "floor": length(person.floor_minutes)}
            if not block.minutes:
                said.append(
                    say(
                        N_(
                            "%(when)s there is no protected sleep for %(name)s, and the floor is %(floor)s. Who "
                            "could take a few hours?"
                        ),
                        **values,
                    )
                )
            else:
                words = N_(
                    "%(when)s protected sleep for %(name)s is %(found)s, under the floor of %(floor)s. "
                    "Who could take a few hours?"
                )
                said.append(say(words, found=length(block.minutes), **values))
    return said


def milk_short(problem: Problem, plans: Sequence[NightPlan]) -> list[Sentence]:
    """Nights with more feeds than bottles where nobody breastfeeds."""
    said = []
    for number, (night, plan) in enumerate(zip(problem.nights, plans, strict=True)):
        if plan.duty is None or problem.feeding or night.bottles is None:
            continue
        feeds = sum(wake.feed for wake in night.options[plan.option].wakes)
        ready = len(plan.bottle_feeds)
        if feeds > ready:
            words = N_(
                "%(when)s %(feeds)s feeds are likely and bottles for %(ready)s are ready. Could you "
                "prepare more, or have formula at hand?"
            )
            said.append(say(words, when=on(problem, number), feeds=feeds, ready=ready))
    return said


def _hard_nights(problem: Problem, plans: Sequence[NightPlan]) -> list[Sentence]:
    """Several nights on which no partner gets four hours."""
    made = [plan for plan in plans if plan.duty is not None]
    hard = [plan for plan in made if all(block.minutes < HARD_MINUTES for _, block in plan.protected)]
    if len(hard) < 2 or len(problem.partners) < 2:
        return []
    words = N_(
        "Neither of you gets four hours on %(number)s nights of this plan. That is a hard week, not a failing."
    )
    return [say(words, number=len(hard))]
