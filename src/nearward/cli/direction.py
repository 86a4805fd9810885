"""`nearward direction`: which way someone moves when stress rises, from a diary."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from nearward.cli.diary import Person, batches, read
from nearward.cli.direction_page import show
from nearward.cli.direction_plot import svg
from nearward.cli.patience import bar
from nearward.cli.refusing import one_sentence
from nearward.data.scales import read_scales
from nearward.domain.direction.change import Change
from nearward.domain.direction.fit import Answer, Slope, answered
from nearward.domain.direction.model import PRIOR, Prior
from nearward.domain.refused import Refused

Answers = list[tuple[Person, Answer]]


@click.command(name="direction")
@click.argument("diary", type=click.Path(path_type=Path))
@click.option("--window", default=28, show_default=True, type=click.IntRange(1, 10_000), help="Days looked back.")
@click.option("--json", "as_json", is_flag=True, help="Only JSON, on standard output.")
@click.option("--plot", type=click.Path(path_type=Path), help="Also draw the answers into this SVG file.")
@click.option(
    "--scales", type=click.Path(path_type=Path), help="Prior widths that `population --learn-scales` wrote."
)
def command(diary: Path, window: int, as_json: bool, plot: Path | None, scales: Path | None) -> None:
    """Which way each person in DIARY.csv moves when stress rises: toward their partner or away.

    DIARY.csv has the columns caregiver, date, stress, move and need, and may have couple, time and kind.
    """
    with one_sentence():
        widths = read_scales(scales) if scales else None
        people, unread = _read(diary)
        answers = _answer(people, window, widths.prior if widths else PRIOR)
        if plot:
            _write(plot, svg(answers, window))
        if unread:
            click.echo(f"Columns not read: {', '.join(unread)}.", err=True)
        if as_json:
            click.echo(json.dumps([as_object(person, answer) for person, answer in answers], ensure_ascii=False))
        else:
            show(answers, window, widths)


def as_object(person: Person, answer: Answer) -> dict[str, object]:
    """One person's answer as in the contract."""
    return {
        "couple": person.couple,
        "caregiver": person.caregiver,
        "checkins": answer.checkins,
        "days": answer.days,
        "own_stress": _slope(answer.own_stress),
        "partner_need": _slope(answer.partner_need) if answer.partner_need else None,
        "statement": answer.statement,
        "checkins_to_go": answer.checkins_to_go,
        "changed": _changed(answer.changed) if answer.changed else None,
    }


def _slope(slope: Slope) -> dict[str, float]:
    names = ("mean", "sd", "low80", "high80", "p_away")
    return {name: round(getattr(slope, name), 6) for name in names}


def _changed(changed: Change) -> dict[str, object]:
    return {"since": date.fromordinal(changed.since).isoformat(), "p": round(changed.p, 6)}


def _read(diary: Path) -> tuple[list[Person], list[str]]:
    with bar("Reading rows") as done:
        return read(diary, _now_and_then(done))


def _answer(people: list[Person], window: int, prior: Prior) -> Answers:
    """Answers in order of first appearance, however the couples were grouped on the way."""
    found: dict[tuple[str | None, str], Answer] = {}
    with bar("Working out directions", total=len(people)) as done:
        for batch, diaries in batches(people):
            for person, answer in zip(batch, answered(diaries, window, prior), strict=True):
                found[person.couple, person.caregiver] = answer
                done(len(found))
    return [(person, found[person.couple, person.caregiver]) for person in people]


def _now_and_then(done: Callable[[int], None]) -> Callable[[int], None]:
    return lambda row: done(row) if row % 10_000 == 0 else None


def _write(plot: Path, drawing: str) -> None:
    try:
        plot.write_text(drawing, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{plot.name} cannot be written: {error.strerror}.") from None
