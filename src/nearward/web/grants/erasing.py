"""How grants go when one leaves or erases everything."""

from datetime import datetime

from nearward.web.core import live
from nearward.web.grants.models import Counsel
from nearward.web.grants.services import let_go_on
from nearward.web.people.models import Caregiver, Person
from nearward.web.people.services import ring_partners


def end_of(place: Caregiver) -> None:
    """End whom this person let in, with everything they gave: leaving ends every consent."""
    Counsel.objects.filter(of=place).delete()
    let_go_on(place.family_id)


def erase_of(place: Caregiver) -> None:
    """Erase it: the same."""
    end_of(place)


def erase_desk_of(person: Person, *, now: datetime) -> None:
    """End every counsel of a counselor who is erased, and whatever they paused: nobody is left to lift it."""
    counsels = list(Counsel.objects.filter(counselor=person.pk).select_related("of"))
    Counsel.objects.filter(pk__in=[one.pk for one in counsels]).delete()
    for one in counsels:
        let_go_on(one.of.family_id)
        live.ring([one.of.person_id])
        if one.shown:
            ring_partners(one.of.family_id, now)
