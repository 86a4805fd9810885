"""The hours of one night in words, the same on every screen: to the reader as "you", to the others by name."""

from django.utils.translation import gettext as _

from nearward.web.nights.selectors import NightSeen
from nearward.web.people.selectors import Circle
from nearward.web.watch.selectors import baby_at_home


def hours_said(seen: NightSeen | None, circle: Circle) -> tuple[str, ...]:
    """Say who has the baby from when to when and, once it is agreed, when the reader's sleep is protected."""
    if seen is None or seen.plan.duty is None:
        return ()
    yours, theirs = _("You have %(baby)s %(start)s–%(end)s."), _("%(name)s has %(start)s to %(end)s.")
    lines = [
        (yours if person == circle.me else theirs)
        % {"name": person.name, "baby": baby_at_home(circle), "start": start, "end": end}
        for start, end, person in seen.turns
    ]
    rest = seen.rest_of(circle.me) if seen.holds else None
    kept = _("Your sleep is protected %(start)s–%(end)s.")
    return (*lines, kept % {"start": rest[0], "end": rest[1]}) if rest else tuple(lines)
