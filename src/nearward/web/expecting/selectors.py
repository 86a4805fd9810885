"""The reads of expecting. `own_side` and `own_note` are for their author alone; all else is open to both."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from nearward.data.expecting import asked
from nearward.domain import expecting as rules
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.expecting.models import Draft, Opened
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import Circle, wrapped_key, wrapped_keys

DIFFER, OPEN = N_("Where you expect it otherwise"), N_("Where it is open")
ALIKE = N_("Where you expect the same")


def expected_child(circle: Circle) -> Child | None:
    """Return the child who is expected, the first of twins; None once a person said that the baby is here."""
    return next((child for child in circle.children if child.born_on is None), None)


def child_spoken_of(circle: Circle) -> Child | None:
    """Return the child who is expected, else the one born last of those who were; never one who was lost."""
    born = [child for child in circle.children if child.born_on and child.due_on]
    return expected_child(circle) or (born[-1] if born else None)


def nothing() -> rules.Words:
    """Return a side on which nothing is said."""
    return dict.fromkeys(asked().keys, "")


@dataclass(frozen=True)
class OwnSide:
    """One's own side: its words, the number of their last save, and how far it is."""

    words: rules.Words
    number: int = 0
    side: rules.Side = field(default_factory=rules.Side)


@dataclass(frozen=True)
class Note:
    """One's own note, and the number of its last save."""

    words: str = ""
    number: int = 0


@dataclass(frozen=True)
class Said:
    """What one of the two expects of one thing."""

    by: Caregiver
    other: Caregiver | None
    choice: str
    words: str

    @property
    def said(self) -> bool:
        """Whether there is anything."""
        return bool(self.choice or self.words)


@dataclass(frozen=True)
class Section:
    """One thing that is expected, with what each says of it, and whether they expect the same."""

    title: str
    hint: str
    said: tuple[Said, ...]
    alike: bool | None = None


@dataclass(frozen=True)
class Open:
    """Both sides, opened."""

    opened_at: datetime
    kinds: tuple[Section, ...]
    parts: tuple[Section, ...]

    @property
    def groups(self) -> list[tuple[str, list[Section]]]:
        """Return the kinds under what to do with them: where the two differ, what is open, what is alike."""
        titled = ((False, DIFFER), (None, OPEN), (True, ALIKE))
        groups = [(title, [one for one in self.kinds if one.alike is same]) for same, title in titled]
        return [(title, sections) for title, sections in groups if sections]


def own_side(me: Caregiver, child: Child) -> OwnSide:
    """Return one's own side, sealed or opened; for its author only."""
    opened = Opened.objects.filter(author=me, child=child).first()
    if opened:
        words = _opened_words(opened, me, wrapped_key(me.person_id))
        return OwnSide(words, 0, rules.Side(written=True, finished=True, opened=True))
    draft = _draft(me, child, Draft.Part.SIDE)
    if draft is None:
        return OwnSide(nothing())
    words = words_in(draft.text(me.person_id, wrapped_key(me.person_id)))
    side = rules.Side(written=any(words.values()), finished=draft.finished_at is not None)
    return OwnSide(words, draft.number, side)


def own_note(me: Caregiver, child: Child) -> Note:
    """Return one's own note on the pattern; nothing of it ever opens."""
    draft = _draft(me, child, Draft.Part.PATTERN)
    return Note(draft.text(me.person_id, wrapped_key(me.person_id)), draft.number) if draft else Note()


def _draft(me: Caregiver, child: Child, part: str) -> Draft | None:
    return Draft.objects.filter(author=me, child=child, part=part).first()


def words_in(text: str) -> rules.Words:
    """Read a side as it is kept; what is not asked any more is left out."""
    kept = json.loads(text or "{}")
    return {key: kept.get(key, "") for key in nothing()}


def opened_sides(circle: Circle, child: Child) -> Open | None:
    """Return both sides once they have opened to each other; None before, and to anyone else."""
    me, partner = circle.me, circle.partner
    rows = {row.author_id: row for row in Opened.objects.filter(author__in=circle.partners, child=child)}
    if partner is None or me.pk not in rows or partner.pk not in rows or rows[partner.pk].to_id != me.pk:
        return None
    keys = wrapped_keys(circle.partners)
    said = {one.pk: _opened_words(rows[one.pk], one, keys[one.pk]) for one in circle.partners}
    return _sections(circle, said, rows[me.pk].opened_at)


def _sections(circle: Circle, said: dict[UUID, rules.Words], at: datetime) -> Open:
    def of(key: str, *, chosen: bool) -> tuple[Said, ...]:
        pairs = [(one, next((two for two in circle.partners if two != one), None)) for one in circle.partners]
        return tuple(
            Said(one, other, said[one.pk][key] if chosen else "", "" if chosen else said[one.pk][key])
            for one, other in pairs
        )

    def same(key: str) -> bool | None:
        one, other = (said[person.pk][key] for person in circle.partners)
        return rules.alike(one, other)

    kinds = {kind.key: kind for kind in asked().kinds}
    order = rules.in_order_to_talk((key, same(key)) for key in kinds)
    return Open(
        at,
        tuple(Section(kinds[key].title, kinds[key].hint, of(key, chosen=True), same(key)) for key in order),
        tuple(Section(part.title, part.hint, of(part.key, chosen=False)) for part in asked().parts),
    )


def place_of_opened(row: Opened, author: Caregiver) -> vault.Place:
    """Return where an opened side belongs."""
    return vault.Place("expecting.Opened", "sealed", author.person_id, row.pk)


def _opened_words(row: Opened, author: Caregiver, wrapped: bytes) -> rules.Words:
    return words_in(vault.open_text(row.sealed, wrapped=wrapped, place=place_of_opened(row, author)))
