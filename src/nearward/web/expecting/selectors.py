"""The reads of expecting. `own_side` is for its author alone; `both_sides` is open to the two before birth."""

import json
from dataclasses import dataclass, field

from nearward.data.practices import expectations
from nearward.domain import review
from nearward.web.core import vault
from nearward.web.expecting.models import Draft, Opened
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, wrapped_keys

Words = dict[str, str]


@dataclass(frozen=True)
class OwnSide:
    """What one expects, and how far one is."""

    words: Words = field(default_factory=dict)
    number: int = 0
    side: review.Side = field(default_factory=review.Side)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Return what one wrote, under its titles."""
        return titled(self.words)


@dataclass(frozen=True)
class Section:
    """One thing to expect, and what each wrote of it."""

    title: str
    said: tuple[tuple[Caregiver, str], ...]


def own_side(me: Caregiver, partner: Caregiver | None) -> OwnSide:
    """Return what one expects: what is sealed, else what opened last; for its author only."""
    draft = Draft.objects.select_related("author__person__vault_key").filter(author=me).first()
    opened = list(Opened.objects.filter(author=me).order_by("said_at"))
    is_open = partner is not None and any(row.to_id == partner.pk for row in opened)
    if draft and not is_open:
        words = read(draft.text(me.person_id, draft.author.person.vault_key.wrapped))
        side = review.Side(written=any(words.values()), finished=draft.finished_at is not None)
        return OwnSide(words, draft.number, side)
    if opened:
        words = _opened(opened[-1], me, wrapped_keys([me])[me.pk])
        return OwnSide(words, 0, review.Side(written=is_open, opened=is_open))
    return OwnSide()


def both_sides(circle: Circle) -> list[Section] | None:
    """Return what both expect, side by side; None before it opened, and once the baby is here."""
    if circle.partner is None or not circle.expects:
        return None
    both = list(circle.partners)
    rows = {row.author_id: row for row in Opened.objects.filter(author__in=both, to__in=both)}
    if len(rows) < len(both):
        return None
    keys = wrapped_keys(both)
    words = [(one, _opened(rows[one.pk], one, keys[one.pk])) for one in both]
    return [
        Section(title, tuple((one, said[name]) for one, said in words if said.get(name)))
        for name, title in expectations().items()
    ]


def read(text: str) -> Words:
    """Read what is kept."""
    words: Words = json.loads(text or "{}")
    return words


def titled(words: Words) -> list[tuple[str, str]]:
    """Return what was written under its titles, empty parts left out."""
    return [(title, words[name]) for name, title in expectations().items() if words.get(name)]


def place_of(row: Opened, author: Caregiver) -> vault.Place:
    """Return where an opened side belongs."""
    return vault.Place("expecting.Opened", "sealed", author.person_id, row.pk)


def _opened(row: Opened, author: Caregiver, wrapped: bytes) -> Words:
    return read(vault.open_text(row.sealed, wrapped=wrapped, place=place_of(row, author)))
