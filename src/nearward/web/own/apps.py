"""The own app."""

from django.apps import AppConfig


class OwnConfig(AppConfig):
    """What one keeps that is one's own."""

    name = "nearward.web.own"
