"""The best of a night for each number of bottles used and of floors met, with everything that ties for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from nearward.domain.nights.bits import Ints

Key = tuple[int, int]  # bottles used, floors met
Worth = tuple[int, int, int]  # best first: exact whole numbers


@dataclass(frozen=True)
class Choice:
    """Pattern groups that are worth the same with one option of the night.

    Bottles go to `feeds`, or, where that is None, to the first `bottles` feeds away from the breast.
    """

    option: int
    feeds: tuple[int, ...] | None
    bottles: int | None
    groups: Ints


@dataclass(frozen=True)
class Cell:
    """The best worth of a (bottles, floors) pair, and all that reaches it."""

    worth: Worth
    choices: tuple[Choice, ...]


Table = Mapping[Key, Cell]


def best_rows(columns: Iterable[Ints], rows: Ints) -> tuple[list[int], Ints]:
    """The rows that are best by the first column, then by the next, and so on; and their values."""
    values = []
    for column in columns:
        here = column[rows]
        most = here.max()
        values.append(int(most))
        rows = rows[here == most]
    return values, rows


def offer(table: dict[Key, Cell], key: Key, worth: Worth, choice: Choice) -> None:
    """Put a choice into the table: it replaces what is worth less and joins what is worth the same."""
    known = table.get(key)
    if known is None or worth > known.worth:
        table[key] = Cell(worth, (choice,))
    elif worth == known.worth:
        table[key] = Cell(worth, (*known.choices, choice))


def offer_rows(
    table: dict[Key, Cell], bottles: int, floors: Ints, columns: tuple[Ints, Ints, Ints], choice: Choice
) -> None:
    """Offer the best rows of `choice.groups` for each number of floors met."""
    for met in np.unique(floors):
        values, rows = best_rows(columns, np.flatnonzero(floors == met))
        worth = (values[0], values[1], values[2])
        offer(table, (bottles, int(met)), worth, replace(choice, groups=choice.groups[rows]))


def in_unit(table: Table, factor: int) -> Table:
    """Return the table with z in a unit that several nights share; sleep is in one unit already."""
    if factor == 1:
        return table
    return {
        key: Cell((cell.worth[0] * factor, cell.worth[1] * factor, cell.worth[2]), cell.choices)
        for key, cell in table.items()
    }
