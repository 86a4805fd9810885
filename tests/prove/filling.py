"""Give each of two partners a row of every table: invent one, as the columns demand it, where there is none yet."""

from contextlib import suppress
from datetime import datetime, time
from random import Random
from typing import Any
from uuid import uuid4

from tests.prove import tables


def fill(alice: Any, bob: Any, at: datetime) -> None:
    """Give each partner a row in every table where they have none; its words open with no key."""
    _held_by_both(alice, bob, at)
    for _round in range(3):  # a row may stand on one of a table that comes later
        _fill_once(alice, bob, at, tables.models())


def fill_some(alice: Any, bob: Any, at: datetime, chance: Random) -> None:
    """Give them rows in some tables only: then hardly anything else keeps a row in its place."""
    chosen = [model for model in tables.models() if chance.random() < 0.15]
    for _round in range(2):
        _fill_once(alice, bob, at, chosen)


def _fill_once(alice: Any, bob: Any, at: datetime, chosen: list[Any]) -> None:
    held = tables.snapshot()
    wanting = tables.unfilled(held, [who.person_id.hex for who in (alice, bob)])
    for model in chosen:
        owned = tables.owners(held, model)
        for who, partner in ((alice, bob), (bob, alice)):
            if model._meta.label in wanting and who.person_id.hex not in owned:
                _invent(model, who, partner, at)


def _held_by_both(alice: Any, bob: Any, at: datetime) -> None:
    """Let each have put into words something the other holds a stage of, with what either thinks of it."""
    from nearward.web.holding.models import Responsibility

    for who, partner in ((alice, bob), (bob, alice)):
        Responsibility.objects.create(
            family_id=who.family_id,
            kind="tracking",
            title="The pharmacy",
            standard="Always a week ahead.",
            agreed=True,
            written_by=who,
            title_by=who,
            standard_by=who,
            notice=who,
            plan=partner,
            taste={str(who.pk): 1, str(partner.pk): -1},
            cannot=[str(who.pk)],
            created_at=at,
        )


def _invent(model: Any, who: Any, partner: Any, at: datetime) -> None:
    from django.db import IntegrityError, transaction

    path = tables.OWNER_ELSEWHERE.get(model._meta.label, ())
    if len(path) > 1:  # the row hangs on one of the other's
        who, partner = partner, who
    people = iter((who, partner))
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.is_relation:
            values[field.attname] = _related(field.related_model, who, people)
            if values[field.attname] is None and not field.null:
                return
        elif not field.primary_key or field.get_internal_type() == "CharField":
            both = [str(who.pk), str(partner.pk)]
            values[field.attname] = both if field.name == "people" else _value(field, at)
    with suppress(IntegrityError), transaction.atomic():  # one a family, and it is there: `unfilled` tells
        model.objects.create(**values)


def _related(model: Any, who: Any, people: Any) -> Any:
    label = model._meta.label
    if label == "people.Family":
        return who.family_id
    if label in {"people.Caregiver", "people.Person"}:
        one = next(people, None)
        return one and (one.pk if label == "people.Caregiver" else one.person_id)
    held = tables.snapshot()
    own = [key for key, row in held[label].items() if tables.owner(held, model, row) == who.person_id.hex]
    return (own or list(held[label]) or [None])[0]


def _value(field: Any, at: datetime) -> Any:
    kind, length = field.get_internal_type(), field.max_length
    if field.choices:
        return field.choices[0][0]
    if kind == "CharField":
        return uuid4().hex[: length or 32] if field.unique or (length or 99) > 32 else "w"[:length]
    values = {
        "BinaryField": b"sealed",
        "BooleanField": True,
        "DateField": at.date(),
        "DateTimeField": at,
        "GenericIPAddressField": "10.0.0.9",
        "JSONField": field.get_default() if field.has_default() else {},
        "TextField": "words",
        "TimeField": time(22),
        "UUIDField": uuid4(),
    }
    return values.get(kind, 1)
