"""The reads of Us."""

from dataclasses import dataclass
from datetime import date

from nearward.domain import cycle
from nearward.domain.direction.picture import SlopePicture
from nearward.domain.direction.telling import ShownResult, told_of
from nearward.domain.sentence import Sentence
from nearward.web.mine.seeing import picture_of
from nearward.web.mine.selectors import shown_by
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.reflection.selectors import shown_by as sentence_by
from nearward.web.us.models import CyclePart


@dataclass(frozen=True)
class ShownSeen:
    """What one partner shows, ready for the page."""

    by: Caregiver
    result: ShownResult
    said: Sentence
    picture: SlopePicture
    picture_said: Sentence


@dataclass(frozen=True)
class Cycle:
    """The two parts, and what may be shown of them."""

    mine: cycle.Part
    other: cycle.Part
    stage: cycle.Stage
    shown: tuple[ShownSeen, ...]

    @property
    def turns(self) -> str:
        """Say how the loop runs, once it is drawn."""
        if self.stage != "drawn" or self.mine.shown is None or self.other.shown is None:
            return ""
        return cycle.how_it_turns(self.mine.shown, self.other.shown)

    @property
    def other_words(self) -> str:
        """Return the other's inside words, while both look."""
        return cycle.inside_words(self.other) if self.stage != "not yet" else ""

    @property
    def my_way(self) -> cycle.Way:
        """Return which way out suits me."""
        return cycle.way_of(self.mine.shown.statement) if self.mine.shown else "either"


def shown_seen(by: Caregiver, result: ShownResult) -> ShownSeen:
    """Return a shown result as the page draws it."""
    return ShownSeen(by, result, told_of(by.name, result), *picture_of(result))


def sentence_for(circle: Circle) -> str:
    """Return the one sentence the partner shows me of their own reflection, or ""."""
    return sentence_by(circle.partner, to=circle.me) if circle.partner else ""


def cycle_of(circle: Circle, *, today: date) -> Cycle:
    """Return both parts of the cycle as I may see them; without a partner there is none to look at."""
    me, partner = circle.me, circle.partner
    if partner is None:
        return Cycle(cycle.Part(), cycle.Part(), "not yet", ())
    rows = CyclePart.objects.filter(author__in=(me, partner), partner__in=(me, partner))
    by = {row.author_id: row for row in rows}
    mine, other = _part(me, by.get(me.pk), partner), _part(partner, by.get(partner.pk), me)
    parts = ((me, mine), (partner, other))
    seen = tuple(shown_seen(person, part.shown) for person, part in parts if part.shown)
    return Cycle(mine, other, cycle.stage(mine, other, today), seen)


def _part(person: Caregiver, row: CyclePart | None, to: Caregiver) -> cycle.Part:
    agrees = row is not None and row.agreed_at is not None
    return cycle.Part(agrees, shown_by(person, to=to), row.words if row else "")
