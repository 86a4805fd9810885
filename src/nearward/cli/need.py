"""`nearward need`: how much each caregiver needs now and in the coming nights, from what they said."""

import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import click

from nearward.cli.checkins_file import EXPECTED_MOMENT, Caregiver, moment, read
from nearward.cli.refusing import one_sentence
from nearward.domain.need_forecast import Forecast, forecast
from nearward.domain.refused import Refused
from nearward.domain.rounding import half_up

MOST_NIGHTS = 62


@click.command(name="need")
@click.argument("checkins", type=click.Path(path_type=Path))
@click.option("--at", "at_text", required=True, metavar="TIME", help="Now, as local time: 2026-11-24T21:00.")
@click.option("--nights", "nights_text", default="7", show_default=True, metavar="N", help="Nights looked ahead.")
@click.option("--json", "as_json", is_flag=True, help="Only JSON, on standard output.")
def command(checkins: Path, at_text: str, nights_text: str, as_json: bool) -> None:
    """Forecast need and room of each caregiver in CHECKINS.csv for tonight and the nights after it.

    CHECKINS.csv has the columns caregiver, at (local date and time), the seven needs recover, reassurance, track,
    hands, heard, sleep and calm (0 to 4, empty = 0), and room (0 to 4, empty = not said).
    """
    with one_sentence():
        at, nights = _at(at_text), _nights(nights_text)
        people, unread = read(checkins)
        found = [(one, forecast(one.statements, at=at, nights=nights)) for one in people]
        if unread:
            click.echo(f"Columns not read: {', '.join(unread)[:300]}.", err=True)
        if as_json:
            click.echo(json.dumps([as_object(one, ahead) for one, ahead in found], ensure_ascii=False))
        else:
            from nearward.cli.need_page import show  # noqa: PLC0415  (drawing is loaded only where it is seen)

            show(found, at)


def as_object(caregiver: Caregiver, ahead: Forecast) -> dict[str, object]:
    """Return one caregiver's forecast as in the contract."""
    return {
        "caregiver": caregiver.name,
        "latest": None if ahead.latest is None else _two(ahead.latest),
        "usual": _two(ahead.usual),
        "nights": [
            {"night": one.night, "need": _two(one.need), "weight": one.weight, "room": _two(one.room)}
            for one in ahead.nights
        ],
    }


def _two(value: Fraction) -> float:
    return half_up(value, 2)


def _at(text: str) -> datetime:
    found = moment(text.strip())
    if found is None:
        raise Refused(f"--at: expected {EXPECTED_MOMENT}, found {text[:40]!r}.")
    return found


def _nights(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= MOST_NIGHTS:
        raise Refused(f"--nights: expected a whole number from 1 to {MOST_NIGHTS}, found {text[:40]!r}.")
    return number
