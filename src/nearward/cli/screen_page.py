"""The readable answer of a screening: help first where it is needed, then what it means and the next step."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from nearward.data.helplines import EMERGENCY, SUICIDE, Line, countries, lines_for
from nearward.domain.screening.instrument import Instrument
from nearward.domain.screening.routing import RED_FLAGS, route
from nearward.domain.screening.scoring import Result

ANYWHERE = (
    "Where no emergency number stands here, 112 works in most of Europe and on most mobile phones, 911 in North "
    "America."
)
COUNTRIES = {
    "AU": "Australia", "CA": "Canada", "CH": "Switzerland", "DE": "Germany", "ES": "Spain", "FR": "France",
    "GB": "United Kingdom", "IE": "Ireland", "NZ": "New Zealand", "US": "United States",
}  # fmt: skip


def show(instrument: Instrument, result: Result, cutoff: int | None) -> None:
    """Print the route of a result, help first."""
    console, words = Console(), route(instrument, result, cutoff)
    if words.help:
        safe, *rest = words.help
        console.print(Text(safe, style="bold"))
        for sentence in rest:
            console.print(Text(sentence))
        console.print(Padding(helplines(), (1, 0, 0, 2)))
        console.print(Padding(Text(ANYWHERE), (0, 0, 1, 2)))
    console.print(Text(f"{instrument.name}: {result.score} of {instrument.highest}", style="bold"))
    for meaning in words.meaning:
        console.print(Text(str(meaning)))
    console.print()
    for step in words.next:
        console.print(Text(str(step)))
    console.print(
        Text(f"{RED_FLAGS} Nearward is not a medical device; these answers are kept nowhere.", style="dim")
    )


def helplines() -> Table:
    """Return the emergency number and the crisis lines of each country, from checked rows only."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for country in sorted(countries(), key=lambda code: COUNTRIES.get(code, code)):
        lines = lines_for(country)
        urgent = " · ".join(_ways(line) for line in lines if line.kind == EMERGENCY)
        crisis = "\n".join(f"{line.name}: {_ways(line)}" for line in lines if line.kind == SUICIDE)
        table.add_row(Text(COUNTRIES.get(country, country), style="dim"), Text(urgent), Text(crisis))
    return table


def _ways(line: Line) -> str:
    return ", ".join(str(way.says) for way in line.ways)
