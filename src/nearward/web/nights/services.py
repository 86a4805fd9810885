"""The only writes of nights. A night holds when every partner said yes; nobody is given a shift by another."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from nearward.data.care_curve import care_curve
from nearward.domain.daytime import WEEKDAYS
from nearward.domain.nights import NightPlan, Pin, Problem, plan_nights
from nearward.domain.nights import family as rules
from nearward.domain.nights.levers import levers
from nearward.domain.nights.moved import ALL_AGREED, NOTHING_NEW
from nearward.domain.nights.problem import Turns
from nearward.domain.nights.problems import problems
from nearward.domain.nights.reasons import reasons
from nearward.domain.nights.solve import ROBUST, is_best
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence
from nearward.domain.words import N_
from nearward.web.babylog.care import cares_now
from nearward.web.core import live
from nearward.web.nights import selectors
from nearward.web.nights.assumptions import assumed
from nearward.web.nights.handed_over import sparing
from nearward.web.nights.models import Feeding, Hours, NightYes, PlannedNight
from nearward.web.nights.needs import sleepers_of
from nearward.web.nights.packing import pack
from nearward.web.nights.selectors import NightSeen
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import Circle, zone_of
from nearward.web.people.services import hold_family, people_of, ring_partners


def save_hours(*, person: Caregiver, sleeper: rules.Sleeper, now: datetime) -> None:
    """Keep one's own usual night (or a helper's hours, as said with them)."""
    rules.accept_hours(sleeper)
    helper = person.role == Caregiver.Role.HELPER
    bed, up = sleeper.hours if helper else (sleeper.bed, sleeper.up)
    Hours.objects.update_or_create(
        caregiver=person,
        defaults={
            "bed": bed, "up": up, "leaves": sorted(sleeper.leaves), "leaves_at": sleeper.leaves_at,
            "floor_minutes": sleeper.floor_minutes, "evenings": sorted(sleeper.evenings), "said": True,
        },
    )  # fmt: skip
    ring_partners(person.family_id, now)


def save_feeding(*, circle: Circle, bottles: int | None, breast: Collection[UUID], now: datetime) -> None:
    """Save how the baby is fed at night, and which partners breastfeed.

    A partner who breastfeeds and has not said their hours gets the usual ones, marked as not said.
    """
    family_id, hours = circle.me.family_id, selectors.hours_of(circle)
    with transaction.atomic():
        Feeding.objects.update_or_create(family_id=family_id, defaults={"bottles": bottles})
        for person in circle.partners:
            row, feeds = hours.get(person.pk), person.pk in breast
            if row is None and feeds:
                row = selectors.usual(person)
                row.said = False
            if row is not None:
                row.breastfeeds = feeds
                row.save()
        ring_partners(family_id, now)


def problem_of(
    circle: Circle, evenings: Sequence[rules.Evening], *, now: datetime, zone: ZoneInfo | None = None,
    turns: Turns | None = None,
) -> tuple[Problem, tuple[Caregiver, ...]]:  # fmt: skip
    """Return these evenings as a problem, and who each person in it is. Raises `Refused` with no baby at home.

    `zone` is that of a night that stands and keeps its clock; without it the family's counts. `turns` is a new
    choice for the early and the late block; without it the choice of the newest proposal counts.
    """
    zone, hours = zone or zone_of(circle.me.family), selectors.hours_of(circle)
    cares = cares_now(circle.children, now=now, zone=zone)
    if not cares:
        raise Refused(N_("There is no baby at home to plan a night for."))
    helpers = [person for person in circle.helpers if person.pk in hours and hours[person.pk].evenings]
    people = (*circle.partners, *helpers[:2])
    sleepers = sleepers_of(circle, people, hours, now=now)
    tonight = rules.evening_of(now, zone)
    evenings = [replace(evening, ahead=(evening.day - tonight).days) for evening in evenings]
    feeding, demands = selectors.feeding_of(circle), [care.demand for care in cares]
    made = rules.family_problem(sleepers, feeding, evenings, zone=zone, demands=demands, curve=care_curve())
    days = [one.day for one in evenings]
    made = _in_turn(made, circle, people, days[0], turns or selectors.turns_of(circle))
    return sparing(made, days, people, circle, zone, now=now), people


def _in_turn(problem: Problem, circle: Circle, people: tuple[Caregiver, ...], first: date, turns: Turns) -> Problem:
    """Return the problem with the couple's choice; blocks alternate from the night before the first on."""
    if turns == "steady":
        return problem
    return replace(problem, turns=turns, before=selectors.duty_before(circle, first, people))


