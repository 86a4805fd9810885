"""The only reads of nights and of the hours they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from nearward.domain.daytime import city_of, same_clock
from nearward.domain.nights import NightPlan
from nearward.domain.nights import family as rules
from nearward.domain.nights.parting import with_helpers_only
from nearward.domain.nights.picture import NightPicture, draw_night
from nearward.domain.nights.problem import Night, Turns
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_
from nearward.web.nights.handed_over import as_handed_over
from nearward.web.nights.models import Feeding, Hours, PlannedNight
from nearward.web.nights.packing import unpack
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.watch.selectors import watch_now

HELPERS_STAND = N_("The hours a helper agreed to stand. The rest of this night is with you.")


def hours_of(circle: Circle) -> dict[UUID, Hours]:
    """Return what each caregiver said of their usual night; one query."""
    people = [*circle.partners, *circle.helpers]
    return {row.caregiver_id: row for row in Hours.objects.filter(caregiver__in=people)}


def helpers_who_come(circle: Circle) -> list[Caregiver]:
    """Return the helpers who gave hours of some evening."""
    hours = hours_of(circle) if circle.helpers else {}
    return [person for person in circle.helpers if person.pk in hours and hours[person.pk].evenings]


def feeding_of(circle: Circle) -> rules.Feeding:
    """Return how the baby is fed at night; formula until somebody says otherwise."""
    row = Feeding.objects.filter(family=circle.me.family_id).first()
    return rules.Feeding(row.bottles if row else None)


def as_sleeper(person: Caregiver, row: Hours | None) -> rules.Sleeper:
    """Return a caregiver's usual night as the planner knows it; what was not said is the usual."""
    partner = person.role == Caregiver.Role.PARTNER
    if row is None:
        return rules.Sleeper(person.name, partner)
    hours = {"hours": (row.bed, row.up)} if not partner else {"bed": row.bed, "up": row.up}
    return rules.Sleeper(
        person.name, partner,
        leaves=frozenset(row.leaves), leaves_at=row.leaves_at, floor_minutes=row.floor_minutes,
        breastfeeds=row.breastfeeds, evenings=frozenset(row.evenings), **hours,
    )  # fmt: skip


@dataclass(frozen=True)
class NightSeen:
    """One planned night as one caregiver sees it."""

    row: PlannedNight
    night: Night
    plan: NightPlan
    words: dict[str, list[Sentence]]
    people: tuple[Caregiver, ...]
    waits_for: tuple[Caregiver, ...]
    mine: bool
    elsewhere: str = ""  # the city its clock is in, where that is not the clock the reader or the family goes by

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone its clock is in: the family's when it was planned, whatever that is by now."""
        return ZoneInfo(self.row.zone)

    @property
    def chosen_turns(self) -> Turns:
        """Return whether the early and the late block stay with the same partner or alternate in this proposal."""
        return "alternate" if self.row.plan.get("turns") == "alternate" else "steady"

    @property
    def holds(self) -> bool:
        """Whether every partner has said yes."""
        return not self.waits_for and self.plan.duty is not None and not self.row.put_off

    @property
    def picture(self) -> NightPicture:
        """Draw it: the partners, and whoever helps in this night."""
        on_duty = set(self.plan.duty or ())
        tracks = [at for at, one in enumerate(self.people) if one.role == Caregiver.Role.PARTNER or at in on_duty]
        return draw_night(self.night, self.plan, tracks)

    @property
    def turns(self) -> list[tuple[str, str, Caregiver]]:
        """Return who has the baby from when to when."""
        drawn = [block for block in self.picture.blocks if block.look == "duty"]
        order = list(self.night.clock)
        return [
            (block.start, block.end, self.people[block.person])
            for block in sorted(drawn, key=lambda block: order.index(block.start))
        ]

    @property
    def in_words(self) -> str:
        """Say the drawing, for those who do not see it."""
        on_duty = _("%(name)s has the baby from %(start)s to %(end)s.")
        turns = [on_duty % {"name": one.name, "start": start, "end": end} for start, end, one in self.turns]
        asleep = _("%(name)s’s sleep is protected from %(start)s to %(end)s.")
        rests = [(one.name, self.rest_of(one)) for one in self.people]
        kept = [asleep % {"name": name, "start": rest[0], "end": rest[1]} for name, rest in rests if rest]
        return " ".join([*turns, *kept, *self._feeds_in_words()])

    def _feeds_in_words(self) -> list[str]:
        """Say which feeds only one parent can give while the other has the baby."""
        feeds = [block for block in self.picture.blocks if block.look == "feed"]
        words = _("%(name)s gives the feed near %(time)s.")
        return [words % {"name": self.people[one.person].name, "time": one.start} for one in feeds]

    def is_on(self, person: Caregiver) -> bool:
        """Whether this person has the baby for some of this night."""
        return any(self.people[at].pk == person.pk for at in set(self.plan.duty or ()))

    def slot_at(self, at: datetime) -> int:
        """Return the slot of this night an instant lies in."""
        return rules.slot_at(self.row.evening, self.zone, at)

    def is_on_now(self, person: Caregiver, *, now: datetime) -> bool:
        """Whether this person has the baby at this moment, by an agreed night."""
        duty, slot = self.plan.duty or (), self.slot_at(now)
        return self.holds and 0 <= slot < len(duty) and self.people[duty[slot]].pk == person.pk

    def rest_of(self, person: Caregiver) -> tuple[str, str] | None:
        """Return the protected block of a caregiver in this night."""
        for at, one in self.plan.protected:
            if self.people[at].pk == person.pk and one.minutes:
                return self.night.clock[one.start], self.night.clock[one.end]
        return None


