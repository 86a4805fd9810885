"""What a family holds as the week planner sees it, and its steps back in the family's words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from nearward.domain.labor import STAGES
from nearward.domain.labor import Responsibility as Held
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence
from nearward.domain.week.explain import reason
from nearward.domain.week.held import Said, week_of
from nearward.domain.week.problem import Week
from nearward.domain.week.solve import Change, Row, frontier
from nearward.web.holding.models import Responsibility
from nearward.web.holding.waiting import RoomsSaid
from nearward.web.nights.needs import needs_ahead
from nearward.web.people.selectors import Circle


def held_of(row: Responsibility, circle: Circle, *, stays: bool = False) -> Held:
    """Return an item as the domain knows it, with ids for names; `stays` where no plan may move it now."""
    ids = {stage: str(holder.pk) if (holder := getattr(row, stage)) else "" for stage in STAGES}
    can = frozenset(str(one.pk) for one in circle.partners) - frozenset(row.cannot)
    return Held(
        id=str(row.pk), title=row.title, kind=row.kind, minutes=row.minutes, mental=row.mental, can=can,
        taste=row.taste, fixed_time=row.fixed_time, pinned=stays, locked_until=row.locked_until, **ids,
    )  # fmt: skip


def said_of_both(circle: Circle, rooms: RoomsSaid | None = None, *, now: datetime) -> tuple[Said, Said]:
    """Return need and room of both over the coming week, from open words alone, for a circle of two partners.

    With `rooms`, nothing goes to a partner who said lately that there is none.
    """
    needs = needs_ahead(circle, now=now)
    first, second = (
        Said(
            str(one.pk),
            float(needs[one.pk].mean_need),
            float(needs[one.pk].mean_room),
            has_room=rooms is None or not rooms.has_none(one, now),
        )
        for one in circle.partners
    )
    return first, second


def best_rows(
    held: Sequence[Held], said: tuple[Said, Said], today: date, most: int
) -> tuple[Week, tuple[Row, ...]]:
    """Return the week and its best plan for every number of changes up to `most`; none where it is too fine."""
    week = week_of(held, said, today, max_changes=most)
    try:
        return week, frontier(week, turn=today.isocalendar().week)
    except Refused:
        return week, ()


def why(circle: Circle, week: Week, best: Row, change: Change) -> Sentence:
    """Return why a change is proposed, with names in place of ids."""
    names = {str(one.pk): one.name for one in circle.partners}
    said = reason(week, best, change)
    return replace(said, values={name: names.get(str(value), value) for name, value in said.values.items()})
