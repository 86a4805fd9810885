"""The only writes of screening. Nobody hears of any of them."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nearward.domain.refused import Refused
from nearward.domain.screening.instrument import Instrument
from nearward.domain.screening.scoring import accept_answers
from nearward.domain.sentence import say
from nearward.domain.trusted import Trusted, accept_trusted
from nearward.domain.words import N_
from nearward.web.core import vault
from nearward.web.core.forget import forget_soon
from nearward.web.core.once import once
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import today_of, wrapped_key
from nearward.web.screening import selectors
from nearward.web.screening.models import Answered, SomeoneTrusted

TOO_SOON = N_("You answered this within the last %(days)s days, the days it asks about. It opens again after them.")


def keep_answers(*, me: Caregiver, form: Instrument, chosen: Sequence[int], key: UUID, now: datetime) -> UUID:
    """Keep one's answers to a form, sealed, and return them. Raises `Refused` before its window has passed."""
    accept_answers(form, chosen)

    def make() -> UUID:
        refuse_too_soon(me=me, form=form, now=now)
        row = Answered(author=me, at=now)
        text = json.dumps({"form": form.key, "chosen": list(chosen)})
        place = row.place(me.person_id)
        row.sealed = vault.seal_text(text, wrapped=wrapped_key(me.person_id), place=place)
        row.save(force_insert=True)
        return row.pk

    return once(author=me.person, key=key, body=["screening", form.key, list(chosen)], make=make)


def refuse_too_soon(*, me: Caregiver, form: Instrument, now: datetime) -> None:
    """Raise `Refused` while the days a form asks about were already asked about."""
    if selectors.open_from(form, selectors.own_answers(me), today_of(me, now=now)):
        raise Refused(say(TOO_SOON, days=form.window.days))


def forget_answers(*, row: Answered) -> None:
    """Delete one of one's own answered forms, for good."""
    row.delete()
    forget_soon()


def save_trusted(*, me: Caregiver, said: Trusted) -> None:
    """Keep whom one would call, sealed."""
    kept = accept_trusted(said)
    row = SomeoneTrusted(author=me)
    text = json.dumps({"name": kept.name, "phone": kept.phone})
    sealed = vault.seal_text(text, wrapped=wrapped_key(me.person_id), place=row.place(me.person_id))
    with transaction.atomic():
        SomeoneTrusted.objects.update_or_create(author=me, defaults={"sealed": sealed})
    forget_soon()


def forget_trusted(*, me: Caregiver) -> None:
    """Keep nobody any more."""
    SomeoneTrusted.objects.filter(author=me).delete()
    forget_soon()
