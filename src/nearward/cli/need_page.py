"""The readable answer: one row a night for each caregiver, with need drawn as a bar."""

from collections.abc import Sequence
from datetime import date, datetime

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from nearward.cli.checkins_file import Caregiver
from nearward.domain.need_forecast import Forecast, ForecastNight
from nearward.domain.nights.clock import ENDS
from nearward.domain.rounding import half_up

BAR, AMBER = 20, "#c77a12"  # characters for a need of 10
EXPLAINED = (
    "Need from 0 to 10, weight in a plan from 1.0 to 2.0, room from 0 to 4. What was said last counts whole at "
    "once and half as much a day later; then the usual of the last seven days returns."
)


def show(found: Sequence[tuple[Caregiver, Forecast]], at: datetime) -> None:
    """Print the forecasts one after the other."""
    console = Console(highlight=False)
    first = at.toordinal() - (at.time() < ENDS)  # the evening of night 0
    for caregiver, ahead in found:
        console.print(Text(_plain(caregiver.name), style="bold"))
        console.print(Padding(Text(_said(ahead), style="dim"), (0, 0, 0, 2)))
        console.print(Padding(_nights(ahead.nights, first), (0, 0, 1, 2)))
    console.print(Text(EXPLAINED if found else "No check-ins in this file.", style="dim"))


def _said(ahead: Forecast) -> str:
    if ahead.latest is None or ahead.latest_at is None:
        return f"Nothing was said by then, so a need of {half_up(ahead.usual, 2):g} is assumed."
    last = f"Said last on {ahead.latest_at:%Y-%m-%d at %H:%M}: {half_up(ahead.latest, 2):g}."
    if not ahead.heard:
        return f"{last} That is over 21 days ago, so a need of {half_up(ahead.usual, 2):g} is assumed."
    return f"{last} Usual: {half_up(ahead.usual, 2):g}."


def _nights(nights: Sequence[ForecastNight], first: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("night", "", "need", "weight", "room"):
        table.add_column(name, no_wrap=True, justify="left" if name in {"night", ""} else "right")
    for one in nights:
        table.add_row(
            _name(one.night, first),
            Text("━" * round(BAR * float(one.need) / 10), style=AMBER),
            f"{half_up(one.need, 2):.2f}",
            f"{one.weight:.1f}",
            f"{half_up(one.room, 2):.2f}",
        )
    return table


def _name(night: int, first: int) -> str:
    if not night:
        return "tonight"
    evening = first + night
    return f"{date.fromordinal(evening):%a %d %b}" if evening <= date.max.toordinal() else f"night {night}"


def _plain(words: str) -> str:
    """Return words on one line, without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in words)
