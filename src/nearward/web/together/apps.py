"""The together app."""

from django.apps import AppConfig


class TogetherConfig(AppConfig):
    """What two people agree on and plan for a week."""

    name = "nearward.web.together"
