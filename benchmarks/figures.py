"""One figure beside its goal, and the table of them: what every benchmark prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Line:
    """One figure beside its goal; `counts` is False for what cannot be reached, or is only shown."""

    what: str
    value: str
    goal: str
    reached: bool
    counts: bool = True


def table(title: str, lines: Sequence[Line]) -> Table:
    """The figures beside their goals."""
    made = Table(title=title, title_justify="left", box=None, header_style="dim")
    for column in ("figure", "value", "goal", ""):
        made.add_column(column, overflow="fold")
    for line in lines:
        made.add_row(line.what, line.value, line.goal, _mark(line))
    return made


def _mark(line: Line) -> str:
    if line.goal == "shown":
        return ""
    if line.reached:
        return "ok"
    return "missed" if line.counts else "short"


def summed(name: str, lines: Sequence[Line], *, seconds: float, seed: int, where: str) -> tuple[str, bool]:
    """The summary line that comes last, and whether every goal that counts was reached."""
    counted = [line for line in lines if line.counts]
    missed = [line.what for line in counted if not line.reached]
    short = [line.what for line in lines if not line.counts and not line.reached]
    said = f"{name}: {len(counted) - len(missed)} of {len(counted)} goals reached, {seconds:.0f} s, seed {seed}"
    said += f"; missed: {'; '.join(missed)}" if missed else ""
    return said + (f"; out of reach, see {where}: {'; '.join(short)}" if short else ""), not missed
