"""How grants go when one leaves or erases everything."""

from nearward.web.grants.models import Counsel
from nearward.web.grants.services import let_go_on
from nearward.web.people.models import Caregiver


def end_of(place: Caregiver) -> None:
    """End whom this person let in, with everything they gave: leaving ends every consent."""
    Counsel.objects.filter(of=place).delete()
    let_go_on(place.family_id)


def erase_of(place: Caregiver) -> None:
    """Erase it: the same."""
    end_of(place)
