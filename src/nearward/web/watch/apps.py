"""The watch app."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    """Who has the baby right now."""

    name = "nearward.web.watch"
