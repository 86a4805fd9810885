"""The week app."""

from django.apps import AppConfig


class WeekConfig(AppConfig):
    """The week ahead, above the nights and Holding."""

    name = "nearward.web.week"
