"""What the night screen shows, and who may look at it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from nearward.domain.night_taps import is_night
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_
from nearward.web.asks.selectors import spaces_now
from nearward.web.asks.whose_baby import baby_of, spaces_for_helper
from nearward.web.asks.words import GivenSeen, given_seen
from nearward.web.babylog.taps_seen import TapsSeen, taps_seen
from nearward.web.nights.on_duty import Turn, on_this_night, turn_now
from nearward.web.nights.selectors import NightSeen, tonight_of
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.watch.selectors import WatchSeen, watch_now

YOURS, THEIRS = N_("You have %(baby)s until %(time)s."), N_("%(name)s has %(baby)s until %(time)s.")
THEN_YOU, THEN_THEM = N_("Then you."), N_("Then %(name)s.")


@dataclass(frozen=True)
class NightScreen:
    """The taps, who has the baby until when, who takes space, and whose open pages hear of a tap."""

    taps: TapsSeen
    turn: tuple[Sentence, ...]
    spaces: tuple[GivenSeen, ...]
    rings: tuple[UUID, ...]


def night_screen(circle: Circle, *, now: datetime) -> NightScreen | None:
    """Return it for a partner or a helper who is on this night; None for other helpers, or with no baby at home."""
    taps = taps_seen(circle, now=now)
    if taps is None:
        return None
    tonight = tonight_of(circle, now=now)
    people = on_this_night(circle, tonight, now=now)
    if circle.me not in people:
        return None
    watch = watch_now(circle, now=now)
    spaces = _spaces(circle, watch, now=now)
    turn = None if watch or spaces else turn_now(tonight, now=now)
    return NightScreen(
        taps, _turn_in_words(turn, taps.baby, circle.me), spaces, tuple(one.person_id for one in people)
    )


def _spaces(circle: Circle, watch: WatchSeen | None, *, now: datetime) -> tuple[GivenSeen, ...]:
    """Return the spaces in which it was said who has the baby until then; a helper: where they are counted on."""
    helps = circle.me.role == Caregiver.Role.HELPER
    rows = spaces_for_helper(circle, now=now) if helps else spaces_now(circle, now=now).values()
    seen = [replace(given_seen(row, circle.me, now=now), baby=baby_of(row, circle, watch, now=now)) for row in rows]
    return tuple(row for row in seen if row.baby)


def _turn_in_words(turn: Turn | None, baby: str, me: Caregiver) -> tuple[Sentence, ...]:
    if turn is None:
        return ()
    known = {"name": turn.holder.name, "baby": baby, "time": turn.until}
    first = say(YOURS if turn.holder == me else THEIRS, **known)
    if turn.after is None:
        return (first,)
    return first, say(THEN_YOU) if turn.after == me else say(THEN_THEM, name=turn.after.name)


def taps_on_today(circle: Circle, tonight: NightSeen | None, *, now: datetime) -> TapsSeen | None:
    """Return the taps as Today offers them: in the night, to whoever is on it."""
    if not is_night(now, zone_of(circle.me.family)) or circle.me not in on_this_night(circle, tonight, now=now):
        return None
    return taps_seen(circle, now=now)
