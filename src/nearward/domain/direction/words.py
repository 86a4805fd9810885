"""From a probability to a word: when something may be said at all, and how far away that still is."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nearward.domain.direction.series import Bools, Floats, Ints

Statement = Literal[
    "usually away",
    "perhaps away",
    "no clear direction",
    "perhaps toward",
    "usually toward",
    "cannot tell yet",
]
STATEMENTS: tuple[Statement, ...] = (
    "cannot tell yet",
    "usually away",
    "perhaps away",
    "no clear direction",
    "perhaps toward",
    "usually toward",
)
CANNOT_TELL = 0

FEWEST_CHECKINS = 10
FEWEST_SD = 1.0
HELD_ON = 3  # of one's own check-in days
FIRM_FROM = 28  # calendar days from the first check-in to the last, both counted
USUALLY, PERHAPS = 0.95, 0.90
NEAR_ZERO = 0.10
FARTHEST = 60  # "60 or more"

CAVEAT = "This is an association in your own words, not a cause, not your character."


@dataclass(frozen=True, slots=True)
class Seen:
    """What a statement rests on, one entry a person. `away` and `toward` are held probabilities."""

    away: Floats
    toward: Floats
    low80: Floats
    high80: Floats
    checkins: Ints  # with the predictor said
    sd: Floats  # of the predictor
    span: Ints


def statements(seen: Seen) -> Ints:
    """The index into STATEMENTS for each person; below the minimum it is always "cannot tell yet"."""
    firm = seen.span >= FIRM_FROM
    rules = (
        (firm & (seen.away > USUALLY), "usually away"),
        (seen.away > PERHAPS, "perhaps away"),
        (firm & (seen.toward > USUALLY), "usually toward"),
        (seen.toward > PERHAPS, "perhaps toward"),
        ((seen.low80 > -NEAR_ZERO) & (seen.high80 < NEAR_ZERO), "no clear direction"),
    )
    said = np.select([when for when, _ in rules], [STATEMENTS.index(word) for _, word in rules], CANNOT_TELL)
    return np.where(enough(seen), said, CANNOT_TELL)


def enough(seen: Seen) -> Bools:
    """The least one must have said before anything is stated."""
    return (seen.checkins >= FEWEST_CHECKINS) & (seen.sd >= FEWEST_SD)


def checkins_to_go(mean: Floats, variance: Floats, prior_variance: Floats, seen: Seen) -> Ints:
    """About how many more check-ins until something could be said, if they go on like those so far.

    Each check-in brings the information of the average one so far. Between 1 and FARTHEST ("or more").
    """
    count = np.maximum(seen.checkins, 1)
    each = np.maximum((1 / variance - 1 / prior_variance) / count, 1e-6)
    estimate = mean / variance / (each * count)
    more = np.arange(1, FARTHEST + 1)[:, None]
    information = each * (count + more)
    sd = 1 / np.sqrt(information + 1 / prior_variance)
    centre = np.abs(estimate * information) * sd**2
    clear = (centre > 1.96 * sd) | (centre + 1.28 * sd < NEAR_ZERO)
    needed = np.where(clear.any(axis=0), clear.argmax(axis=0) + 1, FARTHEST)
    least = np.where(seen.sd < FEWEST_SD, FEWEST_CHECKINS, FEWEST_CHECKINS - seen.checkins)
    return np.maximum(needed, least)


SAID: dict[Statement, str] = {
    "usually away": "you usually step away",
    "perhaps away": "you perhaps step away",
    "no clear direction": "you move neither way in particular",
    "perhaps toward": "you perhaps come closer",
    "usually toward": "you usually come closer",
}


def on_stress(statement: Statement, days: int, to_go: int | None) -> str:
    """The statement on own stress, to the person: no label, how many days, and what it is not."""
    return _sentence("On your more stressed days", statement, days, to_go)


def on_need(statement: Statement, days: int, to_go: int | None, partner: str = "your partner") -> str:
    """The statement on what the partner says they need, to the person."""
    return _sentence(f"When {partner} needs more", statement, days, to_go)


def _sentence(when: str, statement: Statement, days: int, to_go: int | None) -> str:
    said_on = f"From {days} {'day' if days == 1 else 'days'}. {CAVEAT}"
    if statement in SAID:
        return f"{when} {SAID[statement]}. {said_on}"
    return f"{when}: cannot tell yet, {_about(to_go)}. {said_on}"


def _about(to_go: int | None) -> str:
    if to_go is None or to_go >= FARTHEST:
        return f"{FARTHEST} or more check-ins to go; a second small one a day makes it clearer sooner"
    return f"about {to_go} more check-in{'s' if to_go > 1 else ''}"
