"""Nothing is asked of a person who said there is no room: it waits, and after seven days nobody is asked.

A person has no room while the latest room they said openly is *none* and less than 36 hours old. A hand-over
offered meanwhile arrives as soon as that ends, and stands for a week from then. One that would wait seven days does
not arrive at all; the next weekly review opens with the same words for both instead.

Rooms are pairs of an aware time and a room of 0–4; of two at the same time, the later in the list counts.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from nearward.domain.words import N_

NONE = 0
FRESH = timedelta(hours=36)
WAITS, LASTS = timedelta(days=7), timedelta(days=7)
LITTLE_ROOM = N_("There was little room this week. What could carry some of it?")

Rooms = Sequence[tuple[datetime, int]]
Standing = Literal["waits", "open", "over"]


def has_no_room(rooms: Rooms, at: datetime) -> bool:
    """Return whether the latest room said by `at` is *none* and still fresh."""
    said = [(when, room) for when, room in rooms if when <= at]
    if not said:
        return False
    latest, room = max(enumerate(said), key=lambda one: (one[1][0], one[0]))[1]
    return room == NONE and at < latest + FRESH


def room_returns(rooms: Rooms, since: datetime) -> datetime:
    """Return the first moment from `since` on without a fresh *none*, by what has been said; it may lie ahead."""
    at = since
    while has_no_room(rooms, at):
        latest = max(when for when, _room in rooms if when <= at)
        at = min((when for when, _room in rooms if at < when <= latest + FRESH), default=latest + FRESH)
    return at


def arrives_at(rooms: Rooms, made_at: datetime) -> datetime | None:
    """Return when a hand-over made at `made_at` reaches the person, or None where it would wait too long."""
    returns = room_returns(rooms, made_at)
    return returns if returns < made_at + WAITS else None


def fades_at(rooms: Rooms, made_at: datetime) -> datetime:
    """Return when a hand-over ends by itself: a week after it arrived, or when it has waited for a week."""
    arrives = arrives_at(rooms, made_at)
    return made_at + WAITS if arrives is None else arrives + LASTS


def standing(rooms: Rooms, made_at: datetime, now: datetime) -> Standing:
    """Return whether the person sees a hand-over now, or it waits for their room, or it is over."""
    if now >= fades_at(rooms, made_at):
        return "over"
    return "waits" if has_no_room(rooms, now) else "open"


def rested_at(rooms: Rooms, made_at: datetime, now: datetime) -> datetime | None:
    """Return when a hand-over ended without having arrived; None while it has not."""
    ends = made_at + WAITS
    return ends if arrives_at(rooms, made_at) is None and now >= ends else None


def none_for_a_week(rooms: Rooms, start: datetime, end: datetime) -> datetime | None:
    """Return the first moment from `start` to `end` by which there was no room for seven days on end, if any.

    An invitation waits from the moment a person begins to have no room; this is when it has waited for a week. The
    rooms of `start` less seven days and 36 hours on are enough to know.
    """
    over = start - WAITS - FRESH
    for when in sorted({when for when, _room in rooms}):
        if when >= over and has_no_room(rooms, when):
            over = room_returns(rooms, when)
            waited = max(when + WAITS, start)
            if waited < min(over, end):
                return waited
    return None
