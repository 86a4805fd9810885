"""Promise 11: erasing one person changes no row of anyone else, in any table there is."""

import pytest

from tests.conftest import Figure
from tests.prove import tables
from tests.prove.erasing import erased_after

FULL = 3  # the first three histories have a row of both partners in every table
SOME = 9


def changed(histories: range) -> tuple[list[str], set[str], list[str]]:
    """Play these histories; return what changed for others, what of the list was needed, what had no row."""
    used, unfilled = set[str](), list[str]()
    faults = [one for number in histories for one in erased_after(number, used, unfilled)]
    return faults, used, unfilled


@pytest.mark.django_db
@pytest.mark.both_databases
def test_erasing_someone_changes_no_row_of_anyone_else(figure: Figure) -> None:
    faults, _used, unfilled = changed(range(SOME))
    figure(f"11 erasing: {SOME} histories, {len(tables.models())} tables, {len(faults)} rows of others changed")
    assert faults == []
    assert unfilled == [], "these tables have no row of both partners"


@pytest.mark.django_db
def test_nothing_is_allowed_that_no_history_needs() -> None:
    _faults, used, _unfilled = changed(range(FULL))
    assert tables.never_needed(used) == []


@pytest.mark.django_db
def test_a_table_without_a_row_is_found() -> None:
    assert "own.Draft" in tables.unfilled(tables.snapshot(), [])
