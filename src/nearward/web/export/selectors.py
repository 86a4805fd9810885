"""Every form a person kept, wherever they are or were a partner."""

from nearward.domain.screening.fhir import Answered
from nearward.web.people.models import Caregiver, Person
from nearward.web.people.selectors import wrapped_key
from nearward.web.screening.exporting import answered_by


def forms_of(person: Person) -> list[Answered]:
    """Return them, oldest first."""
    wrapped = wrapped_key(person.pk)
    places = Caregiver.objects.filter(person=person).select_related("person")
    return sorted((one for place in places for one in answered_by(place, wrapped)), key=lambda one: one.at)
