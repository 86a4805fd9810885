"""The week plan of Holding: what may change hands in seven days, from open words, agreed like any other offer.

The one who would hold a thing says yes by offering to take it, the one who holds it by offering to hand it over;
it moves when both have. So the plan keeps no yes of its own, and nothing can be agreed to twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, packed, unpacked
from nearward.domain.week import proposal
from nearward.domain.week.held import Said
from nearward.domain.words import N_
from nearward.web.holding import selectors, services
from nearward.web.holding.models import Part, WeekPlan
from nearward.web.holding.seeing import ItemSeen, item_seen
from nearward.web.holding.waiting import RoomsSaid, rooms_of
from nearward.web.holding.weighing import best_rows, held_of, said_of_both, why
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, family_day
from nearward.web.people.services import hold_family, ring_partners

MOVED = N_("This changed hands already. You can offer it back on its own page.")


@dataclass(frozen=True)
class PartSeen:
    """One part as one of the two sees it; `waits` for the room of the one it would go to."""

    part: Part
    seen: ItemSeen
    taker: Caregiver
    why: Sentence
    stands: proposal.Stands
    waits: bool = False


@dataclass(frozen=True)
class WeekSeen:
    """The proposal that stands, if any; what nobody holds; and hand-overs whose two weeks are over.

    `no_room` are the partners to whom nothing is proposed now; of `parts`, pages show those in `shown`.
    """

    plan: WeekPlan | None
    parts: tuple[PartSeen, ...]
    nobody: tuple[ItemSeen, ...]
    again: tuple[ItemSeen, ...]
    no_room: tuple[Caregiver, ...] = ()

    @property
    def shown(self) -> tuple[PartSeen, ...]:
        """Return the parts without those that nobody has answered and that would go to someone without room."""
        return tuple(one for one in self.parts if not (one.waits and one.stands == "open"))


def week_seen(circle: Circle, *, now: datetime) -> WeekSeen:
    """Return the proposal of this week as `circle.me` sees it; parts that are over are left out."""
    today = family_day(circle.me, now=now)
    plan, parts = selectors.week_plan_of(circle, today=today)
    rooms = rooms_of(circle.partners, now=now)
    no_room = tuple(one for one in circle.partners if rooms.has_none(one, now))
    items = _items(circle, rooms, now)
    by_id = {seen.item.pk: seen for seen in items}
    shown = [_part_seen(circle, part, by_id[part.item_id], no_room) for part in parts if part.item_id in by_id]
    named = {part.item_id for part in parts}
    again = [one for one in items if one.holder and proposal.looked_at_again(one.item.locked_until, today)]
    return WeekSeen(
        plan,
        tuple(one for one in shown if one.stands != "over"),
        tuple(one for one in items if one.is_open and not one.offer),
        tuple(one for one in again if one.item.pk not in named),
        no_room,
    )


def _items(circle: Circle, rooms: RoomsSaid, now: datetime) -> list[ItemSeen]:
    rows = selectors.live_items(circle, now=now)
    offers = selectors.offers_of(circle, rows, now=now, rooms=rooms)
    return [item_seen(row, circle, offers, now) for row in rows]


def _part_seen(circle: Circle, part: Part, seen: ItemSeen, no_room: tuple[Caregiver, ...]) -> PartSeen:
    taker = next(one for one in circle.partners if one.pk == part.taker_id)
    return PartSeen(part, seen, taker, unpacked(part.why), _stands(circle, part, seen), taker in no_room)


def _stands(circle: Circle, part: Part, seen: ItemSeen) -> proposal.Stands:
    step = proposal.Step(str(part.giver_id or ""), str(part.taker_id), part.refused_on)
    held = {stage.key: str(stage.holder.pk) if stage.holder else "" for stage in seen.stages}
    both = frozenset(str(one.pk) for one in circle.partners)
    away = seen.item.ended_at is not None
    return proposal.stands(step, held, _offered(seen), str(circle.me.pk), both=both, put_away=away)


def _offered(seen: ItemSeen) -> proposal.Offered | None:
    offer = seen.offer
    if offer is None:
        return None
    both = frozenset({str(offer.by_id), str(offer.to_id)})
    return proposal.Offered(str(offer.by_id), str(offer.by_id if offer.takes else offer.to_id), both)


def propose(*, circle: Circle, most: int, now: datetime) -> None:
    """Propose what may change hands, at most that much in all.

    What someone has answered stays as it is, agreed, offered or refused; only what is open is proposed anew.
    Nothing is proposed to go to a partner who said lately that there is no room.
    """
    proposal.accept_most(most)
    me, today = circle.me, family_day(circle.me, now=now)
    rooms = rooms_of(circle.partners, now=now)
    said = _said(circle, rooms, now)
    with transaction.atomic():
        hold_family(me.family_id)
        before = week_seen(circle, now=now)
        answered = [one for one in before.parts if one.stands != "open"]
        items = _items(circle, rooms, now)
        settled = {one.part.item_id for one in answered} | selectors.refused_lately(circle, today=today)
        held = [held_of(one.item, circle, stays=one.offered or one.item.pk in settled) for one in items]
        left = max(0, most - sum(one.stands != "refused" for one in answered))
        week, rows = best_rows(held, said, today, left)
        steps = [(change, why(circle, week, rows[-1], change)) for change in rows[-1].changes] if rows else []
        made = WeekPlan.objects.create(
            family_id=me.family_id, most=most, fewer=len(steps) < left, made_at=_after(before.plan, now),
            made_on=today, ends_on=today + proposal.LASTS,
        )  # fmt: skip
        Part.objects.filter(pk__in=[one.part.pk for one in answered]).update(plan=made)
        Part.objects.bulk_create(
            Part(
                plan=made, item_id=UUID(change.items[0].id), giver_id=UUID(change.giver) if change.giver else None,
                taker_id=UUID(change.taker), place=len(answered) + place, why=packed(said),
            )
            for place, (change, said) in enumerate(steps)
        )  # fmt: skip
        ring_partners(me.family_id, now)


def _after(plan: WeekPlan | None, now: datetime) -> datetime:
    """Return a moment later than the last proposal's: of two pressed at once, the one that waited is the newest."""
    return max(now, plan.made_at + timedelta(microseconds=1)) if plan else now


