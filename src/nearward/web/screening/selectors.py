"""The only reads of screening: one's own. The partner's side of the house calls none of them."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404

from nearward.data.instruments import epds_with_text, instruments
from nearward.domain.daytime import day_of
from nearward.domain.refused import Refused
from nearward.domain.screening.instrument import Instrument
from nearward.domain.screening.offering import SHORT_AND_LONG, is_a_good_time
from nearward.domain.screening.scoring import Result, result
from nearward.domain.screening.windows import offered_from
from nearward.domain.trusted import Trusted
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, today_of, wrapped_key
from nearward.web.screening.models import Answered, SomeoneTrusted

MOST = 60


@cache
def forms_of(epds: str) -> Mapping[str, Instrument]:
    """Return the forms that can be asked here; the EPDS only with the host's own licensed text."""
    known = {key: form for key, form in instruments().items() if form.has_text}
    if not epds:
        return known
    try:
        return known | {"epds": epds_with_text(Path(epds))}
    except Refused as refusal:
        logging.getLogger("nearward").warning("NEARWARD_EPDS: %s", refusal)
        return known


def forms_for(circle: Circle) -> dict[str, Instrument]:
    """Return the forms offered in this family; after a loss none that asks about a birth."""
    forms = forms_of(settings.EPDS)
    return {key: form for key, form in forms.items() if key != "epds" or not circle.grieves}


def form_named(key: str, circle: Circle) -> Instrument:
    """Return a form that is offered, or 404."""
    form = forms_for(circle).get(key)
    if form is None:
        raise Http404
    return form


def with_baby(circle: Circle) -> bool:
    """Whether a baby is born and here: only then do the words speak of one."""
    return any(child.born_on for child in circle.children)


@dataclass(frozen=True)
class Kept:
    """One form as it was answered, and what that came to."""

    row: Answered
    form: Instrument
    chosen: tuple[int, ...]
    day: date

    @property
    def result(self) -> Result:
        """Score it."""
        return result(self.form, self.chosen)


def own_answers(me: Caregiver) -> list[Kept]:
    """Return one's own answered forms, newest first; bounded, in two queries."""
    rows = list(Answered.objects.filter(author=me).order_by("-at")[:MOST])
    wrapped = wrapped_key(me.person_id) if rows else b""
    return [_opened(row, me, wrapped) for row in rows]


def own_answer(me: Caregiver, result_id: UUID) -> Kept:
    """Return one of one's own answered forms, or 404."""
    return _opened(get_object_or_404(Answered, pk=result_id, author=me), me, wrapped_key(me.person_id))


def _opened(row: Answered, me: Caregiver, wrapped: bytes) -> Kept:
    said = json.loads(vault.open_text(row.sealed, wrapped=wrapped, place=row.place(me.person_id)))
    form = {**instruments(), **forms_of(settings.EPDS)}[said["form"]]
    return Kept(row, form, tuple(said["chosen"]), day_of(row.at, ZoneInfo(me.person.zone)))


def last_of(form: Instrument, kept: list[Kept]) -> Kept | None:
    """Return when this form was answered last."""
    return next((one for one in kept if one.form.key == form.key), None)


def open_from(form: Instrument, kept: list[Kept], today: date) -> date | None:
    """Return the day from which a form makes sense again; None when that is today."""
    last = last_of(form, kept)
    day = offered_from(form, last.day if last else None, today)
    return None if day <= today else day


def from_the_short_one(form: Instrument, kept: list[Kept], today: date) -> tuple[int, ...]:
    """Return what the short form said today, to start the long one from; it asks the same two first."""
    short = next((one for one in kept if SHORT_AND_LONG.get(one.form.key) == form.key), None)
    return short.chosen if short and short.day == today else ()


def good_time(circle: Circle, *, now: datetime) -> bool:
    """Whether a form fits now by the time since a birth; never after a loss. One query."""
    born = max((child.born_on for child in circle.children if child.born_on), default=None)
    if born is None:
        return False
    newest = Answered.objects.filter(author=circle.me).order_by("-at").values_list("at", flat=True).first()
    last = day_of(newest, ZoneInfo(circle.me.person.zone)) if newest else None
    return is_a_good_time(born, last, today_of(circle.me, now=now))


def trusted_by(me: Caregiver) -> Trusted | None:
    """Return whom one would call."""
    row = SomeoneTrusted.objects.filter(author=me).first()
    if row is None:
        return None
    text = vault.open_text(row.sealed, wrapped=wrapped_key(me.person_id), place=row.place(me.person_id))
    return Trusted(**json.loads(text))
