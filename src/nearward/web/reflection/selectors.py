"""The reads of reflection. `own` is for its author alone; `shared_by` is all the partner's side may call."""

import json
from dataclasses import dataclass, field
from typing import Any

from nearward.data.practices import situations
from nearward.domain import reflection as rules
from nearward.domain.sentence import Sentence
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.reflection.models import Draft, Shared


@dataclass(frozen=True)
class Own:
    """What one wrote about one thing, and the number of its last save."""

    said: dict[str, Any] = field(default_factory=dict)
    number: int = 0


@dataclass(frozen=True)
class Line:
    """One situation of the list, and what one tends to do in it, where something was said."""

    situation: rules.Situation
    told: Sentence | None


def own(me: Caregiver, about: str) -> Own:
    """Return one's own words about one thing; only their author may be handed them."""
    drafts = Draft.objects.select_related("author__person__vault_key")
    row = drafts.filter(author=me, about=about).first()
    if row is None:
        return Own()
    return Own(read(row.text(me.person_id, row.author.person.vault_key.wrapped)), row.number)


def read(text: str) -> dict[str, Any]:
    """Read what is kept."""
    said: dict[str, Any] = json.loads(text or "{}")
    return said


def lines(me: Caregiver, *, baby: bool) -> list[Line]:
    """Return the situations with what one tends to do in each; for their author alone."""
    said = own(me, Draft.About.WAYS).said
    return [Line(one, rules.told(one, said.get(one.name, ()))) for one in rules.offered(situations(), baby=baby)]


def shared_by(author: Caregiver, *, to: Caregiver) -> str:
    """Return the sentence this person shares with that partner; never shared and taken back are the same."""
    rows = Shared.objects.select_related("author__person__vault_key").filter(author=author, to=to)
    row = rows.first()
    if row is None:
        return ""
    wrapped = bytes(row.author.person.vault_key.wrapped)
    return vault.open_text(row.sealed, wrapped=wrapped, place=place_of_shared(author))


def place_of_shared(author: Caregiver) -> vault.Place:
    """Return where a shared sentence belongs."""
    return vault.Place("reflection.Shared", "sealed", author.person_id, author.pk)
