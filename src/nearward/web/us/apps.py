"""The us app."""

from django.apps import AppConfig


class UsConfig(AppConfig):
    """Us: what the two look at together."""

    name = "nearward.web.us"
