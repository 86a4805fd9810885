"""The only writes of Holding. What changes hands does so by who will hold it, and with who holds it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from nearward.domain import holding
from nearward.domain.labor import KINDS, LOCKED, STAGES, Starter
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_
from nearward.web.core import live
from nearward.web.core.once import once
from nearward.web.holding.models import Offer, Part, Quiet, Responsibility
from nearward.web.holding.selectors import is_open, with_rooms
from nearward.web.holding.waiting import latest_end
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import family_day, in_force
from nearward.web.people.services import people_of

GONE = N_("This offer is over. The page shows how it is now.")
OFFERED = N_("This is offered already. The page shows how it is now.")


@dataclass(frozen=True)
class New:
    """One thing to write down, and whether the one who writes holds it."""

    title: str
    kind: str
    mine: bool = False
    minutes: int = 30
    mental: int = 2
    plain: bool = False


def of_starter(starter: Starter) -> New:
    """Return a starter as a thing to write down; nobody holds it yet."""
    return New(starter.title, starter.kind, minutes=starter.minutes, mental=starter.mental, plain=not starter.baby)


def add(*, me: Caregiver, items: Sequence[New], key: UUID, now: datetime) -> UUID:
    """Write things down, open or held by the one who writes. Returns the id of the first."""
    for item in items:
        if item.kind not in KINDS:
            raise Refused(say(N_("Choose a kind for “%(title)s”."), title=item.title), field="kind")

    def make() -> UUID:
        there = Responsibility.objects.filter(family=me.family_id, ended_at__isnull=True).count()
        if there + len(items) > holding.MOST_HELD:
            raise Refused(N_("Three hundred things are held here. Put some away first."), field="text")
        made = [_new(me, item, now) for item in items]
        Responsibility.objects.bulk_create(made)
        ring(me.family_id, now)
        return made[0].pk

    body = ["hold", [vars(item) for item in items]]
    return once(author=me.person, key=key, body=body, make=make)


def _new(me: Caregiver, new: New, now: datetime) -> Responsibility:
    held = dict.fromkeys(STAGES, me) if new.mine else {}
    return Responsibility(
        family_id=me.family_id, written_by=me, title=new.title, kind=new.kind, minutes=new.minutes,
        mental=new.mental, plain=new.plain, created_at=now, **held,
    )  # fmt: skip


@transaction.atomic
def take(*, item: Responsibility, me: Caregiver, stage: str, now: datetime) -> None:
    """Take an open stage, or the whole where nobody else holds a part. Raises `Refused` for what another holds."""
    row = locked(item, now)
    _hold(row, holding.taken(stages_of(row, now), stage, str(me.pk)), me, now)


@transaction.atomic
def let_go(*, item: Responsibility, me: Caregiver, stage: str, now: datetime) -> None:
    """Let go of a stage of one's own, or of all: it is open then, and nobody has to take it."""
    row = locked(item, now)
    _hold(row, holding.let_go(stages_of(row, now), stage, str(me.pk)), me, now)


def offer(*, item: Responsibility, me: Caregiver, to: Caregiver, takes: bool, key: UUID, now: datetime) -> UUID:
    """Offer to hand an item over whole, or (`takes`) to take it whole from the one who holds it.

    Where the other already offers the same, both have said it, and it moves at once.
    """

    def make() -> UUID:
        row = locked(item, now)
        taker = me if takes else to
        holding.accept_offer(stages_of(row, now), by=str(me.pk), to=str(to.pk), taker=str(taker.pk))
        open_one = _open_offer(row, now)
        if open_one is not None:
            if (open_one.by_id, open_one.to_id, open_one.takes) == (to.pk, me.pk, not takes):
                _say_yes(open_one, row, now)
                return open_one.pk
            if not (open_one.waits and open_one.to_id == me.pk):
                raise Refused(OFFERED)
            _end(open_one, Offer.How.OVER, now)  # `me` has not seen it, and what `me` offers goes first
        return _made(row, me, to, takes, now).pk

    return once(author=me.person, key=key, body=["offer", item.pk, to.pk, takes], make=make)


def _made(row: Responsibility, me: Caregiver, to: Caregiver, takes: bool, now: datetime) -> Offer:
    try:
        with transaction.atomic():
            made = Offer(item=row, by=me, to=to, takes=takes, made_at=now)
            made.fades_at = latest_end(made)
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(OFFERED) from None
    ring(row.family_id, now, to)
    return made


@transaction.atomic
def answer_offer(*, offer: Offer, me: Caregiver, yes: bool, now: datetime) -> None:
    """Answer an offer made to one. Raises `Refused` when it is over, or not `me`'s to answer."""
    if offer.to_id != me.pk:
        raise Refused(N_("Only the person this was offered to can answer."))
    row = locked(offer.item, now)
    standing = _standing(offer, now)
    if yes:
        _say_yes(standing, row, now)
    else:
        _end(standing, Offer.How.NO, now)
        _rest(standing, family_day(me, now=now))
        ring(row.family_id, now, me)


@transaction.atomic
def take_back(*, offer: Offer, me: Caregiver, now: datetime) -> None:
    """Take one's own offer back. Doing it twice changes nothing; one that was answered stays answered."""
    if offer.by_id != me.pk:
        raise Refused(N_("Only the person who offered can take it back."))
    Offer.objects.filter(pk=offer.pk, ended_at__isnull=True).update(ended_at=now, ended_how=Offer.How.BACK)
    ring(offer.item.family_id, now, offer.to)


