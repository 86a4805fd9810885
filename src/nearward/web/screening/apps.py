"""The screening app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Screening forms, one's own results, and someone to call."""

    name = "nearward.web.screening"