def propose_nights(
    *, circle: Circle, now: datetime, days: int = rules.MOST_AHEAD, turns: Turns | None = None
) -> str:
    """Propose the nights from tonight on, up to a week; agreed ones and those put off stay as they are.

    `turns` is a new choice for the early and the late block. Return why nothing changed, or "" where something did.
    """
    zone = zone_of(circle.me.family)
    first = rules.evening_of(now, zone)
    settled = _settled(circle, first)
    ahead = [first + timedelta(days=day) for day in range(days)]
    evenings = [rules.Evening(day, _name(day, first)) for day in ahead if day not in settled]
    before = _newest_ids(circle, first)
    if evenings:
        problem, people = problem_of(circle, evenings, now=now, turns=turns)
        plan, said = plan_nights(problem, with_levers=False), assumed(circle, people, now=now)
        with transaction.atomic():
            hold_family(circle.me.family_id)
            settled = _settled(circle, first)  # someone may have said yes while this was worked out
            for number, evening in enumerate(evenings):
                if evening.day not in settled:
                    _keep(circle, evening.day, people, problem, number, plan.nights[number], zone, now, said)
            _ring(circle.me.family_id, now)
    if _newest_ids(circle, first) != before:
        return ""
    return NOTHING_NEW if evenings else ALL_AGREED


def _newest_ids(circle: Circle, first: date) -> list[UUID]:
    return [seen.row.pk for seen in selectors.nights_from(circle, first)]


def _settled(circle: Circle, first: date) -> set[date]:
    """Return the evenings that planning anew leaves alone: agreed ones, and those that were put off."""
    return {seen.row.evening for seen in selectors.nights_from(circle, first) if seen.holds or seen.row.put_off}


def _name(day: date, tonight: date) -> str:
    return "" if day == tonight else WEEKDAYS[day.weekday()]


def _keep(
    circle: Circle, evening: date, people: Sequence[Caregiver], problem: Problem, number: int, plan: NightPlan,
    zone: ZoneInfo, now: datetime, said: dict[str, tuple[Sentence, ...]],
) -> PlannedNight:  # fmt: skip
    """Keep a proposal. The same as the one that stands changes nothing: a yes already said to it stays."""
    latest = PlannedNight.objects.filter(family=circle.me.family_id, evening=evening).order_by("-number").first()
    ids = [str(person.pk) for person in people]
    packed = pack(problem.nights[number], plan, {**_words(problem.only(number), plan), **said}, problem.turns)
    same = latest and _as_proposed(latest) == (ids, packed["duty"], zone.key, problem.turns)
    if latest and same and not latest.put_off:
        if not NightYes.objects.filter(night=latest).exists():  # the reasons go with what was said since
            latest.plan = packed
            latest.save(update_fields=["plan"])
        return latest
    return PlannedNight.objects.create(
        family_id=circle.me.family_id, evening=evening, number=latest.number + 1 if latest else 1, made_at=now,
        zone=zone.key, people=ids, plan=packed,
    )  # fmt: skip


def _as_proposed(row: PlannedNight) -> tuple[list[str], list[int] | None, str, str]:
    """Return what makes two proposals the same to those who agree."""
    return row.people, row.plan.get("duty"), row.zone, row.plan.get("turns", "steady")


def _words(problem: Problem, plan: NightPlan) -> dict[str, tuple[Sentence, ...]]:
    """Return why it is so, what it cannot give, and what would give more."""
    if plan.duty is None:
        return {"problems": (plan.problem,) if plan.problem else ()}
    return {
        "reasons": reasons(problem, [plan]),
        "problems": problems(problem, [plan]),
        "levers": levers(problem, [plan], ROBUST),
    }


def agree(*, seen: NightSeen, read: UUID, by: Caregiver, now: datetime) -> None:
    """Say yes for oneself to the proposal that was read.

    Raises `Refused` where another has taken its place since, it was put off, or nobody can cover it.
    """
    if seen.plan.duty is None:
        raise Refused(N_("This night is not covered yet, so there is nothing to agree to."))
    with transaction.atomic():
        hold_family(by.family_id)
        _still_newest(seen.row, read)
        NightYes.objects.get_or_create(night=seen.row, caregiver=by, defaults={"at": now})
        _ring(by.family_id, now)


