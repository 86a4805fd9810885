"""A proof is a function that does something many times and says what came of it.

To add one: write a function here or in a new file beside, and put `@proof(…)` on it.
It runs in a process of its own, with a data folder of its own that `house.settle()` fills.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

HELPERS = {"__main__", "filling", "house", "registry", "tables", "faults", "planted", "promises"}
FILES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in HELPERS | {"__init__"})
SIZES = ("as in the test suite", "a sample of each", "each whole")
GATE, SAMPLE, WHOLE = range(3)


@dataclass(frozen=True)
class Figure:
    """What a proof found: a sentence with its numbers, and whether the goal is reached (None: could not run)."""

    said: str
    met: bool | None
    cpu: float = 0.0
    seconds: float = 0.0


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

    def size(self, size: int) -> str:
        """Say how many times it runs at this size, and whether that is a sample."""
        here, whole = self.sizes[size], self.sizes[WHOLE]
        return f"whole: {whole:,}" if here >= whole else f"sample: {here:,} of {whole:,}"


PROOFS: dict[str, Proof] = {}


def proof(
    promise: str, goal: str, sizes: tuple[int, int, int], *, postgres: bool = False, lane: int = 0
) -> Callable[[Callable[[int], Figure]], Callable[[int], Figure]]:
    """Enter a proof.

    `sizes`: how many times in the test suite (0: not there), in the sample of `bin/prove`, and whole, as promised.
    Proofs of the same `lane` run one after the other.
    """

    def enter(run: Callable[[int], Figure]) -> Callable[[int], Figure]:
        PROOFS[run.__name__] = Proof(run.__name__, promise, goal, sizes, run, postgres, lane)
        return run

    return enter


def proofs() -> dict[str, Proof]:
    """Return all proofs."""
    for file in FILES:
        import_module(f"tests.prove.{file}")
    return PROOFS
