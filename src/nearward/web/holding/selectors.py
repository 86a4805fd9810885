"""The only reads of Holding, each through the circle of who is here now.

What a partner who left wrote down and nobody here holds stays sealed; a stage of someone who is gone is open.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from nearward.domain.holding import MOST_HELD, OFFER_LASTS
from nearward.domain.labor import KINDS, STAGES
from nearward.domain.week.proposal import LASTS
from nearward.web.holding.models import Offer, Part, Quiet, Responsibility, WeekPlan
from nearward.web.holding.waiting import RoomsSaid, rooms_of
from nearward.web.people.earlier import Earlier
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle

AWAY_SHOWN = 100
BEFORE_SHOWN = 100


def people_in(circle: Circle) -> dict[UUID, Caregiver]:
    """Return everyone here now, by id."""
    return {person.pk: person for person in (*circle.partners, circle.me, *circle.helpers)}


def _held_by(people: Iterable[Caregiver]) -> Q:
    here = list(people)
    return Q(notice__in=here) | Q(plan__in=here) | Q(do__in=here)


def _offered_to(me: Caregiver, now: datetime) -> QuerySet[Offer]:
    return Offer.objects.filter(to=me, ended_at__isnull=True, fades_at__gt=now)


def _seen(circle: Circle, now: datetime) -> QuerySet[Responsibility]:
    """Return what `me` may see: a partner the family's items, a helper those handed or offered to them."""
    me = circle.me
    items = Responsibility.objects.filter(family=me.family_id)
    if me.role == Caregiver.Role.HELPER:
        offered = _offered_to(me, now).filter(by__in=circle.partners).values("item")
        items = items.filter(_held_by([me]) | Q(pk__in=offered), ended_at__isnull=True)
    else:
        items = items.filter(Q(written_by__in=circle.partners) | _held_by(people_in(circle).values()))
    return items


def _not_hidden(circle: Circle) -> Q:
    """After a loss only what is known to speak of no baby shows by itself."""
    return Q(plain=True) if circle.grieves else Q()


def live_rows(circle: Circle, *, now: datetime) -> QuerySet[Responsibility]:
    """Return the rows that `live_items` are made of, in no order, to count them or look for one."""
    return _seen(circle, now).filter(_not_hidden(circle), ended_at__isnull=True)


def live_items(circle: Circle, *, now: datetime) -> list[Responsibility]:
    """Return the items in the order of the six kinds, then as they were written; bounded."""
    items = live_rows(circle, now=now)
    order = {kind: place for place, kind in enumerate(KINDS)}
    rows = items.order_by("created_at", "pk")[:MOST_HELD]
    return sorted((_named(row, circle) for row in rows), key=lambda row: order.get(row.kind, len(order)))


def item_seen_by(circle: Circle, item_id: UUID, *, now: datetime) -> Responsibility:
    """Return an item, or 404 alike for "not there", "not yours" and "hidden after a loss"."""
    return _named(get_object_or_404(_seen(circle, now).filter(_not_hidden(circle)), pk=item_id), circle)


def put_away(circle: Circle, *, now: datetime) -> list[Responsibility]:
    """Return what was put away, and after a loss what was hidden by it, newest first; bounded."""
    away = Q(ended_at__isnull=False) | ~_not_hidden(circle) if circle.grieves else Q(ended_at__isnull=False)
    return [_named(row, circle) for row in _seen(circle, now).filter(away).order_by("-created_at")[:AWAY_SHOWN]]


def away_seen_by(circle: Circle, item_id: UUID, *, now: datetime) -> Responsibility:
    """Return an item, put away or hidden or not, or 404."""
    return _named(get_object_or_404(_seen(circle, now), pk=item_id), circle)


def _named(row: Responsibility, circle: Circle) -> Responsibility:
    """Give each stage its holder from the circle without asking again; who is gone holds nothing."""
    here = people_in(circle)
    for stage in STAGES:
        setattr(row, stage, here.get(getattr(row, f"{stage}_id")))
    return row


def before(circle: Circle, row: Responsibility) -> list[Earlier]:
    """Return the words of those here now that stood before, newest first; after a loss only those since.

    A helper is not shown them: they are what the two of them found words for.
    """
    if circle.me.role == Caregiver.Role.HELPER:
        return []
    here = {one.pk: one for one in circle.partners}
    rows = row.before.filter(by__in=here).order_by("-until")
    if circle.grieves_since:
        rows = rows.filter(until__gt=circle.grieves_since)
    return [Earlier(one.words, here[one.by_id], one.until, one.agreed) for one in rows[:BEFORE_SHOWN] if one.by_id]


