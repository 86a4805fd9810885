"""The only reads of check-ins.

Of someone else's, the lean may call `latest_words`, plans `statements_of`, offers `rooms_said`, and a person's own
direction `needs_said_by`: open words all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from nearward.domain import waiting
from nearward.domain.need_forecast import KNOWN_DAYS, Statement
from nearward.domain.needs import exact_need10, need10
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import wrapped_key

FRESH = waiting.FRESH
KNOWN = timedelta(days=KNOWN_DAYS + 1)  # 21 of a person's days, wherever in a day now is
PAGE = 30
MOST = 1000  # check-ins gathered into weeks: more than two a day for a year


def _heard() -> QuerySet[Said]:
    """Return what was said openly and reached the other: not what was said while sharing was paused."""
    return Said.objects.filter(held=False)


@dataclass(frozen=True)
class Latest:
    """What a person said last, within 36 hours; `no_room`: the latest room they said in that time is none."""

    levels: Mapping[str, int]
    room: int | None
    no_room: bool


def latest_words(
    people: Iterable[Caregiver], *, now: datetime, **beside: Any
) -> tuple[dict[UUID, Latest], dict[UUID, dict[str, Any]]]:
    """Return each person's latest open word of the last 36 hours, where there is one, and what is read beside it.

    One query: `beside` are expressions over a caregiver, which another room has this one read along.
    """
    lately = _heard().filter(author=OuterRef("pk"), at__gt=now - FRESH, at__lte=now).order_by("-at")
    rows = Caregiver.objects.filter(pk__in=[person.pk for person in people]).annotate(
        said_levels=Subquery(lately.values("levels")[:1]),
        said_room=Subquery(lately.values("room")[:1]),
        latest_room=Subquery(lately.filter(room__isnull=False).values("room")[:1]),
        **beside,
    )
    found = {row["pk"]: row for row in rows.values("pk", "said_levels", "said_room", "latest_room", *beside)}
    words = {
        pk: Latest(row["said_levels"], row["said_room"], row["latest_room"] == waiting.NONE)
        for pk, row in found.items()
        if row["said_levels"] is not None
    }
    return words, found


def last_levels(author: Caregiver) -> Said | None:
    """Return what the author said last, to start the next check-in from."""
    return Said.objects.filter(author=author).order_by("-at").first()


def statements_of(people: Iterable[Caregiver], *, now: datetime) -> dict[UUID, list[Statement]]:
    """Return the needs (0–10) and rooms (0–4) each said openly in 22 days, oldest first; for plans."""
    said: dict[UUID, list[Statement]] = {person.pk: [] for person in people}
    rows = _heard().filter(author__in=said, at__gt=now - KNOWN, at__lte=now).order_by("-at")
    for author, at, levels, room in rows.values_list("author", "at", "levels", "room")[:MOST]:
        need = exact_need10(levels) if levels else None
        said[author].append(Statement(at, need, None if room is None else Fraction(room)))
    return {author: found[::-1] for author, found in said.items()}


def rooms_said(
    people: Iterable[Caregiver], *, since: datetime, now: datetime
) -> dict[UUID, list[tuple[datetime, int]]]:
    """Return when each said openly how much room there is (0–4), oldest first; for what waits for some."""
    said: dict[UUID, list[tuple[datetime, int]]] = {person.pk: [] for person in people}
    rows = _heard().filter(author__in=said, at__gt=since, at__lte=now, room__isnull=False).order_by("-at")
    for author, at, room in rows.values_list("author", "at", "room")[:MOST]:
        if room is not None:
            said[author].append((at, room))
    return {author: found[::-1] for author, found in said.items()}


def needs_said_by(partner: Caregiver, *, since: datetime) -> list[tuple[datetime, float]]:
    """Return when the partner said openly what they need, and how much (0–10), oldest first."""
    said = _heard().filter(author=partner, at__gt=since).order_by("at").values_list("at", "levels")
    return [(at, need10(levels)) for at, levels in said if levels]


def moves_of(author: Caregiver, *, since: datetime) -> QuerySet[CheckIn]:
    """Return the author's own check-ins since then, oldest first, with no more than a direction needs."""
    mine = CheckIn.objects.filter(author=author, at__gt=since).order_by("at")
    return mine.only("author_id", "at", "zone", "day", "stress", "move", "event")


def said_since(author: Caregiver, *, since: datetime) -> list[Said]:
    """Return what this person said openly since then, oldest first; nothing said while sharing was paused."""
    return list(_heard().filter(author=author, at__gte=since).order_by("at")[:MOST])


def own_words_since(author: Caregiver, *, since: datetime) -> list[CheckIn]:
    """Return the author's own stress and move since then, oldest first, without note or sleep."""
    mine = CheckIn.objects.filter(author=author, at__gte=since).order_by("at")
    return list(mine.only("author_id", "at", "day", "stress", "move")[:MOST])


def own_checkins(author: Caregiver, *, before: datetime | None = None) -> QuerySet[CheckIn]:
    """Return the author's own check-ins, newest first, one page of them."""
    mine = CheckIn.objects.filter(author=author).select_related("said").order_by("-at")
    return mine.filter(at__lt=before)[:PAGE] if before else mine[:PAGE]


def own_needs(author: Caregiver, *, since: datetime) -> list[tuple[date, float]]:
    """Return the day and need (0–10) of the author's own open words since then, newest first, at most `MOST`."""
    mine = CheckIn.objects.filter(author=author, at__gt=since, said__isnull=False).order_by("-at")
    rows = mine.values_list("day", "said__levels")[:MOST]
    return [(day, need10(levels)) for day, levels in rows if levels]


def own_checkin(author: Caregiver, checkin_id: UUID) -> CheckIn:
    """Return one of the author's own check-ins, or 404 for anyone else's."""
    return get_object_or_404(CheckIn.objects.select_related("said"), pk=checkin_id, author=author)


def note_place(checkin: CheckIn, person_id: UUID) -> vault.Place:
    """Return where this check-in's note belongs."""
    return vault.Place("checkins.CheckIn", "note", person_id, checkin.pk)


def note_of(checkin: CheckIn, author: Caregiver) -> str:
    """Open the note of one's own check-in."""
    if not checkin.note:
        return ""
    wrapped = wrapped_key(author.person_id)
    return vault.open_text(checkin.note, wrapped=wrapped, place=note_place(checkin, author.person_id))
