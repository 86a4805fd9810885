"""The writes of the desk that reach into rooms, and a counselor's own notes."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nearward.domain.consent import accept_note
from nearward.web.core.drafts import Page
from nearward.web.core.forget import forget_soon
from nearward.web.core.once import once
from nearward.web.desk.models import Note
from nearward.web.expecting import services as expecting
from nearward.web.grants import services as granting
from nearward.web.grants.models import Counsel
from nearward.web.people.models import Counselor
from nearward.web.people.selectors import wrapped_key
from nearward.web.review import services as review


@transaction.atomic
def rest(*, counsels: Sequence[Counsel], resting: bool, now: datetime) -> None:
    """Pause exercises for two, or let them go on; a week both had finished opens then. Raises `Refused`."""
    granting.rest(counsels=counsels, resting=resting, now=now)
    if not resting:
        review.open_what_waits(me=counsels[0].of, now=now)
        expecting.open_what_waits(me=counsels[0].of, now=now)


def start_note(*, desk: Counselor, about: UUID | None, who: str, day: date, key: UUID) -> UUID:
    """Begin a note of one's own, with nothing in it yet."""

    def make() -> UUID:
        row = Note(counselor=desk, about=about, day=day)
        _seal(row, desk, who, "", Page(0, key))
        row.save(force_insert=True)
        return row.pk

    return once(author=desk.person, key=key, body=["note", str(about), who], make=make)


def write_note(*, desk: Counselor, note: Note, who: str, words: str, page: Page) -> int:
    """Keep a note as it is written, and return the number of this save."""
    with transaction.atomic():
        row = Note.objects.select_for_update().get(pk=note.pk)
        _seal(row, desk, who, words, page)
        row.save()
    return row.number


def _seal(row: Note, desk: Counselor, who: str, words: str, page: Page) -> None:
    text = json.dumps(accept_note(who, words))
    row.write(text, owner=desk.pk, wrapped=wrapped_key(desk.pk), seen=page.seen, key=page.key)


def delete_note(*, note: Note) -> None:
    """Delete a note, for good."""
    note.delete()
    forget_soon()
