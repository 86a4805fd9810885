"""How a mistake is planted, and the ways of reading too much that a mistake may use."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.http import HttpResponse
from django.shortcuts import render

from nearward.web.checkins import selectors
from nearward.web.checkins.models import CheckIn

TODAY = "nearward.web.today"


@dataclass(frozen=True)
class Leak:
    """One planted mistake, where it shows, and to whom."""

    plant: Callable[[], AbstractContextManager[Any]]
    only: frozenset[str]
    to: str = "bob"
    later: timedelta = timedelta(0)
    reads: str = "en"


LEAKS: dict[str, Leak] = {}


def leak(
    sentence: str, *only: str, to: str = "bob", later: timedelta = timedelta(0), reads: str = "en"
) -> Callable[[Any], Any]:
    """Add a mistake to the list; it shows on the routes named, some time later, to who reads this language."""

    def add(plant: Callable[[], AbstractContextManager[Any]]) -> Callable[[], AbstractContextManager[Any]]:
        LEAKS[sentence] = Leak(plant, frozenset(only), to, later, reads)
        return plant

    return add


def checkins() -> list[CheckIn]:
    """Return everyone's check-ins, as a forgetful query would."""
    return list(CheckIn.objects.order_by("at"))


def stress() -> int:
    """Return the last stress anyone said."""
    return ([row.stress for row in checkins() if row.stress is not None] or [0])[-1]


def words() -> str:
    """Return every private note, opened."""
    rows = CheckIn.objects.select_related("author__person")
    return " ".join(selectors.note_of(row, row.author) for row in rows)


def weekday(value: Callable[[], object]) -> AbstractContextManager[Any]:
    """Show something in Today's heading."""
    return patch(f"{TODAY}.selectors.weekday", lambda _now: f"Tuesday {value()}")


def answers(
    change: Callable[[Any, HttpResponse], None], views: str = f"{TODAY}.views"
) -> AbstractContextManager[Any]:
    """Change every answer of some views."""

    def changed(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = render(request, *args, **kwargs)
        change(request, response)
        return response

    return patch(f"{views}.render", changed)


def header(name: str, value: Callable[[], object]) -> AbstractContextManager[Any]:
    """Add a header to every answer of Today."""
    return answers(lambda _request, response: response.headers.__setitem__(name, str(value())))
