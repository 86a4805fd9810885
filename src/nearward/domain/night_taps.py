"""The taps of a night: awake, fed, asleep again; what they say of the baby, and the records they make.

A tap says when, what, and for a breastfed baby which side. It never says who. Taps go missing at three in the
morning, so nothing is made up from a gap:

- A sleep runs from *asleep* to the next *awake*. Where *fed* and then *asleep* follow with no *awake* between, the
  first feed ended it. Where *fed* and then *awake* follow, the baby was fed in its sleep, which runs on.
- *Asleep* twice with nothing between: the first sleep has no known end and makes no record.
- *Awake* twice: nobody saw the baby fall asleep between them, so only the first ends a sleep.
- A sleep longer than 14 hours is one whose end was forgotten, and makes no record.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from nearward.domain.babylog.records import Feed, Record, Sleep
from nearward.domain.daytime import next_local
from nearward.domain.night_log import BELIEVABLE
from nearward.domain.nights.clock import ENDS, STARTS
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

SAME_TAP = timedelta(minutes=1)
UNDO_LASTS = timedelta(hours=1)
KEPT = timedelta(hours=24)
BORN_TOGETHER = timedelta(days=31)
TAPPED_UNTIL = timedelta(weeks=104)  # past two years of age no night is tapped
LAST_FEED_TOLD = timedelta(hours=12)
LONGEST_LINE = 200
LEFT, RIGHT = "left", "right"
METHODS = {LEFT: "left breast", RIGHT: "right breast"}


class Act(StrEnum):
    """What was tapped."""

    AWAKE = "awake"
    FED = "fed"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap. `key` is the key of the form it was sent with; an undone tap keeps it, so it is not sent again."""

    act: Act
    at: datetime
    key: str
    side: str = ""
    undone: bool = False


Taps = tuple[Tap, ...]


def standing(taps: Taps) -> Taps:
    """Return the taps that were not undone, oldest first."""
    return tuple(sorted((tap for tap in taps if not tap.undone), key=lambda tap: tap.at))


def tapped(taps: Taps, tap: Tap) -> Taps:
    """Add a tap. The same form sent again adds nothing, nor does the same act within a minute."""
    again = any(one.key == tap.key for one in taps)
    same = any(one.act == tap.act and abs(tap.at - one.at) < SAME_TAP for one in standing(taps))
    return taps if again or same else (*taps, tap)


def may_undo(taps: Taps, *, now: datetime) -> Tap | None:
    """Return the tap that can be undone now: the last one, for an hour."""
    last = next(reversed(standing(taps)), None)
    return last if last is not None and now - last.at < UNDO_LASTS else None


def undone(taps: Taps, key: str, *, now: datetime) -> Taps:
    """Undo the tap with this key, where it is the last and not too old; else change nothing."""
    last = may_undo(taps, now=now)
    if last is None or last.key != key:
        return taps
    return tuple(replace(tap, undone=True) if tap == last else tap for tap in taps)


def with_side(taps: Taps, key: str, side: str, *, now: datetime) -> Taps:
    """Say which side the feed with this key ended on, while it is the last tap; raises `Refused` for no side."""
    if side not in METHODS:
        raise Refused(N_("Choose the left or the right side."))
    last = may_undo(taps, now=now)
    if last is None or last.key != key or last.act != Act.FED:
        return taps
    return tuple(replace(tap, side=side) if tap == last else tap for tap in taps)


def still_kept(taps: Taps, *, now: datetime) -> Taps:
    """Return the taps of the last day. What older ones said stands in the log."""
    return tuple(tap for tap in taps if now - tap.at < KEPT)


def records_of(taps: Taps) -> tuple[Record, ...]:
    """Return the feeds and the finished sleeps, in order of their start; a sleep that still runs makes none."""
    records: list[Record] = []
    asleep: datetime | None = None
    fed: datetime | None = None  # the first feed since the baby fell asleep
    for tap in standing(taps):
        match tap.act:
            case Act.FED:
                records.append(Feed(tap.at, method=METHODS.get(tap.side, "")))
                fed = fed or tap.at
            case Act.AWAKE:
                records += _sleep(asleep, tap.at)
                asleep = fed = None
            case Act.ASLEEP:
                records += _sleep(asleep, fed)
                asleep, fed = tap.at, None
    return tuple(sorted(records, key=lambda record: (record.start, record.kind)))


def _sleep(start: datetime | None, end: datetime | None) -> list[Record]:
    if start is None or end is None or not timedelta(0) < end - start <= BELIEVABLE:
        return []
    return [Sleep(start, end)]


FED = {
    "": N_("Fed %(time)s."),
    LEFT: N_("Fed %(time)s, left side."),
    RIGHT: N_("Fed %(time)s, right side."),
}
ACTS = {Act.AWAKE: N_("Awake"), Act.FED: N_("Fed"), Act.ASLEEP: N_("Asleep again")}
STATES = {Act.ASLEEP: N_("Asleep since %(time)s."), Act.AWAKE: N_("Awake since %(time)s.")}
UNDO = {
    Act.AWAKE: N_("Undo: awake %(time)s"),
    Act.FED: N_("Undo: fed %(time)s"),
    Act.ASLEEP: N_("Undo: asleep %(time)s"),
}


def what_has_been(taps: Taps, *, now: datetime, zone: ZoneInfo) -> tuple[Sentence, ...]:
    """Say when the baby was last fed, and whether it sleeps or is awake since when, where the taps say so."""
    known = standing(taps)
    fed = next((tap for tap in reversed(known) if tap.act == Act.FED), None)
    said = [say(FED[fed.side], time=clock(fed.at, zone))] if fed and now - fed.at < LAST_FEED_TOLD else []
    state = _state(known)
    if state is not None and now - state.at < BELIEVABLE:
        said.append(say(STATES[state.act], time=clock(state.at, zone)))
    return tuple(said)


def _state(known: Sequence[Tap]) -> Tap | None:
    """Return the tap since which the baby sleeps or is awake; a feed after *asleep* leaves that open."""
    last = next((tap for tap in reversed(known) if tap.act != Act.FED), None)
    if last is None or (last.act == Act.ASLEEP and known[-1] != last):
        return None
    return last


def undo_sentence(tap: Tap, zone: ZoneInfo) -> Sentence:
    """Return the words of the way back."""
    return say(UNDO[tap.act], time=clock(tap.at, zone))


def clock(at: datetime, zone: ZoneInfo) -> str:
    """Return a time of the night as a clock shows it."""
    return f"{at.astimezone(zone):%H:%M}"


def is_night(at: datetime, zone: ZoneInfo) -> bool:
    """Return whether it is between 20:00 and 09:00: when the night screen is one tap from Today."""
    local: time = at.astimezone(zone).time()
    return local >= STARTS or local < ENDS


def line_lasts_until(now: datetime, zone: ZoneInfo) -> datetime:
    """Return when a line left for whoever takes over goes: at the end of the night, 09:00."""
    return next_local(now, ENDS, zone)
