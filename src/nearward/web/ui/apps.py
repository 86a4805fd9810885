"""The ui app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look: base page, parts, icons, the lean as a picture."""

    name = "nearward.web.ui"
