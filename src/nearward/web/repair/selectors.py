"""The reads of repairs. `own_step` is for its author alone; all else is open to the two."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from nearward.domain import repair as rules
from nearward.web.core import vault
from nearward.web.people.earlier import Earlier
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, wrapped_keys
from nearward.web.repair.models import Draft, Left, Proposal, Repair, Shared

PAGE = 12


@dataclass(frozen=True)
class Said:
    """The words of a step: what one felt, where the step asks, and a sentence or more."""

    words: str = ""
    feelings: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps({"words": self.words, "feelings": list(self.feelings)})

    @staticmethod
    def from_text(text: str) -> "Said":
        """Read it as it is kept."""
        kept = json.loads(text or "{}")
        return Said(kept.get("words", ""), tuple(kept.get("feelings", ())))

    @property
    def left_out(self) -> bool:
        """Whether there is nothing in it."""
        return not self.words and not self.feelings

    @property
    def felt(self) -> list[str]:
        """Return the feelings in words."""
        return [rules.FEELINGS[name] for name in self.feelings if name in rules.FEELINGS]


@dataclass(frozen=True)
class OwnStep:
    """One's own words of a step, the number of their last save, whether they are shared, and whose turn it is."""

    said: Said
    number: int
    shared: bool
    turns: rules.Turns
    left: bool


@dataclass(frozen=True)
class Step:
    """One step as both may see it: what each shared of it, if they did."""

    key: str
    title: str
    mine: Said | None
    theirs: Said | None


@dataclass(frozen=True)
class Offered:
    """Words for the one agreement, as they stand."""

    by: Caregiver
    words: str
    state: rules.Agreement
    before: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A repair as both may see it."""

    repair: Repair
    about: str
    turns: rules.Turns
    steps: tuple[Step, ...]
    offered: Offered | None
    left: bool

    @property
    def last_shared(self) -> str:
        """Return the step I shared last, which I can take back."""
        return rules.ORDER[self.turns.mine - 1] if self.turns.mine else ""


def works_alone(circle: Circle) -> bool:
    """Whether this person works on a repair alone. A silent switch of theirs for that belongs here, only here."""
    return circle.partner is None


def _of(circle: Circle) -> QuerySet[Repair]:
    """Return the repairs I am one of the two of, and one's own alone; what someone who left said is not shown."""
    return Repair.objects.filter(Q(starter=circle.me) | Q(other=circle.me))


def repair_seen_by(circle: Circle, repair_id: UUID) -> Repair:
    """Return a repair of mine, or 404 alike for "not there" and "not mine"."""
    return get_object_or_404(_of(circle), pk=repair_id)


def repairs(circle: Circle, *, before: datetime | None = None) -> list[tuple[Repair, str]]:
    """Return the repairs with what they are about, newest first, a page at a time."""
    rows = _of(circle).filter(started_at__lt=before) if before else _of(circle)
    page = list(rows.order_by("-started_at")[:PAGE])
    keys = _keys(circle) if page else {}
    return [(row, _about(row, circle, keys)) for row in page]


def turns_of(repair: Repair, circle: Circle) -> rules.Turns:
    """Return how far both are, seen from me."""
    authors = list(Shared.objects.filter(repair=repair).values_list("author_id", flat=True))
    return _turns(repair, circle, authors, who_left(repair))


def _turns(repair: Repair, circle: Circle, authors: list[UUID], left: set[UUID]) -> rules.Turns:
    mine = authors.count(circle.me.pk)
    both = {person.pk for person in circle.partners} == {repair.starter_id, repair.other_id}
    return rules.Turns(mine, len(authors) - mine, bool(left), both)


def who_left(repair: Repair) -> set[UUID]:
    """Return who left. To the other, only that it rests is told."""
    return set(Left.objects.filter(repair=repair).values_list("author_id", flat=True))


def latest_proposal(repair: Repair) -> Proposal | None:
    """Return the words for the agreement that stand."""
    return Proposal.objects.filter(repair=repair).order_by("-number").first()


