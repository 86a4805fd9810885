"""Today composes the other rooms' reads: the lean, the open asks, what is given, tonight."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.data.helplines import Line
from nearward.domain import lean, tonight
from nearward.domain.daytime import part_of_day
from nearward.domain.needs import need10, strongest
from nearward.domain.words import N_
from nearward.web.asks.models import Given
from nearward.web.asks.selectors import given_now, open_asks
from nearward.web.asks.whose_baby import baby_of, spaces_for_helper
from nearward.web.asks.words import AskSeen, GivenSeen, ask_seen, given_seen, hour
from nearward.web.babylog.care import CareCard, cards_of, cares_now, in_hospital
from nearward.web.babylog.taps_seen import TapsSeen
from nearward.web.checkins.selectors import Latest, latest_words
from nearward.web.help.lines import line_to_ring
from nearward.web.holding.inviting import counts_of, may_be_invited
from nearward.web.nights.hours_said import hours_said
from nearward.web.nights.moved import look_again
from nearward.web.nights.on_duty import RightNow, right_now
from nearward.web.nights.selectors import NightSeen, tonight_or_its_end
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, family_day, zone_of
from nearward.web.today.night_selectors import taps_on_today
from nearward.web.together.selectors import ThingSeen, seen_now
from nearward.web.watch.selectors import WatchSeen, baby_at_home


@dataclass(frozen=True)
class TurnSeen:
    """One turn of the plain split."""

    start: str
    end: str
    caregiver: Caregiver


@dataclass(frozen=True)
class Today:
    """Everything Today shows."""

    lean: lean.Lean | None
    asks: list[AskSeen]
    given: list[GivenSeen]
    tonight: tuple[TurnSeen, ...]
    planned: NightSeen | None
    expecting: list[str]
    cares: tuple[CareCard, ...] = ()
    in_hospital: tuple[str, ...] = ()
    together: tuple[ThingSeen, ...] = ()
    right_now: tuple[str, ...] = ()
    look_again: bool = False
    hours: tuple[str, ...] = ()
    waits_until: str = ""
    ended: bool = False
    spaces: tuple[GivenSeen, ...] = ()
    invited: bool = False
    to_ring: Line | None = None
    taps: TapsSeen | None = None


def side_of(person: Caregiver, said: Latest | None, back_at: str = "") -> lean.Side:
    """Return a partner as the lean sees them, with when they are back while they take space."""
    if said is None:
        return lean.Side(person.name, person.hue, back_at=back_at)
    needs = tuple(strongest(said.levels))
    return lean.Side(person.name, person.hue, need10(said.levels), said.room, needs, back_at)


def today(circle: Circle, *, now: datetime, watch: WatchSeen | None = None) -> Today:
    """Gather Today for one caregiver; the number of queries does not grow with anything."""
    me, given = circle.me, [_given_seen(row, circle, watch, now) for row in _given(circle, now)]
    cares = cards_of(cares_now(circle.children, now=now, zone=zone_of(me.family)))
    ward = in_hospital(circle.children)
    tonight_now = tonight_or_its_end(circle, now=now)
    planned = _planned(tonight_now.seen)
    ended = planned is None and tonight_now.ended
    given = [row for row in given if not _gives_way(row, planned, now)]
    taps = taps_on_today(circle, planned, now=now)
    if me.role == Caregiver.Role.HELPER:
        planned = planned if planned and planned.holds and planned.is_on(me) else None
        spaces = [_given_seen(row, circle, watch, now) for row in spaces_for_helper(circle, now=now)]
        hours = hours_said(planned, circle)
        return Today(
            None, [], given, (), planned, [], cares, ward, spaces=tuple(spaces), hours=hours, ended=ended, taps=taps
        )
    said, counts = latest_words(circle.partners, now=now, **counts_of(circle, now=now))
    away = {row.given.giver_id: row.until for row in given if row.given.how == Given.How.SPACE and not row.over}
    sides = [side_of(person, said.get(person.pk), away.get(person.pk, "")) for person in circle.partners]
    drawn: lean.Lean | None = lean.draw(
        sides[0], sides[1] if len(sides) > 1 else None,
        babies=[child.born_on is None for child in circle.children], post=_post(given),
    )  # fmt: skip
    if circle.grieves and not any(side.fresh for side in sides):
        drawn = None
    asks = [ask_seen(ask, me) for ask in open_asks(circle, now=now)] if circle.partner else []
    split = () if planned or watch else _tonight(circle, sides)
    shared = _together(circle, now) if circle.partner else ()
    state, zone = right_now(planned, watch, now=now), zone_of(me.family)
    return Today(
        drawn, asks, given, split, planned, _expecting(circle), cares, ward, shared,
        hours=hours_said(planned, circle),
        ended=ended,
        look_again=watch is None and look_again(circle, planned, now=now),
        right_now=() if watch else _said_of(state, circle, away=set(away)),
        spaces=tuple(row for row in given if row.baby),
        invited=_invited(circle, said, sides, counts, now=now),
        to_ring=line_to_ring(me.person.country) if drawn and drawn.low else None,
        taps=taps,
        waits_until=next((hour(until, zone) for one, until in state.asleep if one == circle.partner), ""),
    )  # fmt: skip


def _invited(
    circle: Circle, said: dict[UUID, Latest], sides: list[lean.Side], counts: dict[UUID, Any], *, now: datetime
) -> bool:
    """Return whether `me` is invited to take something on: not without room, nor while leaning on the other."""
    me, partner, latest = circle.me, circle.partner, said.get(circle.me.pk)
    if partner is None or circle.grieves or (latest and latest.no_room):
        return False
    mine, theirs = sides if circle.partners[0] == me else sides[::-1]
    if mine.fresh and mine.hold < theirs.hold:
        return False
    return may_be_invited(counts[me.pk], counts[partner.pk], family_day(me, now=now))


def _given_seen(row: Given, circle: Circle, watch: WatchSeen | None, now: datetime) -> GivenSeen:
    """Return what was given as its reader sees it; of a space, who has the baby until then."""
    return replace(given_seen(row, circle.me, now=now), baby=baby_of(row, circle, watch, now=now))


def _said_of(state: RightNow, circle: Circle, away: set[UUID]) -> tuple[str, ...]:
    """Say who has the baby now and whose sleep is protected until when, as an agreed night has it.

    While someone takes space, the card of that says who has the baby.
    """
    baby, zone = baby_at_home(circle), zone_of(circle.me.family)
    has = _("%(name)s has %(baby)s now.")
    sleeps = _("%(name)s’s sleep is protected until %(time)s.")
    first = [has % {"name": state.holder.name, "baby": baby}] if state.holder and baby and not away else []
    return (*first, *(sleeps % {"name": one.name, "time": hour(until, zone)} for one, until in state.asleep))


def _together(circle: Circle, now: datetime) -> tuple[ThingSeen, ...]:
    """Return the small thing of today, and one that waits for an answer; any other stays in its own room."""
    seen = seen_now(circle, now=now)
    return tuple(one for one in seen if one.waits_for_me or (one.state.agreed and one.row.day == one.today))


def _given(circle: Circle, now: datetime) -> list[Given]:
    """Return what is given now; a hand-over from before a loss speaks of the baby, and is not shown."""
    since = max((child.lost_at for child in circle.lost if child.lost_at), default=None)
    rows = given_now(circle, now=now)
    if not circle.grieves or since is None:
        return list(rows)
    return [row for row in rows if row.how != Given.How.HANDOVER or row.given_at > since]


def _gives_way(row: GivenSeen, planned: NightSeen | None, now: datetime) -> bool:
    """Return whether a partner's hand-over is older than the agreed night that is on, which says who is up."""
    between_the_two = row.given.how == Given.How.HANDOVER and row.given.giver.role == Caregiver.Role.PARTNER
    if planned is None or not planned.holds or not between_the_two:
        return False
    is_on = 0 <= planned.slot_at(now) < len(planned.plan.duty or ())
    return is_on and row.given.given_at < planned.row.made_at


