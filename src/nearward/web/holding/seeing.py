"""Items and offers as a page shows them: whole sentences and rings, never a sum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from nearward.domain.holding import who_holds
from nearward.domain.labor import KINDS, STAGES, TASTES
from nearward.web.holding.models import Offer, Responsibility
from nearward.web.holding.selectors import is_open
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.ui.words import translated


@dataclass(frozen=True)
class StageSeen:
    """One stage and who holds it."""

    key: str
    label: str
    holder: Caregiver | None
    mine: bool


@dataclass(frozen=True)
class ItemSeen:
    """One item ready for a page; `declined` is an offer of mine that was answered with no.

    `offer` is the one that stands, unless it is made to me and waits until I have room. `offered` is whether any
    stands, seen or not: no plan moves the item meanwhile.
    """

    item: Responsibility
    stages: tuple[StageSeen, ...]
    said: str
    offer: Offer | None = None
    declined: Offer | None = None
    offer_mine: bool = False
    offered: bool = False

    @property
    def hues(self) -> tuple[str, ...]:
        """Return the colour of each stage, `open` where nobody holds it."""
        return tuple(stage.holder.hue if stage.holder else "open" for stage in self.stages)

    @property
    def holders(self) -> tuple[Caregiver, ...]:
        """Return everyone who holds a stage, once."""
        return tuple(dict.fromkeys(stage.holder for stage in self.stages if stage.holder))

    @property
    def is_open(self) -> bool:
        """Whether nobody holds any of it."""
        return not self.holders

    @property
    def holder(self) -> Caregiver | None:
        """Return who holds it whole."""
        whole = len({stage.holder for stage in self.stages}) == 1
        return self.stages[0].holder if whole else None

    @property
    def mine(self) -> bool:
        """Whether I hold any of it."""
        return any(stage.mine for stage in self.stages)

    @property
    def all_mine(self) -> bool:
        """Whether I hold all of it."""
        return all(stage.mine for stage in self.stages)

    @property
    def others(self) -> tuple[Caregiver, ...]:
        """Return everyone else who holds a part."""
        mine = {stage.holder for stage in self.stages if stage.mine}
        return tuple(one for one in self.holders if one not in mine)


def item_seen(row: Responsibility, circle: Circle, offers: Sequence[Offer], now: datetime) -> ItemSeen:
    """Return an item as `me` sees it."""
    me = circle.me
    stages = tuple(
        StageSeen(key, label, getattr(row, key), getattr(row, key) == me) for key, label in STAGES.items()
    )
    names = {stage.key: stage.holder.name if stage.holder else "" for stage in stages}
    said = ", ".join(translated(part) for part in who_holds(names))
    mine = [offer for offer in offers if offer.item_id == row.pk]
    standing = next((offer for offer in mine if is_open(offer, now)), None)
    shown = standing if standing and not (standing.waits and standing.to_id == me.pk) else None
    last = mine[-1] if mine else None
    declined = last if last and last.by_id == me.pk and last.ended_how == Offer.How.NO else None
    offer_mine = bool(shown and shown.by == me)
    return ItemSeen(row, stages, said.rstrip("."), shown, declined, offer_mine, offered=standing is not None)


def by_kind(items: Iterable[ItemSeen]) -> list[tuple[str, list[ItemSeen]]]:
    """Return the items under their kinds, in the order of the six."""
    return [(KINDS.get(kind, kind), list(rows)) for kind, rows in groupby(items, key=lambda seen: seen.item.kind)]


def tastes_of(row: Responsibility, circle: Circle) -> list[tuple[Caregiver, str]]:
    """Return how each partner finds an item, where they said so."""
    said = [(person, row.taste.get(str(person.pk))) for person in circle.partners]
    return [(person, TASTES[taste]) for person, taste in said if taste in TASTES]
