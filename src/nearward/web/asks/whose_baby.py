"""Who has the baby while someone takes space: as they said, and as others said by their own tap."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nearward.domain import space
from nearward.web.asks.models import Given
from nearward.web.asks.words import clock
from nearward.web.nights.on_duty import helpers_on_duty
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.watch.selectors import WatchSeen, babies_at_home, baby_at_home


@dataclass(frozen=True)
class BabySeen:
    """What a page says of the baby while someone takes space, and whether its reader may say "I've got Noor"."""

    baby: str
    said: str
    may_take: bool


def baby_of(given: Given, circle: Circle, watch: WatchSeen | None, *, now: datetime) -> BabySeen | None:
    """Return who has the baby while `given` is taken; None without a baby at home, or once its time has passed."""
    baby = baby_at_home(circle)
    if not baby or given.how != Given.How.SPACE or not given.key or given.until <= now:
        return None
    if watch is not None and watch.since >= given.given_at and watch.holder != given.giver:
        said = _("%(name)s has %(baby)s until %(time)s.")
        values = {"name": watch.holder.name, "baby": baby, "time": clock(watch.until)}
        return BabySeen(baby, said % values, may_take=False)
    said = _crib(circle) if given.key == space.CRIB else _still(circle)
    said = capfirst(said % {"name": given.giver.name, "baby": baby})
    return BabySeen(baby, said, may_take=circle.me != given.giver)


def answers(circle: Circle, *, now: datetime) -> list[tuple[str, str]]:
    """Return the answers to who has the baby until then; none without a baby at home."""
    baby = baby_at_home(circle)
    if not baby:
        return []
    near: list[tuple[str, str]] = []
    if circle.partner:
        near.append((space.PARTNER, _("%(name)s, who just said yes") % {"name": circle.partner.name}))
    for helper in helpers_on_duty(circle, now=now)[:1]:
        near.append((space.HELPER, _("%(name)s, who is on duty and said yes") % {"name": helper.name}))
    return [*near, (space.CRIB, capfirst(_mine(circle) % {"baby": baby}))]


def _still(circle: Circle) -> str:
    if len(babies_at_home(circle)) > 1:
        return _("The babies are still with %(name)s.")
    return _("%(baby)s is still with %(name)s.")


def _crib(circle: Circle) -> str:
    if len(babies_at_home(circle)) > 1:
        return _("The babies are safe in their cribs, and %(name)s stays within hearing.")
    return _("%(baby)s is safe in the crib, and %(name)s stays within hearing.")


def _mine(circle: Circle) -> str:
    if len(babies_at_home(circle)) > 1:
        return _("The babies are safe in their cribs and I stay within hearing")
    return _("%(baby)s is safe in the crib and I stay within hearing")


def spaces_for_helper(circle: Circle, *, now: datetime) -> list[Given]:
    """Return the spaces in which a partner counts on `circle.me`, a helper who is on duty now."""
    if circle.me not in helpers_on_duty(circle, now=now):
        return []
    rows = Given.objects.filter(
        family=circle.me.family_id, how=Given.How.SPACE, key=space.HELPER, until__gt=now,
        ended_at__isnull=True, giver__in=circle.partners,
    )  # fmt: skip
    people: dict[object, Caregiver] = {one.pk: one for one in circle.partners}
    found = list(rows.order_by("given_at")[:2])
    for row in found:
        row.giver = people[row.giver_id]
    return found
