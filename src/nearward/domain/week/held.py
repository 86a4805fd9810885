"""From what a family holds to a week's problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nearward.domain.labor import FELT, Felt, Responsibility, carried_load, felt_load, share_targets
from nearward.domain.week.problem import Item, Partner, Week


@dataclass(frozen=True, slots=True)
class Said:
    """One partner's mean need (0–10) and room (0–4) over the coming week; nothing goes to one without room now."""

    name: str
    need: float
    room: float
    has_room: bool = True


def week_of(
    held: Sequence[Responsibility],
    partners: tuple[Said, Said],
    today: date,
    max_changes: int = 5,
    felt: Felt = FELT,
) -> Week:
    """Return the week's problem. Pinned and locked items stay; what a helper holds is no part of it.

    Nothing can go to a partner without room now; what they hold can still go to the other.
    """
    shares = share_targets([one.need for one in partners], [one.room for one in partners])
    names = [one.name for one in partners]
    theirs = [item for item in held if set(item.stages) <= set(names)]
    takers = frozenset(one.name for one in partners if one.has_room)
    bundles: dict[str, list[str]] = {}
    for item in theirs:
        if item.bundle:
            bundles.setdefault(item.bundle, []).append(item.id)
    first, second = (Partner(name, share) for name, share in zip(names, shares, strict=True))
    return Week(
        partners=(first, second),
        items=tuple(_item(item, names, takers, today, felt) for item in theirs),
        bundles=tuple(tuple(ids) for ids in bundles.values()),
        max_changes=max_changes,
    )


def _item(item: Responsibility, names: Sequence[str], takers: frozenset[str], today: date, felt: Felt) -> Item:
    split: Mapping[str, float] = {} if item.holder else {name: carried_load(item, name, felt) for name in names}
    return Item(
        id=item.id,
        holder=item.holder,
        can=takers & item.can if item.may_move(today) else frozenset(),
        load={name: felt_load(item, name, felt) for name in names},
        title=item.title,
        kind=item.kind,
        split=split,
    )
