"""What `nearward check` looks at. Each look returns findings: ok, mind (works, but know this), or fix."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from nearward.data.helplines import STALE_AFTER_DAYS
from nearward.data.instruments import epds_with_text
from nearward.data.scales import read_scales
from nearward.domain.refused import Refused
from nearward.web.core import forwarded
from nearward.web.core.clock import now
from nearward.web.core.help_lines import all_lines
from nearward.web.core.host_files import counselor_faults, helpline_faults
from nearward.web.keeping.backup import LAST
from nearward.web.keeping.restore import refuse_wrong_key_file

OK, MIND, FIX = "ok", "mind", "fix"
BACKUP_OLD = timedelta(days=7)
ROOM_TIMES = 3


PROXY = {
    forwarded.MISSING: (
        FIX,
        "It passes requests on without X-Forwarded-For, so all phones count as one, and wrong passphrases on "
        "one keep everyone out. Set that header to the phone's address (docs/how-to/host.md) and restart Nearward.",
    ),
    forwarded.LOOPBACK: (
        MIND,
        "X-Forwarded-For named only this machine so far. If phones were used since the start, they count as "
        "one: let the outermost proxy set that header to the phone's address (docs/how-to/host.md).",
    ),
    forwarded.NAMED: (OK, "names the address of each phone"),
}


@dataclass(frozen=True)
class Finding:
    """One line of the table."""

    what: str
    state: str
    sentence: str


def look() -> list[Finding]:
    """Look at everything; what one look cannot see because of another's fault is left out."""
    found = [*_address(), *_configuration(), *_key_file()]
    database = list(_database())
    found += database
    if all(finding.state != FIX for finding in database):
        found += [*_migrations(), *_keys_fit()]
    return [*found, *_room(), *_backup(), *_help_lines(), *_scales(), *_epds(), *_counselors()]


def _address() -> Iterator[Finding]:
    secure = settings.HTTPS or settings.HOST == "localhost"
    yield Finding("address", OK, f"{settings.URL}")
    if not settings.HTTPS and not settings.LOOPBACK:
        yield Finding("address", FIX, "Plain HTTP beyond this machine: set NEARWARD_URL=https://your.name.")
    named = not _is_number(settings.HOST)
    yield (
        Finding("passkeys", OK, f"work at {settings.HOST}, and at no other name")
        if secure and named
        else Finding("passkeys", MIND, "do not work here: they need a name (not a number) and HTTPS, or localhost")
    )
    yield (
        Finding("service worker, push", OK, "can work here")
        if secure or settings.LOOPBACK
        else Finding("service worker, push", MIND, "do not work here: browsers want HTTPS")
    )


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _configuration() -> Iterator[Finding]:
    if settings.DEBUG:
        state = MIND if settings.LOOPBACK and not settings.HTTPS else FIX
        yield Finding("debug", state, "NEARWARD_DEBUG shows pages' insides; switch it off on a reachable server.")
    if settings.HTTPS and not settings.SECURE_PROXY_SSL_HEADER:
        yield Finding(
            "proxy", MIND,
            "NEARWARD_TRUST_PROXY is off, so links that pages make start with http, and all phones count as one. "
            "Set it once only your proxy reaches this server.",
        )  # fmt: skip
    if settings.SECURE_PROXY_SSL_HEADER and (said := PROXY.get(forwarded.noted(settings.DATA))):
        yield Finding("proxy", *said)
    if settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN:
        yield Finding("passkeys", FIX, "Passkeys of any origin are accepted. Remove that setting.")


def _key_file() -> Iterator[Finding]:
    mode = settings.KEY_FILE.stat().st_mode & 0o777
    if mode & 0o077:
        yield Finding("key file", MIND, f"Its group may read it (mode {mode:o}): chmod 600 {settings.KEY_FILE}")
    else:
        yield Finding("key file", OK, f"{settings.KEY_FILE}, mode {mode:o}")
    if len(settings.KEYRING.all()) > 1:
        yield Finding("key file", FIX, "A rotation was not finished: run `nearward rotate-key` again.")


