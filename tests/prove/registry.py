"""A proof is a function that does something many times and says what came of it.

To add one: write a function here or in a new file beside (and name the file in `FILES`), and put `@proof(…)` on it.
It runs in a process of its own, with a data folder of its own that `house.settle()` fills.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

FILES = ("accounts", "at_rest", "backups", "erasing", "grants", "reliability", "sealing", "starting")
SIZES = ("quick", "full", "deep")


@dataclass(frozen=True)
class Figure:
    """What a proof found: a sentence with its numbers, and whether the goal is reached (None: could not run)."""

    said: str
    met: bool | None


@dataclass(frozen=True)
class Proof:
    """One line of the table."""

    name: str
    promise: str
    goal: str
    sizes: tuple[int, int, int]
    run: Callable[[int], Figure]
    postgres: bool
    lane: int


PROOFS: dict[str, Proof] = {}


def proof(
    promise: str, goal: str, sizes: tuple[int, int, int], *, postgres: bool = False, lane: int = 0
) -> Callable[[Callable[[int], Figure]], Callable[[int], Figure]]:
    """Enter a proof. `sizes`: how many times in the test suite, in `bin/prove`, and with `--deep`."""

    def enter(run: Callable[[int], Figure]) -> Callable[[int], Figure]:
        PROOFS[run.__name__] = Proof(run.__name__, promise, goal, sizes, run, postgres, lane)
        return run

    return enter


def proofs() -> dict[str, Proof]:
    """Return all proofs."""
    for file in FILES:
        import_module(f"tests.prove.{file}")
    return PROOFS
