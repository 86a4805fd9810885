"""The expecting app."""

from django.apps import AppConfig


class ExpectingConfig(AppConfig):
    """Expecting a baby."""

    name = "nearward.web.expecting"
