"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Holds persons, families, children and invites."""

    name = "nearward.web.people"
