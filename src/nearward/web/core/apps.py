"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Holds the table of submissions."""

    name = "nearward.web.core"