FIELDS = tuple(field.attname for field in PlannedNight._meta.concrete_fields)


def _rows(circle: Circle) -> QuerySet[PlannedNight]:
    return PlannedNight.objects.filter(family=circle.me.family_id).order_by("evening", "number")


def _with_yes(rows: QuerySet[PlannedNight]) -> list[tuple[PlannedNight, frozenset[UUID]]]:
    """Return each row with who said yes to it, in one query."""
    found: dict[UUID, tuple[PlannedNight, set[UUID]]] = {}
    for values in rows.values(*FIELDS, "yes__caregiver_id"):
        said = values.pop("yes__caregiver_id")
        _row, yes = found.setdefault(values["id"], (PlannedNight(**values), set()))
        if said:
            yes.add(said)
    return [(row, frozenset(yes)) for row, yes in found.values()]


def nights_from(circle: Circle, evening: date, *, days: int = rules.MOST_AHEAD) -> list[NightSeen]:
    """Return the newest proposal of each of these evenings, in order; bounded, in one query.

    With no baby at home there is none, whatever was proposed or agreed before. When a baby has come home from
    hospital, agreed nights are there again and proposals from before are not.
    """
    if not circle.baby_at_home:
        return []
    seen = [_seen(circle, row, yes) for row, yes in _newest(circle, evening, days=days)]
    return [one for one in seen if one is not None and not _is_over(circle, one)]


def _newest(circle: Circle, evening: date, *, days: int) -> list[tuple[PlannedNight, frozenset[UUID]]]:
    """Return the newest row of each evening with who said yes to it, in order."""
    rows = _rows(circle).filter(evening__gte=evening, evening__lt=evening + timedelta(days=days))
    return list({row.evening: (row, yes) for row, yes in _with_yes(rows)}.values())


def _is_over(circle: Circle, seen: NightSeen) -> bool:
    since = circle.home_since
    return since is not None and seen.row.made_at < since and not seen.holds


def rests_in_hospital(circle: Circle, night_id: UUID) -> bool:
    """Whether this is a night I was in, and no baby is at home now: its page leads to Nights."""
    if circle.baby_at_home:
        return False
    row = _rows(circle).filter(pk=night_id).first()
    return row is not None and str(circle.me.pk) in row.people


def night_seen(circle: Circle, night_id: UUID) -> NightSeen:
    """Return the newest proposal of the night that `night_id` was one of; 404 for anyone else's.

    A helper is shown the nights they are on duty in, and no others.
    """
    row = _rows(circle).filter(pk=night_id).first()
    seen = nights_from(circle, row.evening, days=1) if row else []
    if not seen or (circle.me.role == Caregiver.Role.HELPER and not seen[0].is_on(circle.me)):
        raise Http404
    return seen[0]


def turns_of(circle: Circle) -> Turns:
    """Return what the newest proposal of the family says of the early and the late block; steady by default."""
    rows = PlannedNight.objects.filter(family=circle.me.family_id).order_by("-made_at", "-number")
    return "alternate" if rows.values_list("plan__turns", flat=True).first() == "alternate" else "steady"


def duty_before(circle: Circle, evening: date, people: Sequence[Caregiver]) -> tuple[int, ...]:
    """Return who is on duty in each slot of the night before an evening, where that has the same people."""
    seen = next(iter(nights_from(circle, evening - timedelta(days=1), days=1)), None)
    if seen is None or seen.row.put_off or [one.pk for one in seen.people] != [one.pk for one in people]:
        return ()
    return seen.plan.duty or ()


