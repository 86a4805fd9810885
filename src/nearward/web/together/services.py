"""The writes of time together. Each deletes what has faded, so that no history grows."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nearward.data.together import things
from nearward.domain import together as rules
from nearward.domain.refused import Refused
from nearward.domain.review import week_of
from nearward.domain.words import N_
from nearward.web.core.once import once
from nearward.web.people.selectors import Circle, family_day
from nearward.web.people.services import hold_family, ring_partners
from nearward.web.together import selectors
from nearward.web.together.models import Shared

ONE_A_WEEK = N_("There is one small thing for that week already. You can say another time to it.")


def suggest(*, circle: Circle, what: rules.What, key: UUID, now: datetime) -> UUID:
    """Suggest one small thing to the partner; it is on once they say yes."""
    me, partner, today = circle.me, circle.partner, family_day(circle.me, now=now)
    if partner is None:
        raise Refused(N_("This needs two, and nobody else is here now."))
    accepted = replace(what, thing="" if what.words else what.thing)
    rules.accept(accepted, today=today)
    if accepted.thing and accepted.thing not in things():
        raise Refused(N_("Choose one small thing, or write your own."), field="thing")

    def make() -> UUID:
        hold_family(me.family_id)
        _forget(circle, today)
        _refuse_a_second(circle, week_of(what.day))
        made = Shared.objects.create(
            family_id=me.family_id, by=me, to=partner, week=week_of(what.day), day=what.day, at=what.at,
            thing=accepted.thing, words=accepted.words,
        )  # fmt: skip
        ring_partners(me.family_id, now)
        return made.pk

    return once(author=me.person, key=key, body=["together", vars_of(what), partner.pk], make=make)


def vars_of(what: rules.What) -> list[object]:
    """Return what is suggested as plain values."""
    return [what.day, what.at, what.thing, what.words]


def _forget(circle: Circle, today: date) -> None:
    """Delete what has faded, what was said with someone no longer here, and after a loss what speaks of a baby."""
    family = Shared.objects.filter(family=circle.me.family_id)
    family.filter(week__lt=week_of(today)).delete()
    family.exclude(pk__in=selectors.between(circle).values("pk")).delete()
    if circle.grieves:
        family.filter(thing__in=[key for key, thing in things().items() if thing.baby]).delete()


def _refuse_a_second(circle: Circle, week: date, but: Shared | None = None) -> None:
    standing = selectors.between(circle).filter(week=week)
    if (standing.exclude(pk=but.pk) if but else standing).exists():
        raise Refused(ONE_A_WEEK, field="day")


def agree(*, circle: Circle, thing_id: UUID, seen: int, now: datetime) -> None:
    """Say yes to exactly what one read."""
    with transaction.atomic():
        row = _held(circle, thing_id, now)
        rules.agree(selectors.state_of(row, circle.me), seen=seen)
        row.agreed = True
        _save(row, circle, now)


def another_time(*, circle: Circle, thing_id: UUID, what: rules.What, seen: int, now: datetime) -> None:
    """Suggest another time for the same small thing; the other says yes to it, or not."""
    with transaction.atomic():
        today, row = family_day(circle.me, now=now), _held(circle, thing_id, now)
        assert circle.partner is not None
        after = rules.another_time(selectors.state_of(row, circle.me), seen=seen)
        rules.accept_day(what.day, today=today)
        _refuse_a_second(circle, week_of(what.day), but=row)
        row.by, row.to, row.agreed, row.number = circle.me, circle.partner, False, after.number
        row.week, row.day, row.at = week_of(what.day), what.day, what.at
        _save(row, circle, now)


def rest(*, circle: Circle, thing_id: UUID, seen: int, now: datetime) -> None:
    """Say "not this week", without a reason."""
    with transaction.atomic():
        row = _held(circle, thing_id, now)
        after = rules.rest(selectors.state_of(row, circle.me), seen=seen)
        row.agreed = after.agreed
        row.rested_by = circle.me if after.rested_by_me else row.rested_by
        _save(row, circle, now)


def take_back(*, circle: Circle, thing_id: UUID, seen: int, now: datetime) -> None:
    """Let it stand again as a suggestion, after one's own "not this week"."""
    with transaction.atomic():
        row = _held(circle, thing_id, now)
        rules.take_back(selectors.state_of(row, circle.me), seen=seen)
        row.rested_by = None
        _save(row, circle, now)


def _held(circle: Circle, thing_id: UUID, now: datetime) -> Shared:
    hold_family(circle.me.family_id)
    return selectors.thing_seen_by(circle, thing_id, now=now)


def _save(row: Shared, circle: Circle, now: datetime) -> None:
    row.save()
    ring_partners(circle.me.family_id, now)
