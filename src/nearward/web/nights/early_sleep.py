"""Whether the early sleep stays with one partner or goes in turn: the couple's choice, part of each proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from nearward.domain.nights import early_sleep as rules
from nearward.domain.nights.family import evening_of
from nearward.domain.nights.problem import TURNS, Turns
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.nights.selectors import NightSeen, nights_from
from nearward.web.nights.services import propose_nights
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.ui.words import translated


@dataclass(frozen=True)
class EarlySleep:
    """What a proposal says of the early sleep, and the choice that would replace it."""

    said: str
    turns: Turns

    @property
    def other(self) -> Turns:
        """Return the other of the two choices."""
        return "steady" if self.turns == "alternate" else "alternate"


def early_sleep_of(circle: Circle, seen: NightSeen | None, ahead: Sequence[NightSeen]) -> EarlySleep | None:
    """Return it for a proposal that two partners can still agree to, seen among the nights from tonight on."""
    if seen is None or len(circle.partners) < 2 or circle.me.role != Caregiver.Role.PARTNER:
        return None
    if seen.holds or seen.row.put_off or seen.plan.duty is None:
        return None
    stand = [one for one in ahead if one.plan.duty is not None and not one.row.put_off]
    found = rules.early_sleep(seen.chosen_turns, [_first(one) for one in stand])
    mine = found.message == rules.STAYS and found.values["name"] == circle.me.name
    said = _("The early sleep stays with you.") if mine else translated(found)
    return EarlySleep(said, seen.chosen_turns)


def early_sleep_at(circle: Circle, seen: NightSeen, *, now: datetime) -> EarlySleep | None:
    """Return it for one night on its own page."""
    if seen.holds:
        return None
    return early_sleep_of(circle, seen, nights_from(circle, evening_of(now, zone_of(circle.me.family))))


def _first(seen: NightSeen) -> str:
    """Return the partner whose protected sleep begins first; "" where one has none, or both begin together."""
    begins = {
        seen.people[at].name: block.start
        for at, block in seen.plan.protected
        if block.minutes and seen.people[at].role == Caregiver.Role.PARTNER
    }
    if len(set(begins.values())) < 2:
        return ""
    return min(begins, key=lambda name: begins[name])


def choose_early_sleep(*, circle: Circle, turns: str, now: datetime) -> str:
    """Propose the nights that are not agreed with this choice; return why nothing changed, or ""."""
    chosen = next((one for one in TURNS if one == turns), None)
    if chosen is None:
        raise Refused(N_("Choose one of the two."))
    return propose_nights(circle=circle, turns=chosen, now=now)
