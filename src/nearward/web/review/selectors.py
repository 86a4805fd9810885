"""The reads of the review. `own_side` is for its author alone; all else is open to both."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from nearward.domain import review
from nearward.web.core import vault
from nearward.web.holding.little_room import rests_between
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, wrapped_keys, zone_of
from nearward.web.review.models import Agreed, Draft, Meeting, Opened

PAGE = 12
NOTHING: review.Words = dict.fromkeys(review.PARTS, "")


@dataclass(frozen=True)
class OwnSide:
    """One's own sealed side of a week."""

    words: review.Words = field(default_factory=lambda: NOTHING)
    number: int = 0
    side: review.Side = field(default_factory=review.Side)
    partner_agrees: bool = False


@dataclass(frozen=True)
class Voice:
    """What one person says in one part: the words that stand, those before, and when they were changed."""

    by: Caregiver
    words: str
    earlier: tuple[str, ...] = ()
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Section:
    """One of the five parts, with who said what in it."""

    part: str
    title: str
    voices: tuple[Voice, ...]

    @property
    def said(self) -> bool:
        """Whether anyone says anything in it, or did."""
        return any(voice.words or voice.earlier for voice in self.voices)


@dataclass(frozen=True)
class Open:
    """An opened week."""

    week: date
    opened_at: datetime
    sections: tuple[Section, ...]
    mine: review.Words
    number: int


def week_named(text: str, today: date) -> date:
    """Return the week an address names, or 404."""
    try:
        week = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not review.is_week(week, today) or str(week) != text:
        raise Http404
    return week


def own_side(me: Caregiver, week: date, partner: Caregiver | None = None) -> OwnSide:
    """Return one's own sealed side of a week, and whether the partner agrees to open it; for its author only."""
    agreeing = who_agrees(filter(None, (me, partner)), week)
    draft = Draft.objects.select_related("author__person__vault_key").filter(author=me, week=week).first()
    words = words_in(draft.text(me.person_id, draft.author.person.vault_key.wrapped)) if draft else NOTHING
    side = review.Side(
        written=any(words.values()),
        finished=draft is not None and draft.finished_at is not None,
        agrees=me.pk in agreeing,
        opened=has_opened(me, week),
    )
    return OwnSide(words, draft.number if draft else 0, side, bool(agreeing - {me.pk}))


def has_opened(me: Caregiver, week: date) -> bool:
    """Whether a week of mine has opened."""
    return Opened.objects.filter(author=me, week=week).exists()


def words_in(text: str) -> review.Words:
    """Read the five parts as they are kept."""
    return {**NOTHING, **json.loads(text or "{}")}


def day_of_meeting(me: Caregiver, week: date) -> date:
    """Return the day chosen to look at a week together; its Sunday where none was."""
    chosen = Meeting.objects.filter(family=me.family_id, week=week).values_list("day", flat=True).first()
    return chosen or review.last_day(week)


def who_agrees(people: Iterable[Caregiver], week: date) -> set[UUID]:
    """Return who of these agrees to open what there is."""
    return set(Agreed.objects.filter(author__in=list(people), week=week).values_list("author_id", flat=True))


def partner_agrees(circle: Circle, week: date) -> bool:
    """Whether the partner agrees to open what there is."""
    return circle.partner is not None and bool(who_agrees([circle.partner], week))


def weeks_opened(circle: Circle, *, before: date | None = None) -> list[date]:
    """Return the weeks that opened, newest first, a page at a time."""
    rows = Opened.objects.filter(author=circle.me, number=1)
    rows = rows.filter(week__lt=before) if before else rows
    return list(rows.order_by("-week").values_list("week", flat=True)[:PAGE])


def own_opened(me: Caregiver, week: date) -> review.Words:
    """Return one's own side of an opened week, as it stands."""
    rows = Opened.objects.filter(author=me, week=week).select_related("author__person__vault_key")
    row = rows.order_by("-number").first()
    return opened_words(row, me, bytes(row.author.person.vault_key.wrapped)) if row else NOTHING


def opened_week(circle: Circle, week: date) -> Open | None:
    """Return an opened week: my side, and the partner's where it opened to me. None before it opens."""
    mine = Q(author=circle.me)
    seen = mine | Q(author=circle.partner, to=circle.me) if circle.partner else mine
    rows = list(Opened.objects.filter(seen, week=week).order_by("number"))
    own = [row for row in rows if row.author_id == circle.me.pk]
    if not own:
        return None
    keys = wrapped_keys(circle.partners)
    said = [(person, _said(rows, person, keys[person.pk])) for person in circle.partners]
    sections = [
        Section(part, title, tuple(_voice(person, part, texts) for person, texts in said if texts))
        for part, title in review.PARTS.items()
    ]
    my_words = next(texts for person, texts in said if person == circle.me)[-1][1]
    return Open(week, own[0].said_at, tuple(sections), my_words, own[-1].number)


def little_room(circle: Circle, week: date, *, now: datetime) -> bool:
    """Return whether a week opens with what could carry some of it, in the same words for both.

    It does where something offered waited for a week and nobody was asked: in that week, or in the week before
    after its review had opened.
    """
    start, end = review.span(week, zone_of(circle.me.family))
    rests = rests_between(circle, start - review.WEEK, end, now=now)
    before = [at for at in rests if at < start]
    if not before or before != rests:
        return bool(rests)
    opened = Opened.objects.filter(author=circle.me, week=week - review.WEEK, number=1).first()
    return opened is not None and max(before) > opened.said_at


def place_of_opened(row: Opened, author: Caregiver) -> vault.Place:
    """Return where an opened side belongs."""
    return vault.Place("review.Opened", "sealed", author.person_id, row.pk)


def opened_words(row: Opened, author: Caregiver, wrapped: bytes) -> review.Words:
    """Open an opened side's words with its author's key."""
    return words_in(vault.open_text(row.sealed, wrapped=wrapped, place=place_of_opened(row, author)))


def _said(rows: Iterable[Opened], author: Caregiver, wrapped: bytes) -> list[tuple[datetime, review.Words]]:
    own = [row for row in rows if row.author_id == author.pk]
    return [(row.said_at, opened_words(row, author, wrapped)) for row in own]


def _voice(by: Caregiver, part: str, said: list[tuple[datetime, review.Words]]) -> Voice:
    before = review.earlier([words for _at, words in said], part)
    since = review.stands_since([words for _at, words in said], part)
    return Voice(by, said[-1][1][part], tuple(before), said[since][0] if before else None)
