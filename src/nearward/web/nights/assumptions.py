"""What a plan had to assume because nobody said it, told above "I agree" with a way to change each."""

from collections.abc import Sequence
from datetime import datetime

from nearward.domain.nights.family import Sleeper
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_
from nearward.web.nights.models import Feeding
from nearward.web.nights.needs import needs_ahead
from nearward.web.nights.selectors import hours_of
from nearward.web.people.models import Caregiver
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
        "assumed_hours": tuple(say(HOURS, name=one.name, **said) for one in partners if one.pk not in hours),
        "assumed_feeding": () if fed else (say(FEEDING),),
        "assumed_silence": tuple(say(SILENCE, name=one.name) for one in partners if not needs[one.pk].heard),
    }
