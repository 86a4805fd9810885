"""The reads of the week ahead."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from nearward.domain.nights.family import evening_of
from nearward.web.babylog.care import cares_now
from nearward.web.nights.selectors import NightSeen, nights_from
from nearward.web.people.selectors import Circle, zone_of


def at_home(circle: Circle) -> bool:
    """Whether a baby is at home."""
    return circle.baby_at_home


def are_planned(circle: Circle, *, now: datetime) -> bool:
    """Whether there are nights to plan: with a baby at home, of whom something is known at this age."""
    return bool(cares_now(circle.children, now=now, zone=zone_of(circle.me.family)))


def nights_ahead(circle: Circle, *, now: datetime) -> list[NightSeen]:
    """Return the proposed nights from tonight on; none where no baby is at home."""
    return nights_from(circle, evening_of(now, zone_of(circle.me.family)))


def to_agree(nights: Sequence[NightSeen]) -> list[NightSeen]:
    """Return the nights one could say yes to now."""
    return [seen for seen in nights if not seen.mine and not seen.row.put_off and seen.plan.duty is not None]


def last_morning(nights: Sequence[NightSeen]) -> date | None:
    """Return the morning on which the last of these nights ends."""
    return nights[-1].row.evening + timedelta(days=1) if nights else None
