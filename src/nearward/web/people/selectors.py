"""The only reads of people, and the only door to a family, a child or an invite."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from nearward.domain.daytime import day_of
from nearward.web.people.models import (
    Caregiver,
    Child,
    Counselor,
    Family,
    Invite,
    Person,
    PersonKey,
    ZoneSuggestion,
)

# Joined to everyone of a circle by name: each page asks for them, and they would cost it two queries.
BESIDE = ("person", "family__watch", "family__recent_taps", "family__feeding", "call")


@dataclass(frozen=True)
class Circle:
    """Who is in a family now, seen from one caregiver."""

    me: Caregiver
    partner: Caregiver | None
    helpers: tuple[Caregiver, ...]
    children: tuple[Child, ...]
    lost: tuple[Child, ...] = ()
    partners: tuple[Caregiver, ...] = ()  # in seat order, whoever looks
    watch: Any = None  # who has the baby by their own tap, and open calls: rows of `watch`, read along
    calls: tuple[Any, ...] = ()
    recent_taps: Any = None  # rows of `babylog` and `nights`, read along
    feeding: Any = None

    @property
    def by_myself(self) -> bool:
        """Whether I keep exercises to myself: read of me and of nobody else, by what only I am shown."""
        return self.me.person.by_myself

    @property
    def grieves(self) -> bool:
        """Whether a baby was lost and no other is expected or here: then nothing speaks of a baby."""
        return bool(self.lost) and not self.children

    @property
    def grieves_since(self) -> datetime | None:
        """Since when nothing speaks of a baby; own words from before that may name one."""
        losses = [child.lost_at for child in self.lost if child.lost_at] if self.grieves else []
        return max(losses, default=None)

    @property
    def parted(self) -> bool:
        """Whether one of two partners has left: nobody else comes in as a partner here, and nothing invites one."""
        return self.me.family.parted and len(self.partners) < 2

    @property
    def baby_at_home(self) -> bool:
        """Whether a baby is at home: there are nights to plan only then, not while a baby is in hospital."""
        return any(child.born_on and child.home for child in self.children)

    @property
    def home_since(self) -> datetime | None:
        """When a baby last came home from hospital: proposals made before that are over."""
        return max((child.home_since for child in self.children if child.home_since), default=None)

    @property
    def expects(self) -> bool:
        """Whether a child is expected and not here yet."""
        return any(child.born_on is None for child in self.children)

    @property
    def expected(self) -> bool:
        """Whether a child who is here was expected here first, as far as the dates say."""
        return any(child.born_on and child.due_on for child in self.children)


CLOSED = Q(kind=Invite.For.PARTNER, family__parted=True)  # an invite to a family a partner has left


def in_force(now: datetime) -> Q:
    """Return the condition that a caregiver's place holds at `now`."""
    return Q(ended_at__isnull=True) & (Q(until__isnull=True) | Q(until__gt=now))


def place_of(person: Person, *, now: datetime, family: UUID | None = None) -> Caregiver | None:
    """Return the person's place in a family: the chosen one, else the first as partner, else as helper."""
    places = Caregiver.objects.filter(in_force(now), person=person).select_related("family", "person")
    return _chosen(places, family)


def _chosen(places: Iterable[Caregiver], family: UUID | None) -> Caregiver | None:
    helper = Caregiver.Role.HELPER
    return min(
        places,
        key=lambda place: (place.family_id != family, place.role == helper, place.joined_at),
        default=None,
    )


def circle_around(person: Person, *, now: datetime, family: UUID | None = None) -> Circle | None:
    """Return the circle around the person's place, chosen as in `place_of`, in two queries; None without one."""
    homes = Caregiver.objects.filter(in_force(now), person=person).values("family")
    everyone = list(Caregiver.objects.filter(in_force(now), family__in=homes).select_related(*BESIDE))
    me = _chosen([place for place in everyone if place.person_id == person.pk], family)
    if me is None:
        return None
    me.person = person
    return _circle(me, [place for place in everyone if place.family_id == me.family_id])


def places_of(person: Person, *, now: datetime) -> list[tuple[Caregiver, list[str]]]:
    """Return each family the person has a place in, with the names of its other partners."""
    mine = list(Caregiver.objects.filter(in_force(now), person=person).order_by("role", "joined_at"))[::-1]
    others: dict[UUID, list[str]] = {place.family_id: [] for place in mine}
    partners = Caregiver.objects.filter(in_force(now), family__in=others, role=Caregiver.Role.PARTNER)
    for place in partners.exclude(person=person).select_related("person").order_by("seat"):
        others[place.family_id].append(place.name)
    return [(place, others[place.family_id]) for place in mine]


def own_place(person: Person, place_id: UUID, *, now: datetime) -> Caregiver:
    """Return a place the person holds now, or 404."""
    return get_object_or_404(Caregiver, in_force(now), pk=place_id, person=person)


def circle_of(me: Caregiver, *, now: datetime) -> Circle:
    """Return everyone in `me`'s family now, in two queries."""
    places = Caregiver.objects.filter(in_force(now), family=me.family_id)
    return _circle(me, places.select_related(*BESIDE))


