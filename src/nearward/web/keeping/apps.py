"""The keeping app."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """Keeping: backups that open, keys that turn, and erasing that holds. It has no tables."""

    name = "nearward.web.keeping"
