"""The mine app."""

from django.apps import AppConfig


class MineConfig(AppConfig):
    """Mine: the locked room, and what a person chose to show from it."""

    name = "nearward.web.mine"
