"""A family with one of everything, and everyone who may or may not look at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client

from nearward.domain import handover, review, space
from nearward.domain.labor import TRACKING
from nearward.web.asks import services as asking
from nearward.web.babylog import services as babylog
from nearward.web.holding import services as holding
from nearward.web.holding.models import Responsibility
from nearward.web.nights import services as planning
from nearward.web.nights.models import PlannedNight
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Invite, Person
from nearward.web.people.pins import set_pin
from nearward.web.people.selectors import circle_of
from nearward.web.repair import services as repairing
from nearward.web.repair.models import Repair
from nearward.web.repair.selectors import Said
from nearward.web.review import services as reviewing
from nearward.web.together import services as sharing
from tests.cast import ask_of, come_in, say
from tests.house.observing import Observer
from tests.house.passkeys import a_passkey
from tests.web.babylog.logs import log, nights

PIN = "2486"
ROLES = ("alice", "bob", "eve", "gran", "nana", "zed", "nina", "anonymous")
PARTNERS, HELPERS, ENDED = {"alice", "bob", "zed"}, {"gran"}, {"eve", "nana", "nina"}


@dataclass
class Everyone:
    """The people by role, and for each place in an address: what to fill in, and whose it is."""

    people: dict[str, Person]
    places: dict[str, Caregiver]
    ids: dict[str, object]
    whose: dict[str, set[str]]

    def observer(self, role: str, *, mine_open: bool = True) -> Observer:
        """Give someone a browser, signed in just now, or so long ago that Mine has closed."""
        client = Client(HTTP_USER_AGENT="a phone")
        if role != "anonymous":
            client.force_login(self.people[role], backend=settings.AUTHENTICATION_BACKENDS[0])
            _as_after_a_passphrase(client, self.people[role], just_now=mine_open)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        return Observer(role, cookies, f"10.0.0.{ROLES.index(role)}")

    def path(self, pattern: str, ids: Mapping[str, object] | None = None) -> str:
        """Fill an address with the ids of the cast."""
        for name, value in {**self.ids, **(ids or {})}.items():
            for kind in ("uuid:", "int:", "str:", ""):
                pattern = pattern.replace(f"<{kind}{name}>", str(value))
        return pattern


def _as_after_a_passphrase(client: Client, person: Person, *, just_now: bool) -> None:
    session = client.session
    UserSession.objects.create(user=person, session_key=session.session_key, ip="10.0.0.9", user_agent="a phone")
    if just_now:
        record_authentication(SimpleNamespace(session=session), person, method="password", reauthenticated=True)
    session.save()


def settle(at: datetime) -> Everyone:
    """Bring everyone in the day before `at`, with one row of everything."""
    before = at - timedelta(days=1)
    alice = come_in("Alice", Invite.For.FAMILY, at=before)
    eve = come_in("Eve", Invite.For.PARTNER, alice, at=before)
    people.end_place(place=eve, now=before)
    places = {
        "alice": alice,
        "eve": eve,
        "bob": come_in("Bob", Invite.For.PARTNER, alice, at=before),
        "gran": come_in("Gran", Invite.For.HELPER, alice, at=before),
        "nana": come_in("Nana", Invite.For.HELPER, alice, at=before),
        "zed": come_in("Zed", Invite.For.FAMILY, at=before),
    }
    Caregiver.objects.filter(pk=places["nana"].pk).update(until=at - timedelta(hours=1))
    persons = {role: place.person for role, place in places.items()}
    persons["nina"] = people.create_person(people.NewPerson("Nina", "nina", str(uuid4()), zone="Europe/Madrid"))
    for person in persons.values():
        RecoveryCodes.activate(person)
        set_pin(person=person, pin=PIN)
    ids, whose = _one_of_everything(places, at)
    return Everyone(persons, places, ids, whose)


def _one_of_everything(places: dict[str, Caregiver], at: datetime) -> tuple[dict[str, object], dict[str, set[str]]]:
    alice, soon = places["alice"], at - timedelta(minutes=5)
    facts = people.ChildFacts("Kit", born_on=(at - timedelta(days=40)).date())
    bedtime = handover.HandOver("bedtime", at + timedelta(hours=3))
    passkey = Authenticator.objects.create(user=alice.person, type="webauthn", data=a_passkey("A phone"))
    _made, token = people.invite(kind=Invite.For.FAMILY, by=None, now=soon)
    invite, _token = people.invite(kind=Invite.For.HELPER, by=alice, now=soon, helper_until=at + timedelta(days=9))
    kit = people.save_child(me=alice, facts=facts, now=soon)
    expected = people.ChildFacts("Lou", due_on=(at + timedelta(days=90)).date())
    people.save_child(me=alice, facts=expected, now=soon + timedelta(minutes=1))
    files = log(*nights(3, until=at))
    kept = babylog.keep_preview(me=alice, files=files, earlier=None, now=soon)
    brought = babylog.import_records(
        files=files, chosen=babylog.Chosen(kit, ZoneInfo("UTC")), by=alice, now=soon
    ).made
    assert brought is not None
    held = holding.New("The pharmacy", TRACKING, mine=True)
    item_id = holding.add(me=alice, items=[held], key=uuid4(), now=soon)
    item = Responsibility.objects.get(pk=item_id)
    week = review.week_of(at.date()) - review.WEEK
    ids: dict[str, object] = {
        "week": week,
        "step": "inside",
        "repair_id": _a_week_and_a_repair(alice, places["bob"], week, at),
        "item_id": item_id,
        "offer_id": holding.offer(item=item, me=alice, to=places["bob"], takes=False, key=uuid4(), now=soon),
        "plan_id": planning_small(alice, soon),
        "name": "night",
        "preview_id": kept.pk,
        "import_id": brought.pk,
        "checkin_id": say(
            alice, at=at - timedelta(hours=23), levels={"sleep": 3}, room=1, stress=4, note="a word for myself"
        ),
        "ask_id": ask_of(alice, at=soon),
        "given_id": asking.hand_over(me=alice, given=bedtime, key=uuid4(), now=soon),
        "space_id": asking.take_space(
            me=alice, taken=space.Space(at + timedelta(minutes=25)), key=uuid4(), now=soon
        ),
        "night_id": planned_night(alice, soon),
        "child_id": kit.pk,
        "invite_id": invite.pk,
        "place_id": places["gran"].pk,
        "home_id": places["alice"].pk,
        "pk": passkey.pk,
        "kind": "helper",
        "token": token,
    }
    both = {"alice", "bob"}
    whose = {
        "item_id": both,
        "repair_id": both,
        "night_id": both,
        "offer_id": both,
        "plan_id": both,
        "ask_id": both,
        "import_id": both,
        "child_id": both,
        "place_id": both | {"gran"},
    }
    whose |= {
        name: {"alice"}
        for name in ("checkin_id", "given_id", "space_id", "home_id", "invite_id", "pk", "preview_id")
    }
    return ids, whose


def planned_night(alice: Caregiver, at: datetime) -> UUID:
    """Propose tonight and return the proposal."""
    circle = circle_of(alice, now=at)
    planning.propose_nights(circle=circle, now=at, days=1)
    return PlannedNight.objects.order_by("evening").values_list("pk", flat=True)[0]


def planning_small(alice: Caregiver, at: datetime) -> UUID:
    """Offer one small thing for this week and return it."""
    circle = circle_of(alice, now=at)
    return sharing.plan_small(circle=circle, name="tea", words="", weeks=0, key=uuid4(), now=at)


def _a_week_and_a_repair(alice: Caregiver, bob: Caregiver, week: date, at: datetime) -> UUID:
    """Open one earlier week to both, and start a repair in which Bob has shared a step; return its id."""
    for who, words in ((alice, "Thursday night"), (bob, "the soup")):
        page = reviewing.Page({"worked": words, "to_repair": "Sunday"}, 0, uuid4())
        reviewing.finish(me=who, week=week - review.WEEK, page=page, now=at - timedelta(minutes=5))
    made = repairing.start(me=alice, other=bob, about="Sunday", key=uuid4(), now=at - timedelta(minutes=5))
    page_of_bob = repairing.Page(Said("alone", ("sad",)), 0, uuid4())
    repair = Repair.objects.get(pk=made)
    repairing.share(me=bob, repair=repair, step="inside", page=page_of_bob, now=at - timedelta(minutes=4))
    return made


def absent(name: str, step: int = 0) -> object:
    """Return an id of this kind that no row has."""
    return 2**40 + step if name == "pk" else UUID(int=step + 1)