def offers_of(
    circle: Circle, items: Iterable[Responsibility], *, now: datetime, rooms: RoomsSaid | None = None
) -> list[Offer]:
    """Return the offers on these items between people here, oldest first: standing, or of the last week."""
    here = people_in(circle)
    lately = Q(made_at__gt=now - OFFER_LASTS) | Q(ended_at__isnull=True, fades_at__gt=now)
    recent = Offer.objects.filter(lately, item__in=list(items))
    if circle.me.role == Caregiver.Role.HELPER:
        recent = recent.filter(Q(to=circle.me) | Q(by=circle.me))
    rows = [row for row in recent.order_by("made_at") if row.by_id in here and row.to_id in here]
    for row in rows:
        row.by, row.to = here[row.by_id], here[row.to_id]
    return with_rooms(rows, rooms, now=now)


def with_rooms(offers: list[Offer], rooms: RoomsSaid | None, *, now: datetime) -> list[Offer]:
    """Return the offers with when each ends and whether it waits; `rooms` are read where they are not given."""
    asked = {offer.to for offer in offers if not offer.takes and is_open(offer, now)}
    if rooms is None:
        rooms = rooms_of(asked, now=now) if asked else RoomsSaid({})
    for offer in offers:
        offer.fades_at = rooms.fades_at(offer)
        offer.waits = is_open(offer, now) and rooms.waits(offer, now)
    return offers


def is_open(offer: Offer, now: datetime) -> bool:
    """Return whether an offer still stands."""
    return offer.ended_at is None and offer.fades_at > now


def offer_seen_by(circle: Circle, offer_id: UUID) -> Offer:
    """Return an offer to or by `me`, or 404."""
    mine = Q(to=circle.me) | Q(by=circle.me)
    offers = Offer.objects.filter(mine, item__family=circle.me.family_id).select_related(
        "item", "by__person", "to__person"
    )
    row = get_object_or_404(offers, pk=offer_id)
    if not {row.by_id, row.to_id} <= set(people_in(circle)) or (circle.grieves and not row.item.plain):
        raise Http404
    return row


def quiet_since(me: Caregiver) -> Quiet | None:
    """Return when `me` last asked for no more invitations this week."""
    return Quiet.objects.filter(who=me).first()


def refused_lately(circle: Circle, *, today: date) -> set[UUID]:
    """Return the items whose move was refused in the last seven days: no plan names them again this week."""
    rows = Part.objects.filter(plan__family=circle.me.family_id, refused_on__gt=today - LASTS)
    return set(rows.values_list("item_id", flat=True))


def week_plan_of(circle: Circle, *, today: date) -> tuple[WeekPlan | None, list[Part]]:
    """Return the newest proposal that has not ended, with its parts between the two who are here now."""
    plan = WeekPlan.objects.filter(family=circle.me.family_id, ends_on__gt=today).order_by("-made_at").first()
    here = {one.pk for one in circle.partners}
    parts = plan.parts.order_by("place") if plan else []
    return plan, [part for part in parts if {part.taker_id, part.giver_id} - {None} <= here]


def part_seen_by(circle: Circle, part_id: UUID, *, today: date) -> Part | None:
    """Return a part of the family's proposal; None for one of an earlier proposal; 404 for anything else."""
    found = next((part for part in week_plan_of(circle, today=today)[1] if part.pk == part_id), None)
    between = Part.objects.filter(Q(giver=None) | Q(giver__in=circle.partners), taker__in=circle.partners)
    if found is None and not between.filter(pk=part_id, plan__family=circle.me.family_id).exists():
        raise Http404
    return found


def taken_since(circle: Circle, *, since: datetime) -> list[tuple[datetime, Caregiver, str]]:
    """Return what went whole from one of the two to the other since then, and who has it; oldest first, bounded.

    After a loss only what is known to speak of no baby.
    """
    two = {one.pk: one for one in circle.partners}
    rows = Offer.objects.filter(ended_how=Offer.How.YES, ended_at__gte=since, by__in=two, to__in=two)
    rows = rows.filter(item__plain=True) if circle.grieves else rows
    return [
        (row.ended_at, two[row.by_id if row.takes else row.to_id], row.item.title)
        for row in rows.select_related("item").order_by("ended_at")[:MOST_HELD]
        if row.ended_at
    ]
