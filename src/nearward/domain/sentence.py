"""A sentence for a person: a message marked for translation, with the values to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message with named places. `str()` is its English; the web translates `message` and fills it."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % {name: _english(value) for name, value in self.values.items()}


def say(message: str, **values: object) -> Sentence:
    """The sentence `message`, already marked with `N_`, with its values."""
    return Sentence(message, values)


def _english(value: object) -> object:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value


def packed(one: object) -> Any:
    """Return a sentence as plain values that can be kept as JSON; any other value as it is."""
    if isinstance(one, Sentence):
        return [one.message, {name: packed(value) for name, value in one.values.items()}]
    return one


def unpacked(one: Any) -> Any:
    """Return the sentence that `packed` made plain."""
    if isinstance(one, list):
        message, values = one
        return Sentence(message, {name: unpacked(value) for name, value in values.items()})
    return one
