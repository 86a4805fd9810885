"""The writes of what is said of an item. Words the other may have read stay, beside those that take their place."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.holding.models import Before, Responsibility
from nearward.web.holding.services import helper_of, locked, ring
from nearward.web.people.models import Caregiver

CHANGED = N_("The words changed just now. Please read them again.")


@dataclass(frozen=True)
class Facts:
    """What is said of an item by either of the two."""

    title: str
    kind: str
    standard: str
    minutes: int
    mental: int
    fixed_time: bool
    taste: int
    cannot: tuple[str, ...]


def mark_of(row: Responsibility) -> str:
    """Return a mark of what both say of an item, for a page to carry: it changes with any of it."""
    said = [row.title, row.kind, row.standard, row.minutes, row.mental, row.fixed_time, sorted(row.cannot)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@transaction.atomic
def change(*, item: Responsibility, me: Caregiver, facts: Facts, read: str | None = None, now: datetime) -> None:
    """Change what is said of an item. Other words for the standard are agreed anew; a taste is one's own.

    `read` is the mark of what stood on the page. Raises `Refused` where something else was said meanwhile.
    """
    row = locked(item, now)
    if read is not None and read != mark_of(row):
        raise Refused(CHANGED)
    _say_title(row, me, facts.title, now)
    _say_standard(row, me, facts.standard, now)
    row.kind, row.fixed_time = facts.kind, facts.fixed_time
    row.minutes, row.mental = facts.minutes, facts.mental
    row.taste = {**row.taste, str(me.pk): facts.taste}
    row.cannot = list(facts.cannot)
    row.save()
    ring(row.family_id, now, *helper_of(row))


def _say_title(row: Responsibility, me: Caregiver, title: str, now: datetime) -> None:
    if title != row.title:
        by = row.title_by_id or row.written_by_id
        Before.objects.create(item=row, what=Before.What.TITLE, words=row.title, by_id=by, until=now)
        row.title, row.title_by = title, me


def _say_standard(row: Responsibility, me: Caregiver, standard: str, now: datetime) -> bool:
    if standard == row.standard:
        return False
    if row.standard:
        Before.objects.create(
            item=row, what=Before.What.STANDARD, words=row.standard, by_id=row.standard_by_id, agreed=row.agreed,
            until=now,
        )  # fmt: skip
    row.standard, row.standard_by, row.agreed = standard, me, False
    return True


@transaction.atomic
def put_in_words(
    *, item: Responsibility, me: Caregiver, standard: str, read: str | None = None, now: datetime
) -> None:
    """Say what good enough means, over the words that were read; other words than those are agreed anew."""
    row = locked(item, now)
    if read is not None and row.standard not in {read, standard}:
        raise Refused(CHANGED)
    if _say_standard(row, me, standard, now):
        row.save(update_fields=["standard", "standard_by", "agreed"])
        ring(row.family_id, now, *helper_of(row))


@transaction.atomic
def say_taste(*, item: Responsibility, me: Caregiver, taste: int, now: datetime) -> None:
    """Say how one finds it oneself."""
    row = locked(item, now)
    row.taste = {**row.taste, str(me.pk): taste}
    row.save(update_fields=["taste"])
    ring(row.family_id, now)


@transaction.atomic
def agree(*, item: Responsibility, me: Caregiver, words: str, now: datetime) -> None:
    """Agree to the standard as the other put it, if it still stands as it was read."""
    row = locked(item, now)
    if row.standard != words or row.standard_by_id == me.pk:
        raise Refused(CHANGED)
    row.agreed = True
    row.save(update_fields=["agreed"])
    ring(row.family_id, now)
