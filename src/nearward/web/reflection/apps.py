"""The reflection app."""

from django.apps import AppConfig


class ReflectionConfig(AppConfig):
    """Reflection, in the room Mine."""

    name = "nearward.web.reflection"
