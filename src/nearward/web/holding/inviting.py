"""The invitation: when one partner notices and plans most, the other may take one or two things whole.

The one who notices and plans most is told nothing. What moves is what the week planner finds best, from what both
said openly of need and room; a plan in which anything would come back the other way is no invitation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Expression, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nearward.domain.labor import INVITE_AGAIN, carries_most, invited, rests_from_inviting
from nearward.domain.labor import Responsibility as Held
from nearward.domain.sentence import Sentence
from nearward.domain.week.explain import USUAL
from nearward.web.holding.models import Offer, Quiet
from nearward.web.holding.seeing import ItemSeen
from nearward.web.holding.selectors import is_open, live_rows, quiet_since, refused_lately
from nearward.web.holding.weighing import best_rows, held_of, said_of_both, why
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, family_day

COUNTS = ("live", "carries", "could_let_go", "taken", "quiet_since")


@dataclass(frozen=True)
class Invited:
    """One thing that could move whole, and whose rest or room that serves."""

    seen: ItemSeen
    why: Sentence


def invitation(circle: Circle, items: list[ItemSeen], offers: list[Offer], *, now: datetime) -> tuple[Invited, ...]:
    """Return what `me`, who has room, is invited to take this week: two things at most, or nothing."""
    me, partner, today = circle.me, circle.partner, family_day(circle.me, now=now)
    if me.role != Caregiver.Role.PARTNER or partner is None or circle.grieves:
        return ()
    both = (str(circle.partners[0].pk), str(circle.partners[1].pk))
    refused = refused_lately(circle, today=today)
    held = [held_of(one.item, circle, stays=one.offered or one.item.pk in refused) for one in items]
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


def counts_of(circle: Circle, *, now: datetime) -> dict[str, Expression | Subquery | Exists]:
    """Return what a query of caregivers can read along, to know by `may_be_invited` whether one is invited.

    How many things are live, how many of them this one notices and plans, whether one of these may move, how many
    they took on this week, and since when they want no invitation. None of it is shown.
    """
    today = family_day(circle.me, now=now)
    live = live_rows(circle, now=now)
    theirs = live.filter(notice=OuterRef("pk"), plan=OuterRef("pk"))
    unlocked = Q(locked_until__isnull=True) | Q(locked_until__lte=today)
    open_or_taken = Q(ended_at__isnull=True, fades_at__gt=now) | Q(ended_how=Offer.How.YES)
    taken = Offer.objects.filter(open_or_taken, by=OuterRef("pk"), takes=True, made_at__gt=now - INVITE_AGAIN)
    return {
        "live": _number_of(live, "family"),
        "carries": _number_of(theirs, "family"),
        "could_let_go": Exists(theirs.filter(unlocked)),
        "taken": _number_of(taken, "by"),
        "quiet_since": Subquery(Quiet.objects.filter(who=OuterRef("pk")).values("since")[:1]),
    }


def _number_of(rows: QuerySet[Any], of: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(of).annotate(number=Count("pk")).values("number")[:1]), 0)


def may_be_invited(mine: Mapping[str, Any], others: Mapping[str, Any], today: date) -> bool:
    """Return whether one partner is invited to take something on, from the counts of both."""
    return (
        carries_most(others["carries"], others["live"])
        and others["could_let_go"]
        and mine["taken"] < USUAL
        and not rests_from_inviting(mine["quiet_since"], today)
    )


def carries_least(circle: Circle, *, now: datetime) -> Caregiver | None:
    """Return the partner whom an invitation concerns by what the two hold, whatever they said of their room."""
    if len(circle.partners) < 2:
        return None
    today = family_day(circle.me, now=now)
    rows = Caregiver.objects.filter(pk__in=[one.pk for one in circle.partners])
    counts = {row["pk"]: row for row in rows.annotate(**counts_of(circle, now=now)).values("pk", *COUNTS)}
    one, other = circle.partners
    if may_be_invited(counts[one.pk], counts[other.pk], today):
        return one
    return other if may_be_invited(counts[other.pk], counts[one.pk], today) else None
