"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """A counselor's desk."""

    name = "nearward.web.desk"
