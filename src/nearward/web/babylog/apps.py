"""The babylog app."""

from django.apps import AppConfig


class BabylogConfig(AppConfig):
    """The baby's log: brought in from another program, looked at first, and undone whole."""

    name = "nearward.web.babylog"
