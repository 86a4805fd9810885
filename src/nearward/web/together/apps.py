"""The together app."""

from django.apps import AppConfig


class TogetherConfig(AppConfig):
    """Time together."""

    name = "nearward.web.together"
