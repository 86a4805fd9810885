"""What a counselor reads: looked up with its grant in one transaction, and noted there for its author."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404

from nearward.domain import consent
from nearward.domain.consent import Grant, What
from nearward.domain.sentence import Sentence
from nearward.web.desk.readers import JOINT_READERS, READERS, Shown, View
from nearward.web.grants import selectors as grants
from nearward.web.grants import services as granting
from nearward.web.grants.models import Counsel
from nearward.web.people.models import Counselor
from nearward.web.people.selectors import circle_of, family_day


@dataclass(frozen=True)
class Page:
    """What one page of the desk shows: whose, what they give and until when, and what it holds."""

    counsels: tuple[Counsel, ...]
    given: Mapping[What, Grant]
    shown: tuple[Shown, ...]
    on: date
    untold: tuple[Sentence, ...] = ()  # what must not be mentioned to one of the two

    @property
    def names(self) -> str:
        """Return whose page this is."""
        return " · ".join(counsel.of.name for counsel in self.counsels)

    @property
    def until(self) -> date | None:
        """Return the first day on which some of it ends."""
        return min((grant.until for grant in self.given.values()), default=None)


def read_person(desk: Counselor, counsel_id: UUID, *, now: datetime) -> Page:
    """Read what one person gives, and leave a line for each class; 404 for anyone who did not let this desk in."""
    with transaction.atomic():
        counsel = grants.counsel_at(desk, counsel_id)
        given = grants.hold_grants(counsel, now=now)
        circle, today = circle_of(counsel.of, now=now), family_day(counsel.of, now=now)
        shown = tuple(READERS[what](View(circle, grant, today, now)) for what, grant in _ordered(given))
        granting.note_reads(counsel=counsel, whats=given, now=now)
        untold = grants.not_told(desk, counsel.of.family_id)
    return Page((counsel,), given, shown, today, untold)


def read_both(desk: Counselor, family_id: UUID, *, now: datetime) -> Page:
    """Read what two partners both give, and leave a line for each of them; 404 unless both let this desk in."""
    with transaction.atomic():
        pair = grants.both_at(desk, family_id)
        if pair is None:
            raise Http404
        given = consent.joint(*(grants.hold_grants(counsel, now=now) for counsel in pair))
        circle, today = circle_of(pair[0].of, now=now), family_day(pair[0].of, now=now)
        shown = tuple(JOINT_READERS[what](View(circle, grant, today, now)) for what, grant in _ordered(given))
        for counsel in pair:
            granting.note_reads(counsel=counsel, whats=given, now=now)
    return Page(pair, given, shown, today, grants.untold_of(pair))


def _ordered(given: Mapping[What, Grant]) -> list[tuple[What, Grant]]:
    return [(what, given[what]) for what in What if what in given]