def _still_newest(row: PlannedNight, read: UUID) -> None:
    later = PlannedNight.objects.filter(family=row.family_id, evening=row.evening, number__gt=row.number)
    if row.pk != read or later.exists() or PlannedNight.objects.filter(pk=read, put_off=True).exists():
        raise Refused(N_("This night changed just now. Please look at it again before you say yes."))


def put_off(*, seen: NightSeen, by: Caregiver, now: datetime) -> None:
    """Not this night: the proposal rests, and no other is made for that evening until someone asks for one."""
    with transaction.atomic():
        hold_family(by.family_id)
        NightYes.objects.filter(night=seen.row).delete()
        PlannedNight.objects.filter(pk=seen.row.pk).update(put_off=True)
        _ring(by.family_id, now)


def plan_again(*, circle: Circle, seen: NightSeen, pins: tuple[Pin, ...] = (), now: datetime) -> UUID:
    """Propose this one night anew, as the needs are now, with hours pinned or not.

    Pins name people by their place in the night that was seen. Where no plan can be, or none is worth more, the old
    one stays.
    """
    zone = seen.zone if pins else zone_of(circle.me.family)  # pinned hours are hours of the night that was seen
    problem, people = one_night_of(circle, seen, pins, now=now, zone=zone)
    stands = () if pins else _standing(seen, problem, people, zone)
    night = replace(problem.nights[0], pins=(*problem.nights[0].pins, *stands))
    plan = plan_nights(replace(problem, nights=(night,)), with_levers=False).nights[0]
    if plan.duty is None and seen.plan.duty is not None:
        raise Refused(_why(plan))
    with transaction.atomic():
        hold_family(circle.me.family_id)
        said = assumed(circle, people, now=now)
        made = _keep(circle, seen.row.evening, people, problem, 0, plan, zone, now, said)
        _ring(circle.me.family_id, now)
    return made.pk


def _standing(seen: NightSeen, problem: Problem, people: tuple[Caregiver, ...], zone: ZoneInfo) -> tuple[Pin, ...]:
    """Return the hours of the night that was seen as pins where they are still among the best, else none."""
    duty = seen.plan.duty or ()
    same = seen.people == people and seen.zone.key == zone.key and seen.chosen_turns == problem.turns
    if not same or not is_best(problem, 0, duty):
        return ()
    return tuple(Pin(who, slot) for slot, who in enumerate(duty))


def one_night_of(
    circle: Circle, seen: NightSeen, pins: tuple[Pin, ...], *, now: datetime, zone: ZoneInfo
) -> tuple[Problem, tuple[Caregiver, ...]]:
    """Return one night as a problem as the needs are now. Raises `Refused` where a pinned person is gone."""
    day = seen.row.evening
    name = _name(day, rules.evening_of(now, zone))
    problem, people = problem_of(circle, [rules.Evening(day, name)], now=now, zone=zone)
    places = _as_places(seen, people, [pin.person for pin in pins])
    kept = tuple(replace(pin, person=at) for pin, at in zip(pins, places, strict=True))
    return replace(problem, nights=(replace(problem.nights[0], pins=kept),)), people


def turned(seen: NightSeen) -> tuple[Pin, ...]:
    """Return the pins that turn a night of two round."""
    return rules.swapped(seen.plan.duty, (0, 1)) if seen.plan.duty is not None else ()


def _why(plan: NightPlan) -> Any:
    return plan.problem or N_("That night cannot be planned otherwise; the plan stays as it is.")


def _as_places(seen: NightSeen, people: Sequence[Caregiver], who: Sequence[int]) -> list[int]:
    """Return people of a night that was seen by their place among those here now."""
    places = {person.pk: at for at, person in enumerate(people)}
    try:
        return [places[seen.people[one].pk] for one in who]
    except KeyError:
        raise Refused(N_("Someone in this night is no longer here. Plan it anew first.")) from None


def _ring(family_id: UUID, now: datetime) -> None:
    """Ring everyone here: a helper may be in the night."""
    live.ring(people_of(family_id, now))
