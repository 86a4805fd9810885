"""From answers to a score, its band, whether it reaches the cut-off, and whether help comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nearward.domain.refused import Refused
from nearward.domain.screening.instrument import Instrument
from nearward.domain.sentence import say
from nearward.domain.words import N_


@dataclass(frozen=True, slots=True)
class Result:
    """What one set of answers comes to. `help_now` goes before everything else."""

    score: int
    band: str | None
    positive: bool
    help_now: bool


def result(instrument: Instrument, answers: Sequence[int], cutoff: int | None = None) -> Result:
    """Score `answers`, the place of the chosen option of each item, the first printed being 0.

    `cutoff` replaces the instrument's own. Raises `Refused` when an answer is missing or not on the form.
    """
    accept_answers(instrument, answers)
    least = instrument.cutoff if cutoff is None else accept_cutoff(instrument, cutoff)
    scores, help_now = scored(instrument, np.array([answers]))
    score = int(scores[0])
    return Result(score, band(instrument, score), score >= least, bool(help_now[0]))


def scored(
    instrument: Instrument, answers: NDArray[np.integer[Any]]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the score of each set of answers (n × items), and whether its item on self-harm scored above 0."""
    scores = np.zeros(len(answers), dtype=np.int64)
    help_now = np.zeros(len(answers), dtype=np.bool_)
    for place, (item, chosen) in enumerate(zip(instrument.items, answers.T, strict=True), start=1):
        of_item = np.array([option.score for option in item.options])[chosen]
        scores += of_item
        if place == instrument.self_harm:
            help_now = of_item > 0
    return scores, help_now


def band(instrument: Instrument, score: int) -> str | None:
    """Return the name of the band a score lies in, or nothing where an instrument has none."""
    return next((band.name for band in instrument.bands if band.low <= score <= band.high), None)


def accept_answers(instrument: Instrument, answers: Sequence[int]) -> None:
    """Raise `Refused` unless there is one answer for each item, and each is one of its options."""
    if len(answers) != len(instrument.items):
        raise Refused(
            say(
                N_("expected %(count)s answers for %(name)s, found %(found)s."),
                count=len(instrument.items),
                name=instrument.name,
                found=len(answers),
            ),
            field="answers",
        )
    for place, (item, answer) in enumerate(zip(instrument.items, answers, strict=True), start=1):
        if not 0 <= answer < len(item.options):
            message = N_("answer %(place)s: expected a whole number from 0 (the first printed option) to %(last)s.")
            raise Refused(say(message, place=place, last=len(item.options) - 1), field="answers")


def accept_cutoff(instrument: Instrument, cutoff: int) -> int:
    """Return a cut-off that some scores reach and some do not; else raise `Refused`."""
    if not 1 <= cutoff <= instrument.highest:
        message = N_("expected a cut-off from 1 to %(highest)s for %(name)s.")
        raise Refused(say(message, highest=instrument.highest, name=instrument.name), field="cutoff")
    return cutoff