def _said(circle: Circle, rooms: RoomsSaid, now: datetime) -> tuple[Said, Said]:
    """Return need and room of both over the coming week. Raises `Refused` where there are not two partners."""
    if len(circle.partners) != 2:
        raise Refused(N_("What changes hands is planned for two."))
    return said_of_both(circle, rooms, now=now)


def say_yes(*, circle: Circle, part_id: UUID, key: UUID, now: datetime) -> None:
    """Say yes for oneself to one part: an offer to take it, or to hand it over; it moves once both have."""
    me, partner = circle.me, circle.partner
    with transaction.atomic():
        hold_family(me.family_id)
        one = _standing(circle, part_id, now)
        if partner is None or one.stands not in {"open", "theirs"}:
            return
        services.offer(item=one.seen.item, me=me, to=partner, takes=one.taker == me, key=key, now=now)


def refuse(*, circle: Circle, part_id: UUID, now: datetime) -> None:
    """Not this week: the part rests for seven days, whoever said so, and an offer on it is over."""
    me, today = circle.me, family_day(circle.me, now=now)
    with transaction.atomic():
        hold_family(me.family_id)
        one = _standing(circle, part_id, now)
        if one.stands == "agreed":
            raise Refused(MOVED)
        if one.seen.offer and one.seen.offer.by == me:
            services.take_back(offer=one.seen.offer, me=me, now=now)
        elif one.seen.offer:
            services.answer_offer(offer=one.seen.offer, me=me, yes=False, now=now)
        Part.objects.filter(pk=part_id).update(refused_on=today)
        ring_partners(me.family_id, now)


def take_back(*, circle: Circle, part_id: UUID, now: datetime) -> None:
    """Take back one's own yes, while the other has not said theirs."""
    with transaction.atomic():
        hold_family(circle.me.family_id)
        one = _standing(circle, part_id, now)
        if one.stands == "agreed":
            raise Refused(MOVED)
        if one.stands == "mine" and one.seen.offer:
            services.take_back(offer=one.seen.offer, me=circle.me, now=now)


def _standing(circle: Circle, part_id: UUID, now: datetime) -> PartSeen:
    """Return a part as it stands now. Raises `Refused` when it is over."""
    part = selectors.part_seen_by(circle, part_id, today=family_day(circle.me, now=now))
    found = part and next((one for one in week_seen(circle, now=now).parts if one.part.pk == part.pk), None)
    if not found:
        raise Refused(services.GONE)
    return found