def _seen(circle: Circle, row: PlannedNight, yes: frozenset[UUID]) -> NightSeen | None:
    """Return a night, unless someone in it has left since: then only a helper's agreed hours stand."""
    if not row.plan:
        return None
    here = {str(person.pk): person for person in (*circle.partners, *circle.helpers, circle.me)}
    night, plan, words = unpack(row.plan)
    people = tuple(here[pk] for pk in row.people if pk in here)
    if len(people) != len(row.people):
        return _with_a_helper(circle, row, yes)
    waits = tuple(person for person in circle.partners if person.pk not in yes)
    return NightSeen(row, night, plan, words, people, waits, circle.me.pk in yes, _elsewhere(circle, row))


def _with_a_helper(circle: Circle, row: PlannedNight, yes: frozenset[UUID]) -> NightSeen | None:
    """Return an agreed night after one of two partners left it: the helpers' hours, the rest with who is here."""
    helpers = [person for person in circle.helpers if str(person.pk) in row.people]
    stays = next((person for person in circle.partners if str(person.pk) in row.people), None)
    partners = [UUID(pk) for pk in row.people if pk not in {str(helper.pk) for helper in helpers}]
    if stays is None or not helpers or any(pk not in yes for pk in partners):
        return None
    night, plan, _words = unpack(row.plan)
    places = [row.people.index(str(helper.pk)) for helper in helpers]
    stays_at = row.people.index(str(stays.pk))
    kept = with_helpers_only(plan, stays=stays_at, helpers=places, slot_minutes=rules.SLOT_MINUTES)
    if kept is None:
        return None
    words = {"reasons": [say(HELPERS_STAND)]}
    return NightSeen(row, night, kept, words, (stays, *helpers), (), True, _elsewhere(circle, row))


def _elsewhere(circle: Circle, row: PlannedNight) -> str:
    """Return the city of a night's clock where the reader, or the family by now, goes by another."""
    zone, at = ZoneInfo(row.zone), datetime.combine(row.evening, time(23), UTC)
    others = (zone_of(circle.me.family), ZoneInfo(circle.me.person.zone))
    return "" if all(same_clock(zone, other, at=at) for other in others) else city_of(row.zone)


@dataclass(frozen=True)
class Tonight:
    """Tonight's newest proposal, put off or not, and whether it ended since someone in it is no longer here."""

    seen: NightSeen | None = None
    ended: bool = False


def tonight_or_its_end(circle: Circle, *, now: datetime) -> Tonight:
    """Return tonight as the reader may see it; where someone took over, its rest is theirs."""
    if not circle.baby_at_home:
        return Tonight()
    newest = _newest(circle, rules.evening_of(now, zone_of(circle.me.family)), days=1)
    if not newest:
        return Tonight()
    row, yes = newest[0]
    seen = _seen(circle, row, yes)
    if seen is not None:
        seen = None if _is_over(circle, seen) else as_handed_over(seen, watch_now(circle, now=now))
    return Tonight(seen, ended=_has_ended(circle, row))


def tonight_of(circle: Circle, *, now: datetime) -> NightSeen | None:
    """Return tonight's newest proposal, put off or not; where someone took over, its rest is theirs."""
    return tonight_or_its_end(circle, now=now).seen


def _has_ended(circle: Circle, row: PlannedNight) -> bool:
    """Return whether the reader was in a night that was planned with someone who is no longer here."""
    if row.put_off or str(circle.me.pk) not in row.people:
        return False
    here = {str(person.pk) for person in (*circle.partners, *circle.helpers, circle.me)}
    return not row.plan or not here.issuperset(row.people)


def resting_until(circle: Circle, person: Caregiver, *, now: datetime) -> str:
    """Return until when a person sleeps now by an agreed plan, as clock time; "" when no plan says so."""
    tonight = tonight_of(circle, now=now)
    if tonight is None or not tonight.holds:
        return ""
    slot = tonight.slot_at(now)
    for at, one in tonight.plan.protected:
        if tonight.people[at].pk == person.pk and one.start <= slot < one.end:
            return tonight.night.clock[one.end]
    return ""


def usual(person: Caregiver) -> Hours:
    """Return the usual hours to start a form from."""
    partner = person.role == Caregiver.Role.PARTNER
    plain = rules.Sleeper("")
    bed, up = (plain.bed, plain.up) if partner else (time(22), time(6))
    return Hours(caregiver=person, bed=bed, up=up, leaves_at=plain.leaves_at, floor_minutes=plain.floor_minutes)