def agreement_of(row: Proposal | None, me: Caregiver) -> rules.Agreement:
    """Return how an agreement stands, as `me` sees it."""
    if row is None:
        return rules.Agreement()
    return rules.Agreement(row.number, row.author_id == me.pk, row.agreed_at is not None)


def seen(circle: Circle, repair: Repair) -> Seen:
    """Return a repair as both may see it: nothing of what is written and not shared."""
    people, keys, left = {person.pk: person for person in circle.partners}, _keys(circle), who_left(repair)
    rows = list(Shared.objects.filter(repair=repair))
    said = {
        (row.step, row.author_id): Said.from_text(_opened(row, people[row.author_id], keys[row.author_id]))
        for row in rows
        if row.author_id in people
    }
    partner = circle.partner.pk if circle.partner else None
    steps = [
        Step(step, title, said.get((step, circle.me.pk)), said.get((step, partner)) if partner else None)
        for step, title in rules.STEPS.items()
    ]
    turns = _turns(repair, circle, [row.author_id for row in rows], left)
    about, offered = _about(repair, circle, keys), _offered(repair, circle, keys)
    return Seen(repair, about, turns, tuple(steps), offered, left=circle.me.pk in left)


def _offered(repair: Repair, circle: Circle, keys: dict[UUID, bytes]) -> Offered | None:
    people = {person.pk: person for person in circle.partners}
    rows = list(Proposal.objects.filter(repair=repair).order_by("-number"))
    if not rows or rows[0].author_id not in people:
        return None
    said = [
        Earlier(_opened(row, by, keys[by.pk]), by, row.said_at, row.agreed_at is not None)
        for row in rows
        if (by := people.get(row.author_id))
    ]
    assert said[0].by is not None
    return Offered(said[0].by, said[0].words, agreement_of(rows[0], circle.me), tuple(said[1:]))


def _keys(circle: Circle) -> dict[UUID, bytes]:
    return wrapped_keys(circle.partners)


def step_named(step: str) -> str:
    """Return a step's key, or 404."""
    if step not in rules.STEPS:
        raise Http404
    return step


def own_step(repair: Repair, circle: Circle, step: str) -> OwnStep:
    """Return one's own words of a step; only their author may be handed them."""
    me = circle.me
    drafts = Draft.objects.select_related("author__person__vault_key")
    row = drafts.filter(repair=repair, author=me, step=step).first()
    said = Said.from_text(row.text(me.person_id, row.author.person.vault_key.wrapped)) if row else Said()
    shared = list(Shared.objects.filter(repair=repair).values_list("author_id", "step"))
    left = who_left(repair)
    turns = _turns(repair, circle, [author for author, _step in shared], left)
    return OwnStep(said, row.number if row else 0, (me.pk, step) in shared, turns, me.pk in left)


def shared_steps(repair: Repair, me: Caregiver) -> set[str]:
    """Return the steps I shared."""
    return set(Shared.objects.filter(repair=repair, author=me).values_list("step", flat=True))


def place_of(row: Shared | Proposal, author: Caregiver) -> vault.Place:
    """Return where shared words belong."""
    return vault.Place(row._meta.label, "sealed", author.person_id, row.pk)


def place_of_about(repair: Repair, starter: Caregiver) -> vault.Place:
    """Return where the words a repair is about belong."""
    return vault.Place("repair.Repair", "about", starter.person_id, repair.pk)


def _opened(row: Shared | Proposal, author: Caregiver, wrapped: bytes) -> str:
    return vault.open_text(row.sealed, wrapped=wrapped, place=place_of(row, author))


def _about(repair: Repair, circle: Circle, keys: dict[UUID, bytes]) -> str:
    starter = next((person for person in circle.partners if person.pk == repair.starter_id), None)
    if starter is None:
        return ""
    return vault.open_text(repair.about, wrapped=keys[starter.pk], place=place_of_about(repair, starter))
