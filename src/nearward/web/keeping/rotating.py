"""Give the server a new key. Whatever moment the machine dies at, every note opens afterwards.

1. The key file gets the new key in front of the old one; a running server reads both from then on.
2. One transaction wraps every person's key and every sign-in secret anew.
3. All of them are opened with the new key alone. Only then is the old key dropped from the file.
"""

import json
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, transaction

from nearward.domain.refused import Refused
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.core.keys import new_key, write_keys
from nearward.web.people.models import PersonKey

PASSES = 5
SECRET_NAMES = ("seed", "secret", "migrated_codes")


@dataclass(frozen=True)
class Rotated:
    """How much was wrapped anew, in what time."""

    people: int
    secrets: int
    seconds: float


def rotate() -> Rotated:
    """Rotate the server key; after a crash, run it again and it finishes."""
    start = time.perf_counter()
    keys = settings.KEYRING.all()
    if len(keys) == 1:
        write_keys(settings.KEY_FILE, [new_key(), *keys])
    people = secrets = 0
    for _ in range(PASSES):  # a second pass proves the first; on PostgreSQL it may find who came in meanwhile
        done = rewrap_all()
        people, secrets = people + done[0], secrets + done[1]
        if not any(done):
            break
    else:
        raise Refused("People came in while the keys turned. Both keys are kept; run rotate-key once more.")
    write_keys(settings.KEY_FILE, settings.KEYRING.all()[:1])
    return Rotated(people, secrets, time.perf_counter() - start)


def rewrap_all() -> tuple[int, int]:
    """Wrap with the current key whatever an older one wraps. Returns how many people's keys and secrets."""
    with transaction.atomic():
        if not settings.SQLITE:
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE people_personkey, mfa_authenticator IN EXCLUSIVE MODE")
        done = _rewrap_people(), _rewrap_secrets()
        if any(done):
            forget_soon()
    return done


def _rewrap_people() -> int:
    rows = PersonKey.objects.values_list("person_id", "wrapped").iterator()
    old = [(owner, bytes(wrapped)) for owner, wrapped in rows if not vault.is_current(owner, bytes(wrapped))]
    _write("people_personkey", "wrapped", [(vault.rewrap(owner, wrapped), _raw(owner)) for owner, wrapped in old])
    return len(old)


def _raw(owner: UUID) -> Any:
    """Return the id as the database keeps it."""
    return PersonKey._meta.pk.get_db_prep_value(owner, connection)


def _rewrap_secrets() -> int:
    changed = []
    for pk, data in Authenticator.objects.values_list("pk", "data").iterator():
        fresh = {**data, **{name: _fresh(data[name]) for name in SECRET_NAMES if data.get(name)}}
        if fresh != data:
            changed.append((json.dumps(fresh), pk))
    _write("mfa_authenticator", "data", changed)
    return len(changed)


def _write(table: str, column: str, rows: list[tuple[Any, Any]]) -> None:
    """Write many rows by their key, in the order read: far quicker than a row or a long CASE at a time."""
    key = "person_id" if table == "people_personkey" else "id"
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", rows)  # noqa: S608  (own names)


def _fresh(sealed: str | list[str]) -> str | list[str]:
    if isinstance(sealed, list):
        return [str(_fresh(one)) for one in sealed]
    return sealed if vault.is_secret_current(sealed) else vault.seal_secret(vault.open_secret(sealed))
