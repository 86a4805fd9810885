"""The only writes of who has the baby right now. Nobody has the baby by another's tap."""

from datetime import datetime
from uuid import UUID

from nearward.web.people.models import Caregiver
from nearward.web.watch.models import Watch


def take_watch(*, me: Caregiver, relieved: Caregiver | None, until: datetime, now: datetime) -> None:
    """Have the baby from now on, until `until`. The caller holds the family's row."""
    Watch.objects.update_or_create(
        family_id=me.family_id,
        defaults={"holder": me, "since": now, "until": until, "relieved": relieved},
    )


def end_watch(family_id: UUID) -> None:
    """End what holds by a tap; a plan that was agreed counts again."""
    Watch.objects.filter(family=family_id).delete()


def forget_past(now: datetime) -> None:
    """Delete what is over; with nothing to delete, nothing is written."""
    past = Watch.objects.filter(until__lte=now)
    if past.exists():
        past.delete()


def move_watch(family_id: UUID, *, since: datetime, until: datetime) -> None:
    """Let who took the baby for someone's space, after `since`, have it until that one is back."""
    Watch.objects.filter(family=family_id, since__gte=since, relieved__isnull=True).update(until=until)
