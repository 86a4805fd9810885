"""The help app."""

from django.apps import AppConfig


class HelpConfig(AppConfig):
    """Help and Safety at home: pages that need no database."""

    name = "nearward.web.help"
