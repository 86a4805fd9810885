"""The domain's sentences in the reader's language."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nearward.domain.needs import NEED_WORDS, NEEDS
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


def needs_told(needs: Sequence[str]) -> str:
    """Tell the strongest needs in the order given; where all seven are equally strong, sleep is named of them."""
    if len(needs) == len(NEEDS):
        return _("everything, most of all sleep")
    return ", ".join(_(NEED_WORDS[need]).lower() for need in needs)
