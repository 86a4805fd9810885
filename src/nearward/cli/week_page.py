"""The readable answer: what would move, from whom to whom, and why. No sums, and nobody beside anybody."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from nearward.domain.week.explain import AS_IT_IS, STAYS, USUAL, reason, shown
from nearward.domain.week.problem import Week
from nearward.domain.week.solve import Change, Row

WIDTH = 24  # characters of the bar
NUMBERS = ("No change", "One change", "Two changes", "Three changes", "Four changes", "Five changes")


def show(weeks: Sequence[Week], answers: Sequence[tuple[Row, ...]]) -> None:
    """Print each problem's plans with at most 0, 1, 2, 3 and 5 changes."""
    console = Console()
    for at, (week, rows) in enumerate(zip(weeks, answers, strict=True), start=1):
        which = f"Week {at}: " if len(weeks) > 1 else ""
        console.print(Text(f"{which}{' and '.join(week.names)}", style="bold"))
        kept = shown(rows)
        usual = [row for row in kept if row.k <= USUAL][-1]
        for row in kept:
            _plan(console, week, row, rows[0].worst, " · usual" if row is usual else "")
        if len(rows[-1].changes) < rows[-1].k:
            console.print(Text(STAYS))
        console.print()
    console.print(
        "Each plan is the best with at most so many changes. The bar is what weighs on whoever has the least room "
        "left; a full bar is how it is now. All of it is a proposal for one week, until both agree.",
        style="dim",
    )


def _plan(console: Console, week: Week, row: Row, now: float, usual: str) -> None:
    console.print(Text(f"{NUMBERS[len(row.changes)] + usual:<22}") + _bar(row.worst / now if now else 0.0))
    if not row.changes:
        console.print(Padding(Text(AS_IT_IS, style="dim"), (0, 0, 0, 4)))
    for change in row.changes:
        console.print(Padding(_step(change), (0, 0, 0, 4)))
        console.print(Padding(Text(str(reason(week, row, change)), style="dim"), (0, 0, 0, 6)))


def _bar(left: float) -> Text:
    full = min(WIDTH, round(WIDTH * left))
    return Text("▰" * full, style="#1f6f9c") + Text("▱" * (WIDTH - full), style="dim")


def _step(change: Change) -> Text:
    names = ", ".join(item.title or item.id for item in change.items)
    return Text(f"{names}: {change.giver or 'both'} → {change.taker}")
