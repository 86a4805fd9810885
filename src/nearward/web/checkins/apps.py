"""The checkins app."""

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    """Check-ins: what a person says of now, open to the partner, and what stays with them."""

    name = "nearward.web.checkins"
