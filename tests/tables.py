"""The tables that name a person, taken from the models."""

from django.apps import apps

from nearward.web.nights.models import PlannedNight
from nearward.web.people.models import Caregiver, Person

BY_DOCUMENT = {PlannedNight._meta.label}  # its people are ids inside a JSON field, not foreign keys


def tables_that_name_a_person() -> set[str]:
    """Return the labels of all models with a foreign key to a person, or with a person's id in a document."""
    by_key = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model in {Person, Caregiver}
    }
    return by_key | BY_DOCUMENT
