"""Turn a `Refused` into one sentence on standard error and exit code 2."""

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
        click.echo(str(refusal), err=True)
        raise SystemExit(2) from None
