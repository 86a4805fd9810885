"""What a plan had to assume because nobody said it, told above "I agree" with a way to change each."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists

from nearward.domain.nights.family import Sleeper
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_
from nearward.web.nights.models import Feeding, Hours
from nearward.web.nights.needs import needs_ahead
from nearward.web.nights.selectors import NightSeen, hours_of
from nearward.web.people.models import Caregiver, Family
from nearward.web.people.selectors import Circle

HOURS = N_("Nobody said when %(name)s sleeps, so %(start)s to %(end)s is assumed.")
FEEDING = N_("Nobody said how the baby is fed at night, so a bottle from either of you is assumed.")
SILENCE = N_("Nothing was heard from %(name)s lately, so a middle need is assumed.")


def assumed(circle: Circle, people: Sequence[Caregiver], *, now: datetime) -> dict[str, tuple[Sentence, ...]]:
    """Return what is assumed now: hours, feeding, and the silence of a partner."""
    partners = [one for one in people if one.role == Caregiver.Role.PARTNER]
    hours, needs, usual = hours_of(circle), needs_ahead(circle, now=now), Sleeper("")
    said = {"start": f"{usual.bed:%H:%M}", "end": f"{usual.up:%H:%M}"}
    fed = Feeding.objects.filter(family=circle.me.family_id).exists()
    return {
        "assumed_hours": tuple(
            say(HOURS, name=one.name, **said) for one in partners if not _said(hours.get(one.pk))
        ),
        "assumed_feeding": () if fed else (say(FEEDING),),
        "assumed_silence": tuple(say(SILENCE, name=one.name) for one in partners if not needs[one.pk].heard),
    }


def _said(row: Hours | None) -> bool:
    return row is not None and row.said


def said_since(circle: Circle, seen: NightSeen, *, now: datetime) -> bool:
    """Return whether something a proposal had to assume was said after it was made."""
    if seen.holds or circle.me.role != Caregiver.Role.PARTNER:
        return False
    return _basis_said(circle, seen) or _heard_from(circle, seen, now=now)


def _basis_said(circle: Circle, seen: NightSeen) -> bool:
    """Return whether hours or feeding were said since, in one query."""
    who, fed = _named(seen, "assumed_hours"), bool(seen.words.get("assumed_feeding"))
    if not who and not fed:
        return False
    hours = Exists(Hours.objects.filter(caregiver__in=who, said=True))
    feeding = Exists(Feeding.objects.filter(family=circle.me.family_id))
    family = Family.objects.filter(pk=circle.me.family_id)
    hours_said, feeding_said = family.annotate(hours=hours, fed=feeding).values_list("hours", "fed").get()
    return hours_said or (fed and feeding_said)


def _heard_from(circle: Circle, seen: NightSeen, *, now: datetime) -> bool:
    silent = _named(seen, "assumed_silence")
    needs = needs_ahead(circle, now=now) if silent else {}
    return any(one.pk in needs and needs[one.pk].heard for one in silent)


def _named(seen: NightSeen, kind: str) -> list[Caregiver]:
    """Return the people a kind of assumption is about; names in a night are all different."""
    names = {str(one.values["name"]) for one in seen.words.get(kind, ())}
    return [one for one in seen.people if one.name in names]
