"""A week plan's problem: two partners, what is held, and what may move."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nearward.domain.refused import Refused
from nearward.domain.sentence import say
from nearward.domain.words import N_

MOST_CHANGES = 1_000
SMALLEST_SHARE = 1e-6
LARGEST_LOAD = 1e12
SHARES_MISS_ONE_BY = 1e-3  # shares written with three decimals


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the two, and the share of the load that suits need and room (never shown)."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Item:
    """One responsibility: who holds it, who may, and the load it would be for each, any number from 0.

    With split stages `split` says what each carries now; `holder` is then empty, and moving it makes it whole.
    """

    id: str
    holder: str
    can: frozenset[str]
    load: Mapping[str, float]
    title: str = ""
    kind: str = ""
    split: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Week:
    """The whole problem. A bundle moves together and is named by its first id."""

    partners: tuple[Partner, Partner]
    items: tuple[Item, ...]
    bundles: tuple[tuple[str, ...], ...] = ()
    max_changes: int = 5

    @property
    def names(self) -> tuple[str, str]:
        """Return the two names in their order."""
        return self.partners[0].name, self.partners[1].name


@dataclass(frozen=True, slots=True)
class Unit:
    """What moves as one: an item or a bundle. `stays` holds the members' loads on each of the two as it is.

    Where it is split between them now, it may go whole to either.
    """

    items: tuple[Item, ...]
    stays: tuple[tuple[float, ...], tuple[float, ...]]
    loads: Mapping[int, tuple[float, ...]]  # by place of the partner it may go to whole

    @property
    def id(self) -> str:
        """Return the id it is named by."""
        return self.items[0].id

    @property
    def holder(self) -> str:
        """Return who holds all of it, or nothing where it is split."""
        holders = {item.holder for item in self.items}
        return holders.pop() if len(holders) == 1 else ""


def units(week: Week) -> tuple[Unit, ...]:
    """Return what moves or stays as one, in the order of each one's first item; raises `Refused`."""
    accept_week(week)
    by_id = {item.id: item for item in week.items}
    of_bundle = {id_: bundle for bundle in week.bundles for id_ in bundle}
    groups = dict.fromkeys(of_bundle.get(item.id, (item.id,)) for item in week.items)
    return tuple(_unit(week.names, tuple(by_id[id_] for id_ in group)) for group in groups)


def _unit(names: tuple[str, str], items: tuple[Item, ...]) -> Unit:
    stays = tuple(tuple(_carried(item, name) for item in items) for name in names)
    may = [
        at
        for at, name in enumerate(names)
        if any(item.holder != name for item in items)
        and all(name in item.can or name == item.holder for item in items)
    ]
    return Unit(items, (stays[0], stays[1]), {to: tuple(item.load[names[to]] for item in items) for to in may})


def _carried(item: Item, name: str) -> float:
    return item.load[name] if item.holder == name else item.split.get(name, 0.0)


def accept_week(week: Week) -> None:
    """Raise `Refused`, naming the place in the problem, unless it can be solved as it is written."""
    _accept_partners(week.partners)
    if not 0 <= week.max_changes <= MOST_CHANGES:
        raise _refuse("max_changes", N_("expected a whole number from 0 to %(most)s."), most=MOST_CHANGES)
    seen: dict[str, Item] = {}
    for at, item in enumerate(week.items):
        if item.id in seen:
            raise _refuse(f"items[{at}].id", N_("expected each id once; %(id)s is there twice."), id=item.id)
        seen[item.id] = item
        _accept_item(f"items[{at}]", item, week.names)
    _accept_bundles(week.bundles, seen)


def _accept_partners(partners: tuple[Partner, Partner]) -> None:
    if partners[0].name == partners[1].name:
        raise _refuse("partners", N_("expected two different names, found %(name)s twice."), name=partners[0].name)
    for at, partner in enumerate(partners):
        if not SMALLEST_SHARE <= partner.share < 1:
            raise _refuse(f"partners[{at}].share", N_("expected a share above 0 and below 1."))
    found = math.fsum(partner.share for partner in partners)
    if abs(found - 1) > SHARES_MISS_ONE_BY + 1e-9:
        raise _refuse("partners", N_("expected shares that sum to 1, found %(sum)s."), sum=f"{found:.6g}")


def _accept_item(where: str, item: Item, names: tuple[str, str]) -> None:
    either = " or ".join(names)
    if item.holder not in names and not (item.split and not item.holder):
        raise _refuse(f"{where}.holder", N_("expected %(either)s, found %(it)s."), either=either, it=item.holder)
    for name in sorted(item.can - set(names)):
        raise _refuse(f"{where}.can", N_("expected names among %(either)s, found %(it)s."), either=either, it=name)
    for name in (*sorted(item.can | ({item.holder} - {""})),):
        if name not in item.load:
            raise _refuse(f"{where}.load", N_("expected a load for %(name)s."), name=name)
    for name, load in (*item.load.items(), *item.split.items()):
        if not 0 <= load <= LARGEST_LOAD:
            raise _refuse(f"{where}.load.{name}", N_("expected a number from 0 to 1000000000000."))


def _accept_bundles(bundles: Iterable[tuple[str, ...]], items: Mapping[str, Item]) -> None:
    bundled: set[str] = set()
    for at, bundle in enumerate(bundles):
        where = f"bundles[{at}]"
        if not bundle:
            raise _refuse(where, N_("expected at least one id."))
        for id_ in bundle:
            if id_ not in items:
                raise _refuse(where, N_("expected ids of items; there is no item %(id)s."), id=id_)
            if id_ in bundled:
                raise _refuse(where, N_("expected each item in one bundle, once; %(id)s is there again."), id=id_)
            bundled.add(id_)


def _refuse(field: str, message: str, **values: object) -> Refused:
    return Refused(say(message, **values), field=field)