def _post(given: list[GivenSeen]) -> lean.Post | None:
    helping = next((row for row in given if row.given.giver.role == Caregiver.Role.HELPER), None)
    return lean.Post(helping.given.giver.name, helping.until) if helping else None


def _tonight(circle: Circle, sides: list[lean.Side]) -> tuple[TurnSeen, ...]:
    if not circle.baby_at_home:
        return ()
    turns = tonight.plain_split(tuple(side.need or 0.0 for side in sides))
    return tuple(
        TurnSeen(f"{turn.start:%H:%M}", f"{turn.end:%H:%M}", circle.partners[turn.caregiver]) for turn in turns
    )


def _planned(seen: NightSeen | None) -> NightSeen | None:
    """Return tonight's proposal where it can be kept and was not put off."""
    return seen if seen and seen.plan.duty is not None and not seen.row.put_off else None


def _expecting(circle: Circle) -> list[str]:
    return [
        _("%(name)s is expected in %(month)s.")
        % {"name": child.name or _("Your baby"), "month": date_format(child.due_on, "F")}
        for child in circle.children
        if child.born_on is None and child.due_on
    ]


HOW = {"morning": N_("How was the night?"), "evening": N_("How was the day?"), "day": N_("How is it now?")}


def weekday(now: datetime) -> str:
    """Return today's name in the person's zone and language."""
    return date_format(timezone.localtime(now), "l")


def offer_of_check_in(circle: Circle, now: datetime) -> str:
    """Return how a check-in is offered at this time of day; two a day are the rhythm, and none is asked for."""
    if circle.grieves:
        return HOW["day"]
    return HOW[part_of_day(now, ZoneInfo(circle.me.person.zone))]


def event_may_be_asked(circle: Circle) -> bool:
    """Whether one tap about a hard moment is offered: to a partner, with the other there, and never in grief."""
    return circle.me.role == Caregiver.Role.PARTNER and circle.partner is not None and not circle.grieves
