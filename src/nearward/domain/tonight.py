"""A plain split of the night until there is a planner: two halves at 02:00, longer first sleep by need."""

from dataclasses import dataclass
from datetime import time

STARTS, TURNS, ENDS = time(21), time(2), time(7)


@dataclass(frozen=True)
class Turn:
    """Who has the baby from when to when; the other sleeps."""

    caregiver: int
    start: time
    end: time


def plain_split(needs: tuple[float, ...]) -> tuple[Turn, ...]:
    """Split 21:00–07:00 at 02:00 between two partners in seat order by need (0–10).

    Whoever needs more sleeps first, since the first block is the one most likely to stay whole; on equal need
    seat 1 sleeps first. One partner alone has the whole night.
    """
    if len(needs) == 1:
        return (Turn(0, STARTS, ENDS),)
    sleeps_first = 0 if needs[0] > needs[1] else 1
    return (Turn(1 - sleeps_first, STARTS, TURNS), Turn(sleeps_first, TURNS, ENDS))
