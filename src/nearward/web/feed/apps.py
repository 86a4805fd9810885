"""The feed app."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """The calendar link of a caregiver, and what it shows."""

    name = "nearward.web.feed"
