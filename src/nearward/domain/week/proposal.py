"""The week's proposal: what may change hands until when, and how each part of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from nearward.domain.refused import Refused
from nearward.domain.words import N_

LASTS = timedelta(days=7)
LOOK_AGAIN = timedelta(days=7)
CHOICES = {0: N_("nothing"), 1: N_("one"), 2: N_("two"), 3: N_("three"), 5: N_("five")}

Stands = Literal["open", "mine", "theirs", "agreed", "refused", "over"]


@dataclass(frozen=True, slots=True)
class Step:
    """One whole hand-over a proposal names: who would hold it, and who held it then ("" while split)."""

    giver: str
    taker: str
    refused_on: date | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer that stands on the same thing."""

    by: str
    taker: str
    between: frozenset[str]


def accept_most(most: int) -> int:
    """Return how many things may change hands, or raise `Refused` for another number than those offered."""
    if most not in CHOICES:
        raise Refused(N_("Choose how much may change hands."), field="most")
    return most


def stands(
    step: Step, held: Mapping[str, str], offer: Offered | None, me: str, *, both: frozenset[str], put_away: bool
) -> Stands:
    """Return how a part stands for `me`, from who holds the stages now and the offer that stands on it, if any.

    `both` are the two partners. "over" is what can no more be agreed to: put away, held or offered otherwise since.
    """
    if step.refused_on is not None:
        return "refused"
    holders = set(held.values())
    if put_away or "" in holders:
        return "over"
    if holders == {step.taker}:
        return "agreed"
    as_then = holders == ({step.giver} if step.giver else both)
    if not as_then:
        return "over"
    if offer is None:
        return "open"
    if offer.taker != step.taker or offer.between != both:
        return "over"
    return "mine" if offer.by == me else "theirs"


def looked_at_again(locked_until: date | None, today: date) -> bool:
    """Whether a hand-over has ended: the two weeks it was agreed for are over, and not yet for a week."""
    return locked_until is not None and locked_until <= today < locked_until + LOOK_AGAIN
