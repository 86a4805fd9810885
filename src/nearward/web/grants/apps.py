"""The grants app."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """What partners let their counselor read."""

    name = "nearward.web.grants"
