"""An operator's own licensed text for an instrument whose items may not be shipped (the EPDS)."""

from collections.abc import Mapping
from dataclasses import replace

from nearward.domain.refused import Refused
from nearward.domain.screening.instrument import Instrument, Item, Option
from nearward.domain.sentence import say
from nearward.domain.words import N_

SHORTEST_STATEMENT = 20  # characters: whose permission, for what, of when
LONGEST_TEXT = 400
PLACEHOLDERS = ("todo", "tbd", "xxx", "…", "...", "<")
STATE_PERMISSION = N_(
    "permission: say who gave written permission to reproduce this form, to whom and when; without it the items "
    "cannot be shown."
)


def with_text(instrument: Instrument, said: Mapping[str, object]) -> Instrument:
    """Return the instrument with an operator's text. What each option scores stays that of the published form.

    `said` holds `instrument`, `permission`, `stem` and `items`, each item with `text` and `options` in the order of
    the printed form. Raises `Refused` without a permission statement, or when the text does not fit the form.
    """
    if said.get("instrument") != instrument.key:
        raise Refused(say(N_("instrument: expected “%(key)s”."), key=instrument.key), field="instrument")
    permission = _permission(said.get("permission"))
    items = said.get("items")
    if not isinstance(items, list) or len(items) != len(instrument.items):
        raise Refused(say(N_("items: expected %(count)s of them."), count=len(instrument.items)), field="items")
    return replace(
        instrument,
        stem=_text(said.get("stem"), "stem"),
        items=tuple(_item(one, f"items[{at}]", items[at]) for at, one in enumerate(instrument.items)),
        licence=permission,
    )


def _permission(said: object) -> str:
    statement = " ".join(said.split()) if isinstance(said, str) else ""
    unfinished = any(mark in statement.casefold() for mark in PLACEHOLDERS)
    if len(statement) < SHORTEST_STATEMENT or unfinished:
        raise Refused(STATE_PERMISSION, field="permission")
    return statement


def _item(item: Item, where: str, said: object) -> Item:
    options = said.get("options") if isinstance(said, Mapping) else None
    if not isinstance(said, Mapping) or not isinstance(options, list) or len(options) != len(item.options):
        message = N_("%(where)s: expected a text and %(count)s options in the order of the printed form.")
        raise Refused(say(message, where=where, count=len(item.options)), field=where)
    texts = [_text(text, f"{where}.options[{at}]") for at, text in enumerate(options)]
    if len(set(texts)) != len(texts):
        raise Refused(say(N_("%(where)s: expected options that differ."), where=where), field=where)
    return Item(
        _text(said.get("text"), f"{where}.text"),
        tuple(Option(text, option.score) for text, option in zip(texts, item.options, strict=True)),
    )


def _text(said: object, where: str) -> str:
    text = " ".join(said.split()) if isinstance(said, str) else ""
    if not 0 < len(text) <= LONGEST_TEXT:
        message = N_("%(where)s: expected text of up to %(most)s characters.")
        raise Refused(say(message, where=where, most=LONGEST_TEXT), field=where)
    return text
