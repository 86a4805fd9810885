"""Which child a row is about, where files name the child by id, by name, by both or not at all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nearward.domain.babylog.source import Named


@dataclass(frozen=True, slots=True)
class LogChild:
    """A child as the log names it, with the number of its rows."""

    named: Named
    rows: int

    @property
    def label(self) -> str:
        """What to call the child: its name, else its number in the log."""
        return self.named.name or self.named.id


class Children:
    """All children of one log; an id seen with one name only, or a name with one id only, is one child."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._counted = Counter(names)
        both = [named for named in self._counted if named.id and named.name]
        self._by_id = _only_one((named.id, named) for named in both)
        self._by_name = _only_one((named.name.casefold(), named) for named in both)

    def resolve(self, named: Named) -> Named:
        """The child meant, as fully named as the log allows."""
        if named.id and named.name:
            return self._by_id.get(named.id) or named
        if named.id:
            return self._by_id.get(named.id) or named
        return self._by_name.get(named.name.casefold()) or named

    def listed(self) -> tuple[LogChild, ...]:
        """Every named child, the one with most rows first."""
        total: Counter[Named] = Counter()
        for named, rows in self._counted.items():
            if named.id or named.name:
                total[self.resolve(named)] += rows
        ranked = sorted(total.items(), key=lambda pair: (-pair[1], pair[0].id, pair[0].name))
        return tuple(LogChild(named, rows) for named, rows in ranked)

    def find(self, who: str) -> LogChild | None:
        """The one child whom `who` names by id, name or first name; None when it is nobody or several."""
        wanted = " ".join(who.split()).casefold()
        for says in (_id, _name, _first_name):
            found = [child for child in self.listed() if says(child.named) == wanted]
            if len(found) == 1:
                return found[0]
        return None


def _only_one(pairs: Iterable[tuple[str, Named]]) -> dict[str, Named]:
    """The keys that lead to one child only."""
    seen: dict[str, set[Named]] = {}
    for key, named in pairs:
        seen.setdefault(key, set()).add(named)
    return {key: next(iter(several)) for key, several in seen.items() if len(several) == 1}


def _id(named: Named) -> str:
    return named.id.casefold()


def _name(named: Named) -> str:
    return named.name.casefold()


def _first_name(named: Named) -> str:
    return next(iter(named.name.casefold().split()), "")
