"""`nearward screen`: the score of a screening form, what it means and what it does not."""

import json
import re
from dataclasses import asdict

import click

from nearward.cli.refusing import one_sentence
from nearward.cli.screen_page import show
from nearward.data.instruments import instruments
from nearward.domain.refused import Refused
from nearward.domain.screening.instrument import Instrument
from nearward.domain.screening.scoring import result

_ANSWER = re.compile(r"\s*(\d{1,3})\s*", re.ASCII)
_CUTOFF = re.compile(r"\s*(\d{1,6})\s*", re.ASCII)


@click.command(name="screen", context_settings={"ignore_unknown_options": True})
@click.argument("instrument", default="")
@click.argument("answers", nargs=-1)
@click.option("--cutoff", metavar="N", help="The score from which it is positive, instead of the usual one.")
@click.option("--json", "as_json", is_flag=True, help="Only JSON, on standard output.")
def command(instrument: str, answers: tuple[str, ...], cutoff: str | None, as_json: bool) -> None:
    """Score ANSWERS to INSTRUMENT (phq2, phq9, gad2, gad7 or epds).

    ANSWERS are the places of the chosen options between commas, the first printed option being 0. Nothing is kept.
    """
    with one_sentence():
        form = _instrument(instrument)
        least = None if cutoff is None else _cutoff(cutoff)
        found = result(form, _answers(" ".join(answers)), least)
        if as_json:
            click.echo(json.dumps(asdict(found)))
        else:
            show(form, found, least)


def _instrument(name: str) -> Instrument:
    known = instruments()
    form = known.get(name.strip().lower().replace("-", ""))
    if form is None:
        raise Refused(f"INSTRUMENT: expected one of {', '.join(known)}; found {_shown(name)}.")
    return form


def _answers(said: str) -> list[int]:
    found = []
    for place, part in enumerate(said.split(","), start=1):
        match = _ANSWER.fullmatch(part)
        if match is None:
            expected = "a whole number from 0, with commas between answers"
            raise Refused(f"ANSWERS, answer {place}: expected {expected}; found {_shown(part)}.")
        found.append(int(match[1]))
    return found


def _cutoff(said: str) -> int:
    match = _CUTOFF.fullmatch(said)
    if match is None:
        raise Refused(f"--cutoff: expected a whole number, found {_shown(said)}.")
    return int(match[1])


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return (repr(text) if len(text) <= 40 else repr(text[:39] + "…")) if text else "nothing"
