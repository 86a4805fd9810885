"""The asks app."""

from django.apps import AppConfig


class AsksConfig(AppConfig):
    """Asks, answers and hand-overs."""

    name = "nearward.web.asks"
