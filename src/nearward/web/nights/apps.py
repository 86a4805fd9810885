"""The nights app."""

from django.apps import AppConfig


class NightsConfig(AppConfig):
    """Nights: proposals, agreements, and the hours they rest on."""

    name = "nearward.web.nights"
