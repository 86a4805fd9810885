"""The relief app."""

from django.apps import AppConfig


class ReliefConfig(AppConfig):
    """Calls for someone to take over now."""

    name = "nearward.web.relief"
