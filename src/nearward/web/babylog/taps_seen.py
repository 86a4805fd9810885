"""The reads of taps: for whom they are, and what they say to whoever takes over. No query: they are read along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from nearward.domain import night_taps as rules
from nearward.domain.night_taps import Act
from nearward.domain.sentence import Sentence
from nearward.web.babylog.models import RecentTaps
from nearward.web.babylog.packing import unpack_taps
from nearward.web.people.models import Child
from nearward.web.people.selectors import Circle, zone_of


@dataclass(frozen=True)
class Button:
    """One of the three taps, with its words."""

    value: str
    words: str


@dataclass(frozen=True)
class TapsSeen:
    """What has been, the line that was left, the tap that can be undone, and the side where one can be said."""

    baby: str
    acts: tuple[Button, ...]
    has_been: tuple[Sentence, ...] = ()
    line: str = ""
    undo: Sentence | None = None
    last: str = ""  # the key of the tap that can be undone
    asks_side: bool = False
    side: str = ""


def tapped_for(children: Iterable[Child], *, now: datetime) -> list[Child]:
    """Return the babies whose log a tap goes into: the youngest at home under two years, and those born with it.

    An older child at home sleeps and eats by itself, and no tap is about it.
    """
    since = now.date() - rules.TAPPED_UNTIL
    home = [(child, child.born_on) for child in children if child.born_on and child.home]
    youngest = max((born for _child, born in home if born > since), default=None)
    return [child for child, born in home if youngest and youngest - born < rules.BORN_TOGETHER]


def taps_seen(circle: Circle, *, now: datetime) -> TapsSeen | None:
    """Return what the taps say; None without a baby at home."""
    babies, zone = tapped_for(circle.children, now=now), zone_of(circle.me.family)
    if not babies:
        return None
    row: RecentTaps | None = circle.recent_taps
    taps = unpack_taps(row.taps) if row else ()
    last = rules.may_undo(taps, now=now)
    return TapsSeen(
        baby=babies[0].name or _("the baby") if len(babies) == 1 else _("the babies"),
        acts=tuple(Button(act.value, words) for act, words in rules.ACTS.items()),
        has_been=rules.what_has_been(taps, now=now, zone=zone),
        line=_line(row, now),
        undo=rules.undo_sentence(last, zone) if last else None,
        last=last.key if last else "",
        asks_side=bool(last and last.act == Act.FED and len(babies) == 1 and _breastfed(circle)),
        side=last.side if last else "",
    )


def _line(row: RecentTaps | None, now: datetime) -> str:
    return row.line if row and row.line_until and now < row.line_until else ""


def _breastfed(circle: Circle) -> bool:
    """Return whether the family said that the baby gets the breast at night."""
    return circle.feeding is not None and circle.feeding.bottles is not None
