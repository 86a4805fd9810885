"""The whole answer: the nights, their levels, and the words."""

from dataclasses import replace

from nearward.domain.nights.blocked import why_blocked
from nearward.domain.nights.finish import levels
from nearward.domain.nights.levers import levers
from nearward.domain.nights.plan import Plan
from nearward.domain.nights.problem import Problem, checked
from nearward.domain.nights.problems import problems, status
from nearward.domain.nights.reasons import reasons
from nearward.domain.nights.solve import ROBUST, Way, solve


def plan_nights(problem: Problem, way: Way = ROBUST, *, with_levers: bool = True) -> Plan:
    """The best plan for these nights, with its reasons, what would give more, and what it cannot give.

    Raises `Refused` for what is no problem. One that nobody can cover is an answer: `infeasible` or `partial`.
    """
    checked(problem)
    solved = tuple(
        plan if plan.duty is not None else replace(plan, problem=why_blocked(problem, number))
        for number, plan in enumerate(solve(problem, way))
    )
    return Plan(
        status=status(problem, solved),
        nights=solved,
        levels=levels(problem, solved),
        reasons=reasons(problem, solved),
        levers=levers(problem, solved, way) if with_levers else (),
        problems=problems(problem, solved),
    )
