"""Where `nearward import` writes: which family and child on this server, and the answer in the same shape."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import DatabaseError

from nearward.domain.babylog.files import LogFile
from nearward.domain.babylog.reading import Reading
from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_
from nearward.web.babylog.packing import Opened
from nearward.web.babylog.services import Chosen, import_records
from nearward.web.core.clock import now
from nearward.web.people.models import Child, Family

NO_DATABASE = N_("The database is not there or not up to date. Start Nearward once, and try again.")


def bring_in(
    files: Sequence[tuple[LogFile, str]], *, family: str | None, baby: str, who: str, zone: ZoneInfo
) -> Reading:
    """Bring a log in for one child and return what it gave; raises `Refused` with one sentence."""
    opened = [Opened(log, sha256) for log, sha256 in files]
    try:
        child = _child(_family(family), baby)
        chosen = Chosen(child, zone, who or _as_the_log_says(child, files))
        return import_records(files=opened, chosen=chosen, by=None, now=now()).reading
    except DatabaseError:
        raise Refused(say(NO_DATABASE)) from None


def _family(family: str | None) -> Family:
    """Return the family named, or the only one."""
    if family is not None:
        ident = _uuid(family)
        found = Family.objects.filter(pk=ident).first() if ident else None
        if found is None:
            raise Refused(say(N_("There is no family %(family)s on this server."), family=family))
        return found
    families = list(Family.objects.order_by("created_at")[:20])
    if len(families) == 1:
        return families[0]
    if not families:
        raise Refused(say(N_("There is no family on this server yet.")))
    listed = ", ".join(f"{one.pk} ({_partners(one)})" for one in families)
    raise Refused(say(N_("Say which family with --family: %(families)s."), families=listed))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _partners(family: Family) -> str:
    places = family.caregivers.filter(role="partner", ended_at__isnull=True).select_related("person")
    return ", ".join(place.name for place in places.order_by("seat"))


def _child(family: Family, baby: str) -> Child:
    """Return the child named, or the only one who is born."""
    living = family.children.filter(lost_at__isnull=True, born_on__isnull=False)
    children = list(living.order_by("created_at", "pk"))
    found = [child for child in children if child.name.casefold() == baby.casefold()] if baby else children
    if len(found) == 1:
        return found[0]
    if not children:
        raise Refused(say(N_("There is no child in this family whose log could come in.")))
    names = ", ".join(child.name or N_("a baby without a name") for child in children)
    if baby and not found:
        raise Refused(say(N_("The children here are %(names)s, not %(baby)s."), names=names, baby=baby))
    raise Refused(say(N_("Say which child with --child NAME: %(names)s."), names=names))


def _as_the_log_says(child: Child, files: Sequence[tuple[LogFile, str]]) -> str:
    """Return the child's name where the log names children; where it only numbers them, most rows decide."""
    named = any(line.named.name for log, _ in files for line in log.lines)
    return child.name if named else ""