def _database() -> Iterator[Finding]:
    file = settings.DATABASES["default"]["NAME"]
    if settings.SQLITE and not Path(file).exists():
        yield Finding("database", MIND, f"None at {file} yet; the first start of the server makes it.")
        return
    try:
        with connection.cursor() as cursor:
            said = _one(cursor, "PRAGMA quick_check") if settings.SQLITE else _one(cursor, "SHOW server_version")
            durable = (
                _one(cursor, "PRAGMA journal_mode"), str(_one(cursor, "PRAGMA synchronous"))
            ) == ("wal", "2") if settings.SQLITE else _one(cursor, "SHOW fsync") == "on"  # fmt: skip
    except Error as error:
        yield Finding("database", FIX, f"It does not answer: {str(error).strip().splitlines()[0]}")
        return
    if settings.SQLITE and said != "ok":
        yield Finding("database", FIX, "It is damaged: stop the server and restore the last backup.")
        return
    kind = "SQLite" if settings.SQLITE else f"PostgreSQL {said}"
    yield Finding("database", OK, f"{kind}, {file}")
    if not durable:
        yield Finding("database", FIX, "It does not settle each write on the disk (WAL and FULL, or fsync).")


def _one(cursor: object, question: str) -> object:
    cursor.execute(question)  # type: ignore[attr-defined]
    return cursor.fetchone()[0]  # type: ignore[attr-defined]


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding("migrations", MIND, f"{len(waiting)} wait; the next start of the server runs them.")
    else:
        yield Finding("migrations", OK, "none wait")


def _keys_fit() -> Iterator[Finding]:
    try:
        refuse_wrong_key_file()
    except Refused as refusal:
        yield Finding("keys", FIX, str(refusal))
    except Error:
        return  # no tables yet
    else:
        yield Finding("keys", OK, "the key file opens what the database holds")


def _room() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA).free
    held = sum(file.stat().st_size for file in settings.DATA.glob("nearward.sqlite3*"))
    if free < max(ROOM_TIMES * held, 100_000_000):
        yield Finding("disk", MIND, f"{free // 1_000_000:,} MB are free; a backup wants three times the database.")
    else:
        yield Finding("disk", OK, f"{free // 1_000_000:,} MB free")


def _backup() -> Iterator[Finding]:
    file = settings.DATA / LAST
    if not file.exists():
        yield Finding("backup", MIND, "None was ever made: nearward backup")
        return
    age = now() - datetime.fromisoformat(json.loads(file.read_text())["made"])
    state = MIND if age > BACKUP_OLD else OK
    yield Finding("backup", state, f"the last one is {age.days} days old")


def _help_lines() -> Iterator[Finding]:
    today = now().date()
    for sentence in helpline_faults():
        yield Finding("help lines", FIX, sentence)
    old = sorted({line.country for line in all_lines() if (today - line.last_checked).days > STALE_AFTER_DAYS})
    if old:
        yield Finding(
            "help lines", MIND,
            f"Not checked for {STALE_AFTER_DAYS} days: {', '.join(old)}. Read them at their source; a file of your "
            "own (NEARWARD_HELPLINES) may hold what you find.",
        )  # fmt: skip
    else:
        yield Finding("help lines", OK, f"all checked within {STALE_AFTER_DAYS} days")


def _counselors() -> Iterator[Finding]:
    if not settings.COUNSELORS:
        return
    faults = counselor_faults()
    for sentence in faults:
        yield Finding("counselors", FIX, sentence)
    if not faults:
        yield Finding("counselors", OK, "your own places are named under Help")


def _epds() -> Iterator[Finding]:
    if not settings.EPDS:
        return
    try:
        form = epds_with_text(Path(settings.EPDS))
    except Refused as refusal:
        yield Finding("EPDS", FIX, f"NEARWARD_EPDS: {refusal}")
    else:
        yield Finding("EPDS", OK, f"offered, with: {form.licence}")


def _scales() -> Iterator[Finding]:
    if not settings.SCALES:
        return
    try:
        scales = read_scales(Path(settings.SCALES))
    except Refused as refusal:
        yield Finding("scales", FIX, f"NEARWARD_SCALES: {refusal}")
    else:
        yield Finding("scales", OK, f"learned from {scales.couples} couples ({scales.source})")
