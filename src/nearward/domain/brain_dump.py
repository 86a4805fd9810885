"""A brain dump: lines written down in one go, each with a kind it may be."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nearward.domain.refused import Refused
from nearward.domain.words import N_

LONGEST = 120
MOST_LINES = 100
_BULLET = re.compile(r"^\s*(?:[-*•–—]+|\[[ xX]?\]|\d{1,3}[.)])\s*")


@dataclass(frozen=True, slots=True)
class Suggested:
    """One line as an item to be: its title, and one of the six kinds or nothing where no word tells."""

    title: str
    kind: str | None


def suggested(text: str, words: Mapping[str, Sequence[str]]) -> tuple[Suggested, ...]:
    """Return one item a line, in order, each title once; raise `Refused` where there is too much for one go."""
    titles: dict[str, str] = {}
    for line in text.splitlines():
        if title := _title(line):
            titles.setdefault(title.casefold(), title)
    if len(titles) > MOST_LINES:
        raise Refused(N_("A hundred lines at once are enough. Please bring in the rest after."), field="text")
    if any(len(title) > LONGEST for title in titles.values()):
        raise Refused(N_("Please keep each line to 120 characters."), field="text")
    return tuple(Suggested(title, kind_of(title, words)) for title in titles.values())


def _title(line: str) -> str:
    """Return a line without its bullets, boxes and numbers, and with single spaces."""
    while (bare := _BULLET.sub("", line)) != line:
        line = bare
    return " ".join(line.split())


def kind_of(title: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """Return the kind with most of its words beginning somewhere in the title; of kinds alike the first."""
    said = title.casefold()
    found = {kind: sum(bool(re.search(rf"\b{re.escape(word)}", said)) for word in of) for kind, of in words.items()}
    likeliest = max(found, key=found.__getitem__, default=None)
    return likeliest if likeliest is not None and found[likeliest] else None
