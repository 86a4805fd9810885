"""The notify app."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """Signals to phones."""

    name = "nearward.web.notify"
