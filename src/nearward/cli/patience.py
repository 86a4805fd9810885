"""A progress bar on standard error for work that takes longer than two seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

AFTER_SECONDS = 2.0


@contextmanager
def bar(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Hands out a function to call with how much is done; nothing is drawn in the first two seconds."""
    started = monotonic()
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(what, total=total)
    shown = False

    def done(count: int) -> None:
        nonlocal shown
        if not shown and monotonic() - started > AFTER_SECONDS:
            progress.start()
            shown = True
        if shown:
            progress.update(task, completed=count)

    try:
        yield done
    finally:
        if shown:
            progress.stop()
