"""The reflection app."""

from django.apps import AppConfig


class ReflectionConfig(AppConfig):
    """Reflection, in Mine."""

    name = "nearward.web.reflection"
