"""The cast, brought in through the real services once in a run and set down again for each later test."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models

from nearward.web.people.models import Person


@dataclass(frozen=True)
class Kept:
    """Everything in the database after the cast came in at `at`, in an order in which it can be inserted."""

    at: datetime
    rows: list[list[models.Model]]


_kept: dict[tuple[date, bytes], Kept] = {}


def set_down(build: Callable[[datetime], None], *, at: datetime) -> None:
    """Have `build` bring people in at `at`; later on that day and under the same key, insert what it made then.

    Only into an empty SQLite database: elsewhere sequences go on counting after a rollback, so `build` runs again.
    """
    sealed_with = next(iter(settings.KEYRING.all())).derive("stage")
    on = (at.date(), sealed_with)
    if connection.vendor != "sqlite" or Person.objects.exists():
        build(at)
    elif on in _kept:
        cache.clear()  # what is counted in memory is counted by ids, which are the same in each test
        _insert(_kept[on], by=at - _kept[on].at)
    else:
        build(at)
        _kept[on] = Kept(at, _everything())


def _everything() -> list[list[models.Model]]:
    """Return all rows, each table after the tables it points to."""
    waiting = {model: list(model._default_manager.all()) for model in apps.get_models()}
    waiting = {model: rows for model, rows in waiting.items() if rows and model._meta.app_label not in FIXED}
    ordered = []
    while waiting:
        ready = [model for model in waiting if not _points_to(model) & (waiting.keys() - {model})]
        ordered += [waiting.pop(model) for model in ready]
    return ordered


FIXED = {"contenttypes", "auth", "sites"}  # made with the tables


def _points_to(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.concrete_fields if field.related_model}


def _insert(kept: Kept, *, by: timedelta) -> None:
    for rows in kept.rows:
        model = type(rows[0])
        moments = [
            field.attname for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)
        ]
        model._default_manager.bulk_create([_later(row, moments, by) for row in rows])


def _later(row: models.Model, moments: list[str], by: timedelta) -> models.Model:
    moved = copy.copy(row)
    moved._state = copy.copy(row._state)
    moved._state.adding = True
    for name in moments:
        if (moment := getattr(row, name)) is not None:
            setattr(moved, name, moment + by)
    return moved
