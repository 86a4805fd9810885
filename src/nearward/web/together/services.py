"""The writes of words and plans. Whoever answers, answers for themselves; two at once are in turn."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from nearward.domain import agreement
from nearward.domain import together as rules
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.once import once
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, today_of, wrapped_key
from nearward.web.people.services import hold_family, ring_partners
from nearward.web.together import selectors
from nearward.web.together.models import Plan, Wording


def propose_words(*, circle: Circle, about: str, words: str, seen: int, now: datetime) -> None:
    """Put words to the other. What both agreed to before stands until they agree to these."""
    me = circle.me
    with transaction.atomic():
        hold_family(me.family_id)
        state = selectors.words_about(circle, about).state
        accepted = agreement.propose(state, words=words, seen=seen, longest=rules.WORDING_LONGEST)
        newest = Wording.objects.filter(family=me.family_id, about=about).order_by("-number").first()
        row = Wording(
            family_id=me.family_id, about=about, number=newest.number + 1 if newest else 1, author=me,
            to=circle.partner, said_at=now,
        )  # fmt: skip
        place = selectors.place_of(row, me)
        row.sealed = vault.seal_text(accepted, wrapped=wrapped_key(me.person_id), place=place)
        row.save(force_insert=True)
        ring_partners(me.family_id, now)


def agree_words(*, circle: Circle, about: str, seen: int, now: datetime) -> None:
    """Agree to exactly the words one read."""
    me = circle.me
    with transaction.atomic():
        hold_family(me.family_id)
        state = selectors.words_about(circle, about).state
        agreement.agree(state, seen=seen)
        Wording.objects.filter(family=me.family_id, about=about, number=seen).update(agreed_at=now)
        ring_partners(me.family_id, now)


def plan_small(*, circle: Circle, name: str, words: str, weeks: int, key: UUID, now: datetime) -> UUID:
    """Offer one small thing for this week or the next; it takes the place of an offer of one's own for it."""
    if circle.partner is None:
        raise Refused(N_("This one needs two, and nobody else is here yet."))
    name, words = rules.accept_small(name, words)
    if name and name not in {one.name for one in selectors.small_offered(circle)}:
        raise Refused(N_("Choose one small thing, or write your own."), field="words")
    fades = rules.week_ends(now, ZoneInfo(circle.me.person.zone), weeks=weeks)
    return _plan(circle, Plan.Kind.SMALL, {"name": name, "words": words}, fades, True, key, now)


def keep_time(*, circle: Circle, kept: rules.Kept, key: UUID, now: datetime) -> UUID:
    """Keep one time a week; it takes the place of the one kept before. Asked for hands, it waits for a yes."""
    me = circle.me
    rules.accept_kept(kept, today=today_of(me, now=now))
    asks = kept.holds and circle.partner is not None and not circle.grieves
    said = {
        "weekday": kept.weekday, "start": f"{kept.start:%H:%M}", "end": f"{kept.end:%H:%M}",
        "until": str(kept.until), "words": kept.words, "holds": asks,
    }  # fmt: skip
    return _plan(circle, Plan.Kind.TIME, said, rules.kept_ends(kept, ZoneInfo(me.person.zone)), asks, key, now)


def _plan(
    circle: Circle, kind: str, said: dict[str, Any], fades: datetime, asks: bool, key: UUID, now: datetime
) -> UUID:
    me = circle.me

    def make() -> UUID:
        hold_family(me.family_id)
        standing = Plan.objects.filter(author=me, kind=kind, ended_at=None)
        (standing.filter(fades_at=fades) if kind == Plan.Kind.SMALL else standing).update(ended_at=now)
        row = Plan(
            family_id=me.family_id, kind=kind, author=me, to=circle.partner, asks=asks, said_at=now, fades_at=fades
        )
        place = selectors.place_of(row, me)
        row.sealed = vault.seal_text(json.dumps(said), wrapped=wrapped_key(me.person_id), place=place)
        row.save(force_insert=True)
        ring_partners(me.family_id, now)
        return row.pk

    return once(author=me.person, key=key, body=["plan", kind, said, fades], make=make)


def answer_plan(*, row: Plan, by: Caregiver, how: str, words: str, now: datetime) -> None:
    """Answer for oneself; a later answer takes its place while it stands."""
    how, line = rules.accept_answer(row.kind, how, words, by_author=row.author_id == by.pk)
    if not row.asks:
        raise Refused(N_("There is nothing to answer here. It needs nothing of you."))
    with transaction.atomic():
        hold_family(by.family_id)
        standing = Plan.objects.filter(pk=row.pk, ended_at=None, fades_at__gt=now)
        sealed = vault.seal_text(line, wrapped=wrapped_key(by.person_id), place=selectors.place_of_answer(row, by))
        if not standing.update(answer=how, answer_words=sealed):
            raise Refused(N_("This is over. You can plan something anew."))
        ring_partners(by.family_id, now)


def end_plan(*, row: Plan, by: Caregiver, now: datetime) -> None:
    """End a plan of one's own; nothing is said about why."""
    if row.author_id != by.pk:
        raise Refused(N_("Only the person who planned it can end it."))
    with transaction.atomic():
        Plan.objects.filter(pk=row.pk, ended_at=None).update(ended_at=now)
        ring_partners(row.family_id, now)
