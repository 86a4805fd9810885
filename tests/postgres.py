"""A database of one's own on the PostgreSQL server of the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

POSTGRES = os.environ.get("NEARWARD_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")


@contextmanager
def new_database(name: str) -> Iterator[str]:
    """Make an empty database and yield its address; without a server the test is skipped, and in CI it fails."""
    try:
        admin = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL at {POSTGRES}")
    own = f"nearward_{name}_{os.getpid()}"
    with admin:
        admin.execute(f'CREATE DATABASE "{own}"')
        try:
            yield POSTGRES.rsplit("/", 1)[0] + f"/{own}"
        finally:
            admin.execute(f'DROP DATABASE "{own}" WITH (FORCE)')


def is_there() -> bool:
    """Return whether the PostgreSQL server of the tests answers."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
