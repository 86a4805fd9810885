"""Every table, read from the models: whose each row is, and what erasing one person may change of other rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

Rows = dict[Any, dict[str, Any]]
Snapshot = dict[str, Rows]

# The author of a row is its first column that points to a person, or that of the row it hangs on. Not so here:
OWNER_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "asks.Answer": ("ask", "asked"),  # an answer belongs to the person who gave it
    "babylog.Import": (),  # the log is the baby's
    "holding.Responsibility": (),  # what a family holds is the family's, whoever wrote it down
    "nights.PlannedNight": (),  # a plan is about both
}

# Tables that have no row of both partners, or none at all, and why.
NOT_OF_BOTH = {
    "account.EmailAddress": "unused: Nearward knows no e-mail address",
    "account.EmailConfirmation": "unused: Nearward knows no e-mail address",
    "auth.Group": "unused: access is a decorator on each view",
    "auth.Group_permissions": "unused: access is a decorator on each view",
    "desk.Note": "a counselor's own",
    "people.Counselor": "a counselor's own",
}


ONE_A_FAMILY = {"people.ZoneSuggestion", "watch.Watch"}  # one row a family has, of one partner or the other


@dataclass(frozen=True)
class Allowed:
    """What erasing a person may do to a row that is not theirs but names them: change these columns, or remove it.

    Besides, a column that pointed to the erased person may become empty in any table.
    """

    why: str
    columns: frozenset[str] = frozenset()
    goes: bool = False
    alone: bool = False  # it goes only where it names nobody else
    unnamed: bool = False  # the row is the family's and names nobody


STEP = Allowed("a step between both: neither can take it alone", goes=True)

# The one place for what erasing may change of rows that are not the erased person's own.
ALLOWED: dict[str, Allowed] = {
    "babylog.RecentTaps": Allowed(
        "a line of this night, of which nobody knows who left it",
        frozenset({"line", "line_until"}),
        unnamed=True,
    ),
    "holding.Offer": STEP,
    "holding.Part": STEP,
    "holding.Responsibility": Allowed(
        "what the erased person wrote or felt of it goes; it goes whole where nobody else holds or wrote of it",
        frozenset({"standard", "agreed", "taste", "cannot"}),
        goes=True,
        alone=True,
    ),
    "nights.PlannedNight": Allowed(
        "a plan is about everyone in it; only that there was one stays", frozenset({"people", "plan"})
    ),
    "own.OwnTime": Allowed("the erased person's answer to it goes", frozenset({"how", "at", "but", "answered_at"})),
    "people.Family": Allowed("that this space is no longer shared", frozenset({"parted"}), unnamed=True),
    "together.Shared": STEP,
    "watch.Watch": Allowed("who has the baby now is about the one who was relieved, too", goes=True),
}

# The erased person's own rows that stay, emptied, because an entry of someone else stands on them.
EMPTIED = {
    "asks.Ask": "under the other's answer",
    "people.Caregiver": "under whatever the other said to them",
    "people.Person": "under their empty place",
    "repair.Repair": "under the steps the other wrote",
}


def models() -> list[Any]:
    """Return every model there is, tables of many-to-many fields included."""
    from django.apps import apps

    return list(apps.get_models(include_auto_created=True))


def snapshot() -> Snapshot:
    """Return every row of every table as the database keeps it, by model and primary key."""
    return {model._meta.label: _rows(model) for model in models()}


def _rows(model: Any) -> Rows:
    from django.db import connection

    fields = model._meta.concrete_fields
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
        rows = [
            dict(zip((field.attname for field in fields), map(_plain, row), strict=True))
            for row in cursor.fetchall()
        ]
    return {row[model._meta.pk.attname]: row for row in rows}


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview):
        return bytes(value)
    return value.hex if isinstance(value, UUID) else value


def owner(held: Snapshot, model: Any, row: dict[str, Any]) -> Any:
    """Return the key of the person whose row this is; None for what belongs to a family or to nobody."""
    label = model._meta.label
    if label == "people.Person":
        return row["id"]
    if label == "sessions.Session":
        return _signed_in(row)
    if label in OWNER_ELSEWHERE:
        return _along(held, model, row, OWNER_ELSEWHERE[label])
    related = [field for field in model._meta.concrete_fields if field.is_relation]
    for field in related:
        if field.related_model._meta.label in {"people.Person", "people.Caregiver", "people.Counselor"}:
            return _along(held, model, row, (field.name,))
    for field in related:
        if field.related_model._meta.label != "people.Family":
            return _along(held, model, row, (field.name,))
    return None


def _along(held: Snapshot, model: Any, row: dict[str, Any], path: tuple[str, ...]) -> Any:
    if not path:
        return None
    field = model._meta.get_field(path[0])
    found = held[field.related_model._meta.label].get(row[field.attname])
    if found is None:
        return None
    if len(path) > 1:
        return _along(held, field.related_model, found, path[1:])
    return owner(held, field.related_model, found)


def _signed_in(row: dict[str, Any]) -> Any:
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.models import Session

    person = Session(session_data=row["session_data"]).get_decoded().get(SESSION_KEY)
    return UUID(person).hex if person else None


def owners(held: Snapshot, model: Any) -> set[Any]:
    """Return everyone who owns a row of this table."""
    return {owner(held, model, row) for row in held[model._meta.label].values()} - {None}


def faults(before: Snapshot, after: Snapshot, erased: Any, used: set[str]) -> list[str]:
    """Return what changed of others and is not `ALLOWED`, and what of the erased stayed; note what was used."""
    names = _names(before, erased)
    found = [fault for model in models() for fault in _of_table(before, after, model, erased, names, used)]
    left = {model._meta.label for model in models() if erased in owners(after, model)} - set(EMPTIED)
    return found + [f"{label}: a row of the erased person stayed" for label in sorted(left)]


def _names(held: Snapshot, person: Any) -> set[str]:
    """Return how a row may name a person: by their own key or that of a place of theirs."""
    places = [row for row in held["people.Caregiver"].values() if row["person_id"] == person]
    keys = {person, *(row["id"] for row in places)}
    return keys | {str(UUID(key)) for key in keys}


def _of_table(
    before: Snapshot, after: Snapshot, model: Any, erased: Any, names: set[str], used: set[str]
) -> Iterator[str]:
    label = model._meta.label
    allowed = ALLOWED.get(label, Allowed(""))
    for key, row in before[label].items():
        now = after[label].get(key)
        if now == row or owner(before, model, row) == erased:
            continue
        if now is None:
            changed, fine = {"it is gone"}, allowed.goes and _may_go(after, model, row, names, alone=allowed.alone)
        else:
            changed = {
                name for name in row if now[name] != row[name] and not (now[name] is None and row[name] in names)
            }
            fine = changed <= allowed.columns and (allowed.unnamed or _is_named(row, names))
        if fine:
            used.update(f"{label}: {name}" for name in changed)
        else:
            yield f"{label}: {', '.join(sorted(changed))}"
    yield from (f"{label}: a new row" for key in after[label].keys() - before[label].keys())


def _is_named(row: dict[str, Any], names: set[str]) -> bool:
    return any(name in str(value) for value in row.values() for name in names)


def _may_go(after: Snapshot, model: Any, row: dict[str, Any], names: set[str], *, alone: bool) -> bool:
    """Return whether a row that is gone named the erased person, or stood on one that is gone too."""
    pointers = [field for field in model._meta.concrete_fields if field.is_relation and row[field.attname]]
    fell = any(row[field.attname] not in after[field.related_model._meta.label] for field in pointers)
    people = [row[field.attname] for field in pointers if field.related_model._meta.label == "people.Caregiver"]
    return (fell or _is_named(row, names)) and not (alone and set(people) - names)


def never_needed(used: set[str]) -> list[str]:
    """Return what `ALLOWED` says and no history needed."""
    said = {f"{label}: {name}" for label, one in ALLOWED.items() for name in one.columns}
    said |= {f"{label}: it is gone" for label, one in ALLOWED.items() if one.goes}
    return sorted(said - used)


def unfilled(held: Snapshot, partners: Iterable[Any]) -> list[str]:
    """Return the tables that have no row, or, where rows are owned by partners, not one of each."""
    found = []
    for model in models():
        label, own = model._meta.label, owners(held, model)
        if label in NOT_OF_BOTH:
            continue
        both = label not in ONE_A_FAMILY
        if not held[label] or (both and own and not set(partners) <= own):
            found.append(label)
    return found
