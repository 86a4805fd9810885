"""The domain's sentences in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.domain.sentence import Sentence


def translated(said: str | Sentence) -> str:
    """Translate a constant, or a sentence with its values, into the language of the request."""
    if isinstance(said, str):
        return _(said)
    return _(said.message) % {name: _local(value) for name, value in said.values.items()}


def _local(value: object) -> object:
    if isinstance(value, Sentence):
        return translated(value)
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else value
