"""The invitation: when one partner notices and plans most, the other may take one or two things whole.

The one who notices and plans most is told nothing. What moves is what the week planner finds best, from what both
said openly of need and room; a plan in which anything would come back the other way is no invitation.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from nearward.domain.labor import INVITE_AGAIN, STAGES, invited
from nearward.domain.labor import Responsibility as Held
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence
from nearward.domain.week.explain import USUAL, reason
from nearward.domain.week.held import said_of, week_of
from nearward.domain.week.problem import Week
from nearward.domain.week.solve import Change, Row, frontier
from nearward.web.checkins.selectors import said_in_the_week
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.holding.seeing import ItemSeen
from nearward.web.holding.selectors import is_open, quiet_since
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle


@dataclass(frozen=True)
class Invited:
    """One thing that could move whole, and whose rest or room that serves."""

    seen: ItemSeen
    why: Sentence


def held_of(row: Responsibility, circle: Circle, *, stays: bool = False) -> Held:
    """Return an item as the domain knows it, with ids for names; `stays` while it is offered."""
    ids = {stage: str(holder.pk) if (holder := getattr(row, stage)) else "" for stage in STAGES}
    can = frozenset(str(one.pk) for one in circle.partners) - frozenset(row.cannot)
    return Held(
        id=str(row.pk), title=row.title, kind=row.kind, minutes=row.minutes, mental=row.mental, can=can,
        taste=row.taste, fixed_time=row.fixed_time, pinned=stays, locked_until=row.locked_until, **ids,
    )  # fmt: skip


def invitation(
    circle: Circle, items: list[ItemSeen], offers: list[Offer], *, today: date, now: datetime
) -> tuple[Invited, ...]:
    """Return what `me` is invited to take this week: two things at most, or nothing."""
    me, partner = circle.me, circle.partner
    if me.role != Caregiver.Role.PARTNER or partner is None or circle.grieves:
        return ()
    both = (str(circle.partners[0].pk), str(circle.partners[1].pk))
    held = [held_of(seen.item, circle, stays=seen.offer is not None) for seen in items]
    left = USUAL - _taken_lately(offers, me, now)
    if left <= 0 or invited(held, both, today, None) != str(me.pk):
        return ()
    quiet = quiet_since(me)
    if invited(held, both, today, quiet.since if quiet else None) is None:
        return ()
    return _moves(circle, items, held, today, now)[:left]


def _taken_lately(offers: list[Offer], me: Caregiver, now: datetime) -> int:
    """Return how many things `me` offered to take this week, so that no third follows; shown nowhere."""
    mine = [row for row in offers if row.by == me and row.takes and row.made_at > now - INVITE_AGAIN]
    return sum(is_open(row, now) or row.ended_how == Offer.How.YES for row in mine)


def _moves(
    circle: Circle, items: list[ItemSeen], held: list[Held], today: date, now: datetime
) -> tuple[Invited, ...]:
    said = said_in_the_week(circle.partners, now=now)
    first, second = (said_of(str(one.pk), *said[one.pk]) for one in circle.partners)
    week = week_of(held, (first, second), today, max_changes=USUAL)
    try:
        rows = frontier(week, turn=today.isocalendar().week)
    except Refused:
        return ()
    best = next(row for row in rows[::-1] if all(change.taker == str(circle.me.pk) for change in row.changes))
    by_id = {str(seen.item.pk): seen for seen in items}
    return tuple(Invited(by_id[change.items[0].id], _why(circle, week, best, change)) for change in best.changes)


def _why(circle: Circle, week: Week, best: Row, change: Change) -> Sentence:
    """Return why a change is proposed, with names in place of ids."""
    names = {str(one.pk): one.name for one in circle.partners}
    why = reason(week, best, change)
    return replace(why, values={name: names.get(str(value), value) for name, value in why.values.items()})
