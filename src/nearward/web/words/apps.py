"""The words app."""

from django.apps import AppConfig


class WordsConfig(AppConfig):
    """Words: hears how a sentence can land, and keeps nothing."""

    name = "nearward.web.words"
