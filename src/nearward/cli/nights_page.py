"""The readable answer: each night as a drawn line for every caregiver, then why, and what would give more."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Columns
from rich.text import Text

from nearward.domain.nights import Night, NightPlan, Plan, Problem
from nearward.domain.nights.saying import length, on

DUTY, REST, QUIET, FEED, WAKING = "█", "━", "·", "▼", "▽"
AMBER, BLUE = "#c77a12", "#1f6f9c"
NARROW = 100  # columns below which a half hour takes one character
KEY = f"{DUTY} on duty   {REST} protected block   {FEED} likely feed   {WAKING} likely waking   {QUIET} other hours"
SAFETY = (
    "Whoever is on duty is an awake adult. Never sleep with the baby on a sofa or an armchair, and do not drive "
    "drowsy. In the first weeks wake the baby to feed when about four hours pass; your clinician’s word goes first."
)


def show(problems: Sequence[Problem], plans: Sequence[Plan]) -> None:
    """Print the plans one after the other."""
    console = Console(highlight=False)
    for number, (problem, plan) in enumerate(zip(problems, plans, strict=True), 1):
        if len(plans) > 1:
            console.print(Text(f"Problem {number}", style="bold"))
        _show(console, problem, plan)
    for words in (KEY, SAFETY):
        _wrapped(console, words, style="dim")


def _show(console: Console, problem: Problem, plan: Plan) -> None:
    width = 1 if console.width < NARROW else 2
    for number, night in enumerate(plan.nights):
        console.print(Text(_plain(str(on(problem, number))), style="bold"))
        if night.duty is None:
            console.print(Padding(Text(_plain(str(night.problem))), (0, 0, 1, 2)))
        else:
            console.print(Padding(_drawn(problem, problem.nights[number], night, width), (0, 0, 1, 2)))
    said = [str(one) for one in plan.problems if one not in [night.problem for night in plan.nights]]
    for title, sentences in (
        ("What this plan cannot give", said),
        ("Why", [str(one) for one in plan.reasons]),
        ("What would give more", [str(one) for one in plan.levers]),
    ):
        _paragraph(console, title, sentences)


def _paragraph(console: Console, title: str, sentences: Iterable[str]) -> None:
    lines = [_plain(sentence) for sentence in sentences]
    if lines:
        console.print(Text(title, style="bold"))
        for line in lines:
            _wrapped(console, line, "  ")
        console.print()


def _wrapped(console: Console, words: str, indent: str = "", style: str = "") -> None:
    """Print running words; a length such as “4 h 30” is not broken."""
    for line in wrap(words, max(20, console.width), initial_indent=indent, subsequent_indent=indent):
        console.print(Text(line, style=style), soft_wrap=True)


def _drawn(problem: Problem, night: Night, plan: NightPlan, width: int) -> Columns:
    table = Columns(box=None, pad_edge=False, show_header=False, collapse_padding=True)
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_row("", Text(_hours(night, width), style="dim"), "")
    table.add_row("", Text(_wakes(night, plan, width), style="dim"), "")
    for person, who in enumerate(problem.people):
        table.add_row(Text(_plain(who.name)[:24]), _line(plan, person, width), _said(night, plan, person))
    return table


def _hours(night: Night, width: int) -> str:
    """The full hours above the line, as many as find room."""
    line = [" "] * (night.slots * width + 6)
    free = 0
    for at, label in enumerate(night.clock):
        if label.endswith(":00") and at * width >= free:
            line[at * width : at * width + 2] = label[:2]
            free = at * width + 4
    return "".join(line).rstrip()


def _wakes(night: Night, plan: NightPlan, width: int) -> str:
    line = [" "] * (night.slots * width)
    for wake in night.options[plan.option].wakes:
        line[wake.slot * width] = FEED if wake.feed else WAKING
    return "".join(line)


def _line(plan: NightPlan, person: int, width: int) -> Text:
    assert plan.duty is not None
    block = plan.block(person)
    text = Text()
    for at, who in enumerate(plan.duty):
        if who == person:
            text.append(DUTY * width, style=AMBER)
        elif block.start <= at < block.end:
            text.append(REST * width, style=BLUE)
        else:
            text.append(QUIET + " " * (width - 1), style="dim")
    return text


def _said(night: Night, plan: NightPlan, person: int) -> Text:
    block = plan.block(person)
    if not block.minutes:
        return Text("no block" if person in dict(plan.protected) else "", style="dim")
    words = f"{night.clock[block.start]}–{night.clock[block.end]}, {length(block.minutes)}"
    if block.p20_minutes is not None and block.p20_minutes < block.minutes:
        words += f" (8 of 10 nights: {length(block.p20_minutes)})"
    return Text(words)


def _plain(words: str) -> str:
    """Words on one line, without what would steer a terminal."""
    return "".join(letter if letter.isprintable() or letter == "\N{NO-BREAK SPACE}" else " " for letter in words)