def _circle(me: Caregiver, everyone: Iterable[Caregiver]) -> Circle:
    ordered = sorted(everyone, key=lambda place: (place.seat, place.joined_at, place.pk))
    others = [place for place in ordered if place.pk != me.pk]
    partners = [place for place in others if place.role == Caregiver.Role.PARTNER]
    helpers = tuple(place for place in ordered if place.role == Caregiver.Role.HELPER)
    mine = next((place for place in ordered if place.pk == me.pk), None)
    every = list(Child.objects.filter(family=me.family_id).order_by("created_at", "pk"))
    return Circle(
        me=me, partner=partners[0] if partners else None, helpers=helpers,
        children=tuple(child for child in every if child.lost_at is None),
        lost=tuple(child for child in every if child.lost_at is not None),
        partners=tuple(me if place == me else place for place in ordered if place.role == Caregiver.Role.PARTNER),
        watch=getattr(mine.family, "watch", None) if mine else None,
        calls=tuple(place.call for place in ordered if hasattr(place, "call")),
        recent_taps=getattr(mine.family, "recent_taps", None) if mine else None,
        feeding=getattr(mine.family, "feeding", None) if mine else None,
    )  # fmt: skip


def helper_of(circle: Circle, place_id: UUID) -> Caregiver:
    """Return a helper of the family as `circle.me` may see them: a partner any, a helper themselves; else 404."""
    mine = circle.helpers if circle.me.role == Caregiver.Role.PARTNER else (circle.me,)
    found = next((helper for helper in mine if helper.pk == place_id), None)
    if found is None:
        raise Http404
    return found


def zone_of(family: Family) -> ZoneInfo:
    """Return the zone nights and weeks go by: the family's own, whoever looks and wherever they are."""
    return ZoneInfo(family.zone)


def family_day(me: Caregiver, *, now: datetime) -> date:
    """Return the day it is for the family, from 04:00 to 04:00: what the two share goes by it."""
    return day_of(now, zone_of(me.family))


def zone_suggested(circle: Circle) -> ZoneSuggestion | None:
    """Return the clock one of the two partners here suggests, while it waits for the other."""
    row = ZoneSuggestion.objects.filter(family=circle.me.family_id).exclude(zone="").first()
    here = [place.pk for place in circle.partners]
    return row if row and row.by_id in here and len(here) == 2 else None


def last_suggestion(me: Caregiver) -> int:
    """Return the number of the family's last suggestion of another clock, 0 before the first."""
    return ZoneSuggestion.objects.filter(family=me.family_id).values_list("number", flat=True).first() or 0


def today_of(person: Caregiver, *, now: datetime) -> date:
    """Return the day it is for a caregiver: from 04:00 to 04:00 in their own zone."""
    return day_of(now, ZoneInfo(person.person.zone))


def children_of(me: Caregiver) -> QuerySet[Child]:
    """Return the family's children in the order they were entered, lost ones left out."""
    return Child.objects.filter(family=me.family_id, lost_at__isnull=True).order_by("created_at", "pk")


def child_seen_by(me: Caregiver, child_id: UUID) -> Child:
    """Return a child of `me`'s family, or 404."""
    return get_object_or_404(Child, pk=child_id, family=me.family_id)


def invite_seen_by(me: Caregiver, invite_id: UUID) -> Invite:
    """Return an unused invite that `me` made, or 404."""
    return get_object_or_404(Invite, pk=invite_id, by=me, used_at__isnull=True)


def open_invites_of(me: Caregiver, *, now: datetime) -> QuerySet[Invite]:
    """Return the invites `me` made that still open the door."""
    here = Invite.objects.filter(by=me, used_at__isnull=True, expires_at__gt=now).exclude(CLOSED)
    return here.order_by("created_at")


def hash_token(token: str) -> bytes:
    """Return what is kept of an invite's token."""
    return hashlib.sha256(token.encode()).digest()


def invite_for(token: str, *, now: datetime) -> Invite | None:
    """Return the invite this token opens now, or None: expired, used and foreign look alike."""
    return (
        Invite.objects.filter(token_hash=hash_token(token), used_at__isnull=True, expires_at__gt=now)
        .exclude(CLOSED)
        .select_related("family", "by__person", "practice")
        .first()
    )


def counselor_of(person: Person) -> Counselor | None:
    """Return the desk this person sits at, or None."""
    return Counselor.objects.filter(person=person).select_related("practice", "person").first()


def wrapped_key(person_id: UUID) -> bytes:
    """Return a person's wrapped key."""
    return bytes(PersonKey.objects.values_list("wrapped", flat=True).get(person_id=person_id))


def wrapped_keys(people: Iterable[Caregiver]) -> dict[UUID, bytes]:
    """Return these caregivers' persons' wrapped keys by caregiver, in one query."""
    places = {place.person_id: place.pk for place in people}
    rows = PersonKey.objects.filter(person__in=places).values_list("person_id", "wrapped")
    return {places[person]: bytes(wrapped) for person, wrapped in rows}


def person_of_session(session_key: str) -> UUID | None:
    """Return who a session belongs to, or None when it is not valid; used by the live line."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    try:
        person = Person.objects.get(pk=store[SESSION_KEY], is_active=True)
        known = store[HASH_SESSION_KEY]
    except (KeyError, Person.DoesNotExist, ValueError):
        return None
    right = BACKEND_SESSION_KEY in store and constant_time_compare(known, person.get_session_auth_hash())
    return person.pk if right else None
