"""The export app."""

from django.apps import AppConfig


class ExportConfig(AppConfig):
    """Export: what a person takes along. It has no tables, and leaves no trace of having been used."""

    name = "nearward.web.export"
