"""Give the server a new key. Whatever moment the machine dies at, every note opens afterwards.

1. The key file gets the new key in front of the old one; a running server reads both from then on.
2. One transaction wraps every person's key and every sign-in secret anew.
3. All of them are opened with the new key alone. Only then is the old key dropped from the file.
"""

import time
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, transaction

from nearward.domain.refused import Refused
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.core.keys import new_key, write_keys
from nearward.web.people.models import PersonKey

BATCH = 1000
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
    people, secrets = rewrap_all()
    again = rewrap_all()  # whoever came in on PostgreSQL while the first pass ran
    if any(rewrap_all()):
        raise Refused("People came in while the keys turned. Both keys are kept; run rotate-key once more.")
    write_keys(settings.KEY_FILE, settings.KEYRING.all()[:1])
    return Rotated(people + again[0], secrets + again[1], time.perf_counter() - start)


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
    old = [row for row in PersonKey.objects.iterator() if not vault.is_current(row.person_id, bytes(row.wrapped))]
    with connection.cursor() as cursor:
        rows = [(vault.rewrap(row.person_id, bytes(row.wrapped)), _raw(row)) for row in old]
        cursor.executemany("UPDATE people_personkey SET wrapped = %s WHERE person_id = %s", rows)
    return len(old)


def _raw(row: PersonKey) -> Any:
    """Return the id as the database keeps it."""
    return PersonKey._meta.pk.get_db_prep_value(row.person_id, connection)


def _rewrap_secrets() -> int:
    old = []
    for row in Authenticator.objects.filter(data__isnull=False).iterator():
        fresh = {**row.data, **{name: _fresh(row.data[name]) for name in SECRET_NAMES if row.data.get(name)}}
        if fresh != row.data:
            row.data = fresh
            old.append(row)
    Authenticator.objects.bulk_update(old, ["data"], batch_size=BATCH)
    return len(old)


def _fresh(sealed: str | list[str]) -> str | list[str]:
    if isinstance(sealed, list):
        return [str(_fresh(one)) for one in sealed]
    return sealed if vault.is_secret_current(sealed) else vault.seal_secret(vault.open_secret(sealed))
