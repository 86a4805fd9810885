"""The reads of time together: what the two of today said to each other, and nothing that has faded."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from nearward.data.together import things
from nearward.domain import together as rules
from nearward.domain.review import week_of
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, family_day
from nearward.web.together.models import Shared


@dataclass(frozen=True)
class ThingSeen:
    """One small thing as one of the two sees it."""

    row: Shared
    by: Caregiver
    words: str
    state: rules.State
    today: date

    @property
    def this_week(self) -> bool:
        """Whether its day lies in the week that is on."""
        return self.row.week == week_of(self.today)

    @property
    def is_over(self) -> bool:
        """Whether its day has passed; nothing asks whether it came to be."""
        return self.row.day < self.today

    @property
    def waits_for_me(self) -> bool:
        """Whether the other suggested it and I have not answered."""
        return not (self.state.mine or self.state.agreed or self.state.rests or self.is_over)


def between(circle: Circle) -> QuerySet[Shared]:
    """Return what stands between the two partners of today."""
    me, partner = circle.me, circle.partner
    both = Q(by=me, to=partner) | Q(by=partner, to=me)
    return Shared.objects.filter(both, family=me.family_id) if partner else Shared.objects.none()


def seen_now(circle: Circle, *, now: datetime) -> list[ThingSeen]:
    """Return the small things of this week and the next, in order; after a loss none that speaks of a baby."""
    today = family_day(circle.me, now=now)
    rows = between(circle).filter(week__gte=week_of(today)).order_by("week")
    seen = [as_seen(row, circle, today) for row in rows]
    return [one for one in seen if not circle.grieves or not _of_a_baby(one.row.thing)]


def _of_a_baby(key: str) -> bool:
    return key in things() and things()[key].baby


def as_seen(row: Shared, circle: Circle, today: date) -> ThingSeen:
    """Return a row as `circle.me` sees it."""
    by = next(person for person in circle.partners if person.pk == row.by_id)
    listed = things().get(row.thing)
    return ThingSeen(row, by, row.words or (_(listed.title) if listed else ""), state_of(row, circle.me), today)


def state_of(row: Shared, me: Caregiver) -> rules.State:
    """Return how a row stands, seen from `me`."""
    return rules.State(
        row.number, row.by_id == me.pk, row.agreed, row.rested_by_id is not None, row.rested_by_id == me.pk
    )


def thing_seen_by(circle: Circle, thing_id: UUID, *, now: datetime) -> Shared:
    """Return a small thing between the two that has not faded, or 404."""
    today = family_day(circle.me, now=now)
    row = between(circle).filter(pk=thing_id, week__gte=week_of(today)).first()
    if row is None:
        raise Http404
    return row


def offered(circle: Circle) -> list[rules.Thing]:
    """Return the list to choose from; after a loss without those that speak of a baby, and so with none here."""
    here = bool(circle.children) and any(child.born_on and child.home for child in circle.children)
    return [thing for thing in things().values() if here or not thing.baby]


def free_days(seen: list[ThingSeen], today: date) -> list[date]:
    """Return the days one may choose: those of weeks without a small thing."""
    taken = {one.row.week for one in seen}
    return [day for day in rules.days_ahead(today) if week_of(day) not in taken]
