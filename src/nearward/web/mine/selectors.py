"""The reads of Mine. `shown_by` is the only one the partner's side of the house may call."""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings

from nearward.data.scales import prior_from
from nearward.domain.daytime import day_of, time_of_day
from nearward.domain.direction.mine import CheckIn, Mine, OpenNeed, mine
from nearward.domain.direction.model import PRIOR, Prior
from nearward.domain.direction.telling import ShownResult
from nearward.domain.refused import Refused
from nearward.web.checkins.selectors import moves_of, needs_said_by
from nearward.web.core import vault
from nearward.web.mine.models import Shown
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle

WINDOW = 28
AS_FAR_AS = timedelta(days=400)


@dataclass(frozen=True)
class Direction:
    """One's own direction and since when it is told; None before the first check-in."""

    mine: Mine
    since: date | None


@cache
def prior() -> Prior:
    """Return the prior this server learned with consent, else the usual one; a broken file is said in the log."""
    try:
        return prior_from(settings.SCALES)
    except Refused as refusal:
        logging.getLogger("nearward").warning("%s", refusal)
        return PRIOR


def direction_of(circle: Circle, *, now: datetime) -> Direction:
    """Work out one's own direction, from one's own answers and what the partner said openly; two bounded queries.

    Of the partner nothing is read but needs said to me.
    """
    zone, since = ZoneInfo(circle.me.person.zone), now - AS_FAR_AS
    own = _own(circle.me, since=since)
    said = needs_said_by(circle.partner, since=since) if circle.partner else []
    needs = [OpenNeed(day_of(at, zone), time_of_day(at, zone), need) for at, need in said]
    return Direction(mine(own, needs, WINDOW, prior()), min((row.day for row in own), default=None))


def stress_alone(me: Caregiver, *, now: datetime, since: datetime | None = None) -> Direction:
    """Work out one's own direction from one's own answers since then alone: nothing the partner said enters it."""
    own = _own(me, since=max(filter(None, (since, now - AS_FAR_AS))))
    return Direction(mine(own, (), WINDOW, prior()), min((row.day for row in own), default=None))


def _own(me: Caregiver, *, since: datetime) -> list[CheckIn]:
    return [
        CheckIn(row.day, time_of_day(row.at, ZoneInfo(row.zone)), row.stress, row.move, event=row.event)
        for row in moves_of(me, since=since)
    ]


def shown_by(author: Caregiver, *, to: Caregiver) -> ShownResult | None:
    """Return the direction this person shows that partner, or None: never shown and taken back are the same."""
    row = Shown.objects.filter(author=author, to=to).select_related("author__person__vault_key").first()
    if row is None:
        return None
    wrapped = bytes(row.author.person.vault_key.wrapped)
    text = vault.open_text(row.sealed, wrapped=wrapped, place=place_of_shown(author))
    return ShownResult.from_json(json.loads(text))


def place_of_shown(author: Caregiver) -> vault.Place:
    """Return where a shown result belongs."""
    return vault.Place("mine.Shown", "sealed", author.person_id, author.pk)
