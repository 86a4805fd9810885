"""The invitation: when one partner notices and plans most, the other may take one or two things whole.

The one who notices and plans most is told nothing. What moves is what the week planner finds best, from what both
said openly of need and room; a plan in which anything would come back the other way is no invitation.
"""

from dataclasses import dataclass
from datetime import date, datetime

from nearward.domain.labor import INVITE_AGAIN, invited
from nearward.domain.labor import Responsibility as Held
from nearward.domain.sentence import Sentence
from nearward.domain.week.explain import USUAL
from nearward.web.holding.models import Offer
from nearward.web.holding.seeing import ItemSeen
from nearward.web.holding.selectors import is_open, quiet_since, refused_lately
from nearward.web.holding.weighing import best_rows, held_of, said_of_both, why
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle


@dataclass(frozen=True)
class Invited:
    """One thing that could move whole, and whose rest or room that serves."""

    seen: ItemSeen
    why: Sentence


def invitation(
    circle: Circle, items: list[ItemSeen], offers: list[Offer], *, today: date, now: datetime
) -> tuple[Invited, ...]:
    """Return what `me` is invited to take this week: two things at most, or nothing."""
    me, partner = circle.me, circle.partner
    if me.role != Caregiver.Role.PARTNER or partner is None or circle.grieves:
        return ()
    both = (str(circle.partners[0].pk), str(circle.partners[1].pk))
    refused = refused_lately(circle, today=today)
    held = [held_of(one.item, circle, stays=one.offer is not None or one.item.pk in refused) for one in items]
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
    week, rows = best_rows(held, said_of_both(circle, now=now), today, USUAL)
    mine = [row for row in rows if all(change.taker == str(circle.me.pk) for change in row.changes)]
    by_id = {str(seen.item.pk): seen for seen in items}
    return tuple(
        Invited(by_id[change.items[0].id], why(circle, week, best, change))
        for best in mine[-1:]
        for change in best.changes
    )
