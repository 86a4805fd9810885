"""Who is at a desk: families, by those in them who let this counselor in."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from nearward.domain import consent
from nearward.domain.consent import Grant, What
from nearward.domain.sentence import Sentence
from nearward.web.grants import selectors as grants
from nearward.web.grants.models import Counsel
from nearward.web.people.models import Counselor, Family
from nearward.web.people.selectors import today_of


@dataclass(frozen=True)
class Person:
    """One person who let this counselor in, and what they give today."""

    counsel: Counsel
    given: dict[What, Grant]


@dataclass(frozen=True)
class AtDesk:
    """A family at a desk: one partner, or both."""

    family: Family
    people: tuple[Person, ...]

    @property
    def both(self) -> bool:
        """Whether both partners let this counselor in: then there is a page of the two."""
        return len(self.people) == 2

    @property
    def untold(self) -> tuple[Sentence, ...]:
        """Return what must not be mentioned to one of the two."""
        if not self.both:
            return ()
        return grants.untold_of((self.people[0].counsel, self.people[1].counsel))

    @property
    def joint(self) -> dict[What, Grant]:
        """Return what the two give together."""
        return consent.joint(self.people[0].given, self.people[1].given) if self.both else {}


def families_at(desk: Counselor, *, now: datetime) -> list[AtDesk]:
    """Return the families of those who let this counselor in, oldest family first; two queries."""
    rows = grants.counsels_at(desk).prefetch_related("given")
    people = [Person(row, _in_force(row, now)) for row in rows]
    families = groupby(people, key=lambda one: one.counsel.of.family)
    return [AtDesk(family, tuple(those)) for family, those in families]


def _in_force(counsel: Counsel, now: datetime) -> dict[What, Grant]:
    return consent.in_force((row.grant for row in counsel.given.all()), today_of(counsel.of, now=now))
