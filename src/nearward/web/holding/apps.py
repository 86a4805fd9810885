"""The holding app."""

from django.apps import AppConfig


class HoldingConfig(AppConfig):
    """Holding: who notices, plans and does what."""

    name = "nearward.web.holding"
