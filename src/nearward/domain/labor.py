"""Invisible labor: six kinds, three stages, who holds what, and what it feels like to hold it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from nearward.domain.needs import weight
from nearward.domain.refused import Refused
from nearward.domain.words import N_

EMOTIONAL, TRACKING, PLANNING = "emotional labor", "tracking", "planning"
ANTICIPATING, HOUSEHOLD, PARENTING = "anticipating", "household management", "parenting load"
KINDS = {
    EMOTIONAL: N_("Emotional labor"),
    TRACKING: N_("Tracking"),
    PLANNING: N_("Planning"),
    ANTICIPATING: N_("Anticipating"),
    HOUSEHOLD: N_("Household management"),
    PARENTING: N_("Parenting load"),
}
STAGES = {"notice": N_("Notice"), "plan": N_("Plan"), "do": N_("Do")}
TASTES = {-1: N_("I’d rather not"), 0: N_("I don’t mind"), 1: N_("I like it")}
MENTAL = range(1, 6)
MOST_MINUTES = 7 * 24 * 60
LOCKED = timedelta(days=14)
INVITATION = N_("If you like, take one thing on whole: noticing, planning and doing it.")
ROOM_EVEN_AT_NONE = 0.5
INVITE_FROM, INVITE_SHARE, INVITE_AGAIN = 6, (2, 3), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Felt:
    """What makes a load felt; a family may set these otherwise. The load is in units of `unit` minutes."""

    minutes_per_weight: float = 6
    dislikes: float = 1.25
    likes: float = 0.8
    unit: float = 5

    def of_taste(self, taste: int) -> float:
        """Return the factor of a taste: −1 dislikes, 0, 1 likes."""
        return {-1: self.dislikes, 0: 1.0, 1: self.likes}[taste]


FELT = Felt()


@dataclass(frozen=True, slots=True)
class Responsibility:
    """An item of invisible labor. `can` holds who may take it, `taste` how each finds it (−1, 0, 1)."""

    id: str
    title: str
    kind: str
    minutes: int  # a week
    mental: int  # 1–5
    notice: str
    plan: str
    do: str
    can: frozenset[str]
    taste: Mapping[str, int] = field(default_factory=dict)
    standard: str = ""  # what is good enough, agreed in words
    bundle: str = ""
    fixed_time: bool = False
    pinned: bool = False
    locked_until: date | None = None

    @property
    def stages(self) -> tuple[str, str, str]:
        """Return who notices, who plans and who does."""
        return self.notice, self.plan, self.do

    @property
    def holder(self) -> str:
        """Return who holds it whole, or nothing while its stages are split."""
        return self.notice if len(set(self.stages)) == 1 else ""

    def may_move(self, today: date) -> bool:
        """Tell whether a plan may propose another holder."""
        return not self.pinned and (self.locked_until is None or self.locked_until <= today)

    def handed_to(self, taker: str, today: date) -> "Responsibility":
        """Return it whole with its new holder, and locked for 14 days; raise `Refused` if they cannot hold it."""
        if taker not in self.can:
            raise Refused(N_("Choose someone who can take this on."), field="taker")
        return replace(self, notice=taker, plan=taker, do=taker, locked_until=today + LOCKED)


@dataclass(frozen=True, slots=True)
class Starter:
    """Something couples often hold, to start from: for which weeks since birth, and whether it is about a baby."""

    title: str
    kind: str
    minutes: int
    mental: int
    from_week: float | None = None
    to_week: float | None = None
    baby: bool = True

    def fits(self, weeks: float | None) -> bool:
        """Tell whether it fits a baby of that age (negative: expected), or where there is none to speak of."""
        if weeks is None:
            return not self.baby
        return (self.from_week is None or self.from_week <= weeks) and (
            self.to_week is None or weeks < self.to_week
        )


def starter_set(starters: Iterable[Starter], weeks: float | None) -> tuple[Starter, ...]:
    """Return the starters for a baby of that age; with None, those that speak of no baby."""
    return tuple(starter for starter in starters if starter.fits(weeks))


def accept_responsibility(item: Responsibility) -> None:
    """Raise `Refused` unless it has a title, one of the six kinds, a possible time and weight, and known tastes."""
    if not item.title.strip():
        raise Refused(N_("Say in a few words what this is."), field="title")
    if item.kind not in KINDS:
        raise Refused(N_("Choose one of the six kinds."), field="kind")
    if not 0 <= item.minutes <= MOST_MINUTES:
        raise Refused(N_("Say about how many minutes a week this takes."), field="minutes")
    if item.mental not in MENTAL:
        raise Refused(N_("Choose how much it weighs on the mind, from 1 to 5."), field="mental")
    if not set(item.taste.values()) <= set(TASTES):
        raise Refused(N_("Choose one of the three answers."), field="taste")


def felt_load(item: Responsibility, who: str, felt: Felt = FELT) -> float:
    """Return what the whole item would be for `who`, in units of 5 minutes, to two decimals.

    (minutes + 6 · mental) × (1.25 dislikes, 1, 0.8 likes). Both partners may open and edit what enters it; it feeds
    the week plan and is never shown as a sum.
    """
    minutes = item.minutes + felt.minutes_per_weight * item.mental
    return round(minutes * felt.of_taste(item.taste.get(who, 0)) / felt.unit, 2)


def carried_load(item: Responsibility, who: str, felt: Felt = FELT) -> float:
    """Return what `who` carries of it now: each stage is a third of the minutes and of the weight."""
    return felt_load(item, who, felt) * item.stages.count(who) / len(STAGES)


def share_targets(needs: Sequence[float], rooms: Sequence[float]) -> tuple[float, ...]:
    """Return s_p = (room_p / w_p) / Σ for needs 0–10 and rooms 0–4: greater need, smaller share.

    w = 1 + need/10 to one decimal; the room used is 0.5 + room.
    """
    raw = [(ROOM_EVEN_AT_NONE + room) / weight(need) for need, room in zip(needs, rooms, strict=True)]
    return tuple(one / sum(raw) for one in raw)


def carries_most(held: int, live: int) -> bool:
    """Return whether the other is invited, since one notices and plans `held` of the live items."""
    part, of = INVITE_SHARE
    return live >= INVITE_FROM and held * of >= live * part


def rests_from_inviting(last: date | None, today: date) -> bool:
    """Return whether it is less than a week since the last invitation, or since someone wanted none."""
    return last is not None and today < last + INVITE_AGAIN


def invited(
    items: Iterable[Responsibility], partners: tuple[str, str], today: date, last: date | None
) -> str | None:
    """Return who is invited to take one whole hand-over: the *other* partner, or nobody.

    When one partner both notices and plans at least two thirds of six or more live items; at most once a week.
    `items` are the live ones; `last` is the day of the last invitation.
    """
    live = list(items)
    if rests_from_inviting(last, today):
        return None
    for one, other in (partners, partners[::-1]):
        if carries_most(sum(item.notice == one == item.plan for item in live), len(live)):
            return other
    return None
