"""Turn a `Refused`, a full disk or an absent database into one sentence on standard error and exit code 2."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from nearward.domain.refused import Refused


@contextmanager
def one_sentence() -> Iterator[None]:
    """Run a command body; bad input ends it with exit 2 and no traceback."""
    try:
        yield
    except Refused as refusal:
        stop(str(refusal))
    except OSError as error:
        stop(f"{error.filename or 'This machine'}: {error.strerror or error}. Put that right, then try again.")
    except Exception as error:
        if not _is_database(error):
            raise
        stop(f"The database does not answer as it should ({str(error).strip().splitlines()[0]}).")


def stop(sentence: str) -> None:
    """Say why on standard error and end with 2."""
    click.echo(sentence, err=True)
    raise SystemExit(2) from None


def _is_database(error: Exception) -> bool:
    known = sys.modules.get("django.db.utils")  # not imported by commands that need no database
    return known is not None and isinstance(error, known.OperationalError | known.ProgrammingError)
