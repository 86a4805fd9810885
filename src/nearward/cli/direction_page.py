"""The readable answer: one line a person, with the 80 % interval drawn on a line from away to toward."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table as Columns
from rich.text import Text

from nearward.cli.diary import Person
from nearward.domain.direction.fit import Answer, Slope
from nearward.domain.direction.scales import Scales
from nearward.domain.direction.words import CAVEAT, FARTHEST

REACH = 0.6  # the line runs from −REACH to +REACH
HALF = 9  # characters on each side of "neither"
WIDE = 104  # columns of a terminal that also shows the interval as numbers
AWAY, TOWARD = "#c77a12", "#1f6f9c"


def show(answers: Sequence[tuple[Person, Answer]], window: int, scales: Scales | None = None) -> None:
    """Print one line a person, what changed, and what all this is and is not."""
    console = Console()
    coupled, wide = any(person.couple is not None for person, _ in answers), console.width >= WIDE
    table = Columns(box=None, pad_edge=False, collapse_padding=True, header_style="dim")
    for column in _columns(coupled, wide):
        table.add_column(column, no_wrap=True)
    for person, answer in answers:
        table.add_row(*_cells(person, answer, coupled, wide))
    console.print(table)
    for person, answer in answers:
        if answer.changed:
            since = date.fromordinal(answer.changed.since).isoformat()
            console.print(Text(f"{person.caregiver}: something changed around {since}."))
    console.print(
        f"Points of move per point of own stress above one's usual, same day, over the {window} days "
        f'up to each one\'s last check-in. The line is the 80 % interval; "said" counts check-ins, and '
        f'"to go" is about how many more could make it clear. {CAVEAT}',
        style="dim",
    )
    if scales:
        told = f"How wide slopes may lie was learned from {scales.couples} couples ({scales.source})."
        console.print(Text(told, style="dim"))


def interval(slope: Slope) -> Text:
    """The interval as a line of 2·HALF + 1 characters: ends, middle, and the place of neither."""
    low, mid, high = (_place(value) for value in (slope.low80, slope.mean, slope.high80))
    line = ["·"] * (2 * HALF + 1)
    line[HALF] = "│"
    for at in range(low, high + 1):
        line[at] = "─" if at != HALF else "┼"
    line[low], line[high], line[mid] = "├", "┤", "●"
    return Text("".join(line), style=AWAY if slope.mean < 0 else TOWARD)


def _place(value: float) -> int:
    return HALF + round(HALF * max(-1.0, min(1.0, value / REACH)))


def _columns(coupled: bool, wide: bool) -> list[str]:
    line = f"{'away':<{HALF}}0{'toward':>{HALF}}"
    names = ["caregiver", line, *(["80 %"] if wide else []), "when stress rises", "said", "days", "to go"]
    return ["couple", *names] if coupled else names


def _cells(person: Person, answer: Answer, coupled: bool, wide: bool) -> list[str | Text]:
    own = answer.own_stress
    numbers = [f"{own.low80:+.2f} … {own.high80:+.2f}"] if wide else []
    who = [Text(person.couple or ""), Text(person.caregiver)] if coupled else [Text(person.caregiver)]
    return [
        *who,
        interval(own),
        *numbers,
        answer.statement,
        str(answer.checkins),
        str(answer.days),
        _to_go(answer),
    ]


def _to_go(answer: Answer) -> str:
    if answer.checkins_to_go is None:
        return ""
    return f"{FARTHEST} +" if answer.checkins_to_go >= FARTHEST else f"~ {answer.checkins_to_go}"
