"""`nearward nights`: who is on duty when, so that whoever needs sleep most gets it in one piece."""

import json
from pathlib import Path

import click

from nearward.cli.nights_file import read
from nearward.cli.patience import bar
from nearward.cli.refusing import one_sentence
from nearward.domain.nights import NightPlan, Plan, Problem, Way, plan_nights
from nearward.domain.nights.scenarios import MOST_SCENARIOS


@click.command(name="nights")
@click.argument("problem", type=click.Path(path_type=Path))
@click.option("--nominal", is_flag=True, help="Plan for the expected wakes alone.")
@click.option(
    "--scenarios",
    default=100,
    show_default=True,
    type=click.IntRange(1, MOST_SCENARIOS),
    help="Courses of each night.",
)
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0, 2**63 - 1), help="Draws the courses.")
@click.option("--json", "as_json", is_flag=True, help="Only JSON, on standard output.")
def command(problem: Path, nominal: bool, scenarios: int, seed: int, as_json: bool) -> None:
    """Plan the nights of PROBLEM.json: one problem or a list of them.

    The format stands in docs/reference/nights.md. Without --nominal the plan is made to hold up when the baby
    wakes at other times than expected.
    """
    with one_sentence():
        problems, several, unread = read(problem)
        way = Way(nominal=nominal, scenarios=scenarios, seed=seed)
        plans = _solved(problems, way)
        if unread:
            click.echo(f"Fields not read: {', '.join(unread)[:300]}.", err=True)
        if as_json:
            made = [as_object(one, plan) for one, plan in zip(problems, plans, strict=True)]
            click.echo(json.dumps(made if several else made[0], ensure_ascii=False))
        else:
            from nearward.cli.nights_page import show  # noqa: PLC0415  (drawing is loaded only where it is seen)

            show(problems, plans)


def _solved(problems: list[Problem], way: Way) -> list[Plan]:
    plans = []
    with bar("Planning nights", total=len(problems)) as done:
        for number, one in enumerate(problems, 1):
            plans.append(plan_nights(one, way))
            done(number)
    return plans


def as_object(problem: Problem, plan: Plan) -> dict[str, object]:
    """One plan as in the contract."""
    return {
        "status": plan.status,
        "nights": [_night(problem, at, night) for at, night in enumerate(plan.nights)],
        "reasons": [str(one) for one in plan.reasons],
        "levers": [str(one) for one in plan.levers],
        "levels": list(plan.levels),
        "problems": [str(one) for one in plan.problems],
    }


def _night(problem: Problem, number: int, plan: NightPlan) -> dict[str, object]:
    if plan.duty is None:
        return {"duty": None, "problem": str(plan.problem)}
    clock = problem.nights[number].clock
    return {
        "duty": [problem.people[at].name for at in plan.duty],
        "option": plan.option,
        "bottle_feeds": list(plan.bottle_feeds),
        "protected": {
            problem.people[at].name: {
                "from": clock[block.start] if block.minutes else None,
                "to": clock[block.end] if block.minutes else None,
                "minutes": block.minutes,
                "p20_minutes": block.p20_minutes,
            }
            for at, block in plan.protected
        },
    }