def _standing(offer: Offer, now: datetime) -> Offer:
    """Return the offer read again inside the transaction; it may have been answered since the page was opened."""
    row = Offer.objects.select_related("by__person", "to__person").filter(pk=offer.pk, ended_at__isnull=True)
    standing = _still_open(list(row), now)
    if standing is None:
        raise Refused(GONE)
    return standing


def _say_yes(offer: Offer, row: Responsibility, now: datetime) -> None:
    taker = offer.by if offer.takes else offer.to
    if not Caregiver.objects.filter(in_force(now), pk=taker.pk).exists():
        raise Refused(GONE)
    stages = stages_of(row, now)
    holding.accept_offer(stages, by=str(offer.by_id), to=str(offer.to_id), taker=str(taker.pk))
    _end(offer, Offer.How.YES, now)
    _hold(row, dict.fromkeys(STAGES, str(taker.pk)), taker, now, heard=offer.by)


def _end(offer: Offer, how: str, now: datetime) -> None:
    Offer.objects.filter(pk=offer.pk).update(ended_at=now, ended_how=how)


def _rest(offer: Offer, today: date) -> None:
    """Let the same move rest in the week's proposal too, so that nobody says no to one thing twice."""
    taker = offer.by_id if offer.takes else offer.to_id
    named = Part.objects.filter(item=offer.item_id, taker=taker, refused_on__isnull=True)
    named.filter(plan__ends_on__gt=today).update(refused_on=today)


def _open_offer(row: Responsibility, now: datetime) -> Offer | None:
    """Return the offer that stands on an item; one whose time has passed is ended first."""
    found = list(row.offers.filter(ended_at__isnull=True).select_related("by__person", "to__person"))
    standing = _still_open(found, now)
    if found and standing is None:
        _end(found[0], Offer.How.OVER, now)
    return standing


def _still_open(found: list[Offer], now: datetime) -> Offer | None:
    return next((offer for offer in with_rooms(found, None, now=now) if is_open(offer, now)), None)


def locked(item: Responsibility, now: datetime) -> Responsibility:
    """Return the item as it stands now, held for this transaction; two at once meet here."""
    row = Responsibility.objects.select_for_update().filter(pk=item.pk, ended_at__isnull=True).first()
    if row is None:
        raise Refused(N_("This was put away. You can bring it back first."))
    return row


def stages_of(row: Responsibility, now: datetime) -> dict[str, str]:
    """Return the holder of each stage; who is no longer here holds nothing."""
    ids = {stage: getattr(row, f"{stage}_id") for stage in STAGES}
    here = set(
        Caregiver.objects.filter(in_force(now), pk__in=filter(None, ids.values())).values_list("pk", flat=True)
    )
    return {stage: str(holder) if holder in here else "" for stage, holder in ids.items()}


def _hold(
    row: Responsibility, stages: dict[str, str], who: Caregiver, now: datetime, heard: Caregiver | None = None
) -> None:
    """Save the holders. Held whole by someone new, it stays there for 14 days as far as any plan goes."""
    whole = set(stages.values()) == {str(who.pk)}
    before = set(stages_of(row, now).values())
    if whole and before != {str(who.pk)}:
        row.locked_until = family_day(who, now=now) + LOCKED
        row.cannot = [one for one in row.cannot if one != str(who.pk)]
    for stage, holder in stages.items():
        setattr(row, f"{stage}_id", UUID(holder) if holder else None)
    row.save(update_fields=[*STAGES, "locked_until", "cannot"])
    row.offers.filter(ended_at__isnull=True).update(ended_at=now, ended_how=Offer.How.OVER)
    ring(row.family_id, now, who, heard)


@transaction.atomic
def say_planned(*, item: Responsibility, me: Caregiver, planned: bool, now: datetime) -> None:
    """Say whether a plan for it exists, so that nobody has to ask."""
    row = locked(item, now)
    row.planned = planned
    row.save(update_fields=["planned"])
    ring(row.family_id, now, me, *helper_of(row))


@transaction.atomic
def put_away(*, item: Responsibility, now: datetime) -> None:
    """End an item: nobody holds it any more, and nothing is offered. It can be brought back as it was."""
    helper = helper_of(item)
    Responsibility.objects.filter(pk=item.pk, ended_at__isnull=True).update(ended_at=now)
    item.offers.filter(ended_at__isnull=True).update(ended_at=now, ended_how=Offer.How.OVER)
    ring(item.family_id, now, *helper)


@transaction.atomic
def bring_back(*, item: Responsibility, plain: bool, now: datetime) -> None:
    """Bring back what was put away. `plain`: a person chose to see it again after a loss."""
    Responsibility.objects.filter(pk=item.pk).update(ended_at=None, plain=item.plain or plain)
    ring(item.family_id, now, *helper_of(item))


def end_offers_of(place: Caregiver, *, now: datetime) -> None:
    """End every offer by or to someone who leaves."""
    open_ones = Offer.objects.filter(Q(by=place) | Q(to=place), ended_at__isnull=True)
    open_ones.update(ended_at=now, ended_how=Offer.How.OVER)


def not_this_week(*, me: Caregiver, now: datetime) -> None:
    """Have no more invitations for a week; nobody else hears of it."""
    Quiet.objects.update_or_create(who=me, defaults={"since": family_day(me, now=now)})


def helper_of(row: Responsibility) -> list[Caregiver]:
    """Return the helper who holds an item, if one does."""
    return list(Caregiver.objects.filter(Q(pk=row.notice_id), role=Caregiver.Role.HELPER))


def ring(family_id: UUID, now: datetime, *also: Caregiver | None) -> None:
    """Ring both partners, and a helper whose item it is; another helper hears nothing."""
    live.ring({*people_of(family_id, now, partners_only=True), *(one.person_id for one in also if one)})
