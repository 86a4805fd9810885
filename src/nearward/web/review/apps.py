"""The review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The weekly review."""

    name = "nearward.web.review"
