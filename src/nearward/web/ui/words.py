"""Sentences of the domain in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.domain.sentence import Sentence


def in_words(sentence: Sentence) -> str:
    """Translate a sentence of the domain and fill in its values; days are written as people say them."""
    return _(sentence.message) % {name: _value(value) for name, value in sentence.values.items()}


def _value(value: object) -> object:
    return date_format(value, "j F") if isinstance(value, date) else value
