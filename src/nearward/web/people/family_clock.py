"""The writes of the family's zone: suggest one, agree to it, let it go."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from nearward.domain import family_clock
from nearward.domain.family_clock import Suggestion
from nearward.web.core import live
from nearward.web.people.models import Family, ZoneSuggestion
from nearward.web.people.selectors import Circle, zone_suggested
from nearward.web.people.services import hold_family, people_of


def suggest_zone(*, circle: Circle, zone: str, seen: int, now: datetime) -> bool:
    """Suggest another zone to the partner; without a partner, change it. Return whether it changed.

    Agreed nights keep their instants: each planned night carries the zone it was planned in.
    """
    with _clock_of(circle, now) as (family, row, latest):
        made = family_clock.suggest(latest, zone=zone, current=family.zone, seen=seen)
        if circle.partner is None:
            _go_by(family, row, made.zone, made.number)
            return True
        ZoneSuggestion.objects.update_or_create(
            family=family, defaults={"by": circle.me, "zone": made.zone, "number": made.number}
        )
    return False


def agree_to_zone(*, circle: Circle, seen: int, now: datetime) -> None:
    """Agree to the zone the partner suggested: from now on nights and weeks go by it."""
    with _clock_of(circle, now) as (family, row, latest):
        _go_by(family, row, family_clock.agree(latest, seen=seen), seen + 1)


def let_zone_go(*, circle: Circle, seen: int, now: datetime) -> None:
    """Take my suggestion back, or decline the partner's; the zone stays as it is."""
    with _clock_of(circle, now) as (family, row, latest):
        _go_by(family, row, family.zone, family_clock.let_go(latest, seen=seen).number)


@contextmanager
def _clock_of(circle: Circle, now: datetime) -> Iterator[tuple[Family, ZoneSuggestion | None, Suggestion]]:
    """Lock the family row and yield the latest suggestion; ring everyone's open pages afterwards."""
    with transaction.atomic():
        hold_family(circle.me.family_id)
        family = Family.objects.get(pk=circle.me.family_id)
        row = ZoneSuggestion.objects.filter(family=family).first()
        waits = row is not None and zone_suggested(circle) is not None
        yield (
            family,
            row,
            Suggestion(
                row.number if row else 0,
                row.zone if row and waits else "",
                row is not None and row.by_id == circle.me.pk,
            ),
        )
        live.ring(people_of(family.pk, now))


def _go_by(family: Family, row: ZoneSuggestion | None, zone: str, number: int) -> None:
    """Clear the suggestion, and set the zone of the family."""
    if row is not None:
        row.zone, row.number = "", number
        row.save(update_fields=["zone", "number"])
    family.zone = zone
    family.save(update_fields=["zone"])
