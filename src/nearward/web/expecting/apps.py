"""The expecting app."""

from django.apps import AppConfig


class ExpectingConfig(AppConfig):
    """Before birth."""

    name = "nearward.web.expecting"
