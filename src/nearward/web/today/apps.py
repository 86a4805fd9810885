"""The today app."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Today: the room where the others meet."""

    name = "nearward.web.today"
