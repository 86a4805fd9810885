"""Who hears of something new: everyone it concerns, but not who sleeps by an agreed plan, unless it cannot wait."""

from collections.abc import Iterable
from datetime import datetime

from nearward.web.nights.selectors import resting_until
from nearward.web.notify import services as notify
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle


def tell(*, circle: Circle, people: Iterable[Caregiver], now: datetime, cannot_wait: bool = False) -> None:
    """Signal the phones of these people; a protected block stays quiet."""
    awake = [one for one in people if cannot_wait or not resting_until(circle, one, now=now)]
    notify.tell([one.person_id for one in awake], cannot_wait=cannot_wait)
