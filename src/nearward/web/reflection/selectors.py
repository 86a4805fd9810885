"""The reads of reflections. `shown_by` is the only one the partner's side of the house may call."""

import json
from dataclasses import dataclass, field

from nearward.data.reflection import learned, situations
from nearward.domain import reflection as rules
from nearward.web.core import vault
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle
from nearward.web.reflection.models import Draft, Shown


@dataclass(frozen=True)
class Learned:
    """Where one may have learned it, and what one wrote about that."""

    places: tuple[str, ...] = ()
    words: str = ""

    def as_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps({"places": list(self.places), "words": self.words})

    @staticmethod
    def from_text(text: str) -> "Learned":
        """Read it as it is kept."""
        kept = json.loads(text or "{}")
        return Learned(tuple(kept.get("places", ())), kept.get("words", ""))

    @property
    def said(self) -> list[str]:
        """Return the places in words."""
        return [said for key, said in learned().items() if key in self.places]


@dataclass(frozen=True)
class Own:
    """One's own reflection, and the number of each part's last save."""

    answers: rules.Answers = field(default_factory=dict)
    learned: Learned = field(default_factory=Learned)
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One situation, and what one does in it."""

    said: str
    here: list[str]


def own(me: Caregiver) -> Own:
    """Return one's own reflection; only its author may be handed it."""
    rows = {row.part: row for row in Draft.objects.filter(author=me).select_related("author__person__vault_key")}
    texts = {
        part: row.text(me.person_id, row.author.person.vault_key.wrapped) if (row := rows.get(part)) else ""
        for part in Draft.Part.values
    }
    numbers = {part: row.number for part, row in rows.items()}
    return Own(answers_in(texts[Draft.Part.SITUATIONS]), Learned.from_text(texts[Draft.Part.LEARNED]), numbers)


def answers_in(text: str) -> dict[str, tuple[str, ...]]:
    """Read answers as they are kept."""
    return {key: tuple(ways) for key, ways in json.loads(text or "{}").items()}


def asked(circle: Circle) -> tuple[rules.Situation, ...]:
    """Return the situations for this family."""
    return rules.asked(situations(), grieves=circle.grieves)


def told(answers: rules.Answers, situations: tuple[rules.Situation, ...]) -> list[Told]:
    """Return what one does in each of these situations, those skipped left out."""
    return [Told(one.said, rules.here(answers[one.key])) for one in situations if answers.get(one.key)]


def shown_by(author: Caregiver, *, to: Caregiver) -> str:
    """Return the sentence this person shows that partner, or "": never shown and taken back are the same."""
    row = Shown.objects.filter(author=author, to=to).select_related("author__person__vault_key").first()
    if row is None:
        return ""
    wrapped = bytes(row.author.person.vault_key.wrapped)
    return vault.open_text(row.sealed, wrapped=wrapped, place=place_of_shown(author, to))


def place_of_shown(author: Caregiver, to: Caregiver) -> vault.Place:
    """Return where a shown sentence belongs: with its author, to that one partner."""
    return vault.Place("reflection.Shown", "sealed", author.person_id, f"{author.pk} to {to.pk}")
