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

from nearward.data.instruments import instruments
from nearward.domain import handover, review, space, together
from nearward.domain.consent import Grant, What
from nearward.domain.labor import TRACKING
from nearward.domain.nights.family import evening_of
from nearward.domain.own import Time as OwnTime
from nearward.web.asks import services as asking
from nearward.web.babylog import services as babylog
from nearward.web.desk import services as desks
from nearward.web.expecting import agreeing
from nearward.web.feed import services as feed
from nearward.web.grants import services as granting
from nearward.web.grants.models import Homework
from nearward.web.holding import services as holding
from nearward.web.holding import week_plan
from nearward.web.holding.models import Part, Responsibility
from nearward.web.nights import services as planning
from nearward.web.nights.selectors import nights_from
from nearward.web.notify import services as notify
from nearward.web.own import services as owning
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Invite, Person
from nearward.web.people.pins import set_pin
from nearward.web.people.selectors import circle_of, today_of, zone_of
from nearward.web.repair import services as repairing
from nearward.web.repair.models import Repair
from nearward.web.repair.selectors import Said
from nearward.web.review import services as reviewing
from nearward.web.screening import services as screening
from nearward.web.together import services as sharing
from nearward.web.us import services as us
from tests.cast import ask_of, at_a_desk, come_in, let_in, say
from tests.house.observing import Observer
from tests.house.passkeys import a_passkey
from tests.web.babylog.logs import log, nights

PIN = "2486"
ROLES = ("alice", "bob", "eve", "gran", "nana", "zed", "nina", "cora", "dora", "anonymous")
COUNSELORS = {"cora", "dora"}  # Cora may read some things of Alice's and Bob's; Dora was let in and given nothing
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
            how = "mfa" if role in COUNSELORS else "password"
            _as_after_a_passphrase(client, self.people[role], just_now=mine_open, how=how)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        return Observer(role, cookies, f"10.0.0.{ROLES.index(role)}")

    def path(self, pattern: str, ids: Mapping[str, object] | None = None) -> str:
        """Fill an address with the ids of the cast."""
        for name, value in {**self.ids, **(ids or {})}.items():
            for kind in ("uuid:", "int:", "str:", ""):
                pattern = pattern.replace(f"<{kind}{name}>", str(value))
        return pattern


def _as_after_a_passphrase(client: Client, person: Person, *, just_now: bool, how: str) -> None:
    session = client.session
    UserSession.objects.create(user=person, session_key=session.session_key, ip="10.0.0.9", user_agent="a phone")
    if just_now:
        record_authentication(SimpleNamespace(session=session), person, method=how, reauthenticated=True)
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
    persons |= {name: at_a_desk(name.title(), at=before).person for name in sorted(COUNSELORS)}
    persons["nina"] = people.create_person(people.NewPerson("Nina", "nina", str(uuid4()), zone="Europe/Madrid"))
    for role, person in persons.items():
        RecoveryCodes.activate(person)
        set_pin(person=person, pin=PIN)
        notify.keep_phone(
            person=person, session=f"of {role}", endpoint=f"https://fcm.googleapis.com/{role}", p256dh="", auth=""
        )
    ids, whose = _one_of_everything(places, at)
    _counsel(places, persons, ids, whose, at - timedelta(minutes=5))
    return Everyone(persons, places, ids, whose)


def _one_of_everything(places: dict[str, Caregiver], at: datetime) -> tuple[dict[str, object], dict[str, set[str]]]:
    alice, soon = places["alice"], at - timedelta(minutes=5)
    facts = people.ChildFacts("Kit", born_on=(at - timedelta(days=40)).date())
    bedtime = handover.HandOver("bedtime", at + timedelta(hours=3))
    passkey = Authenticator.objects.create(user=alice.person, type="webauthn", data=a_passkey("A phone"))
    _made, token = people.invite(kind=Invite.For.FAMILY, by=None, now=soon)
    invite, _token = people.invite(kind=Invite.For.HELPER, by=alice, now=soon, helper_until=at + timedelta(days=9))
    kit = people.save_child(me=alice, facts=facts, now=soon)
    _a_baby_expected(alice, soon)
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
    found = ("I can stand on my own.", "", "", "And we both stay here.")
    us.propose_wording(me=places["bob"], lines=found, seen=0, now=soon)
    ids: dict[str, object] = {
        "week": week,
        "step": "inside",
        "place": "quiet",
        "time_id": owning.ask_for(
            me=alice,
            partner=places["bob"],
            time=OwnTime(at + timedelta(days=2), at + timedelta(days=2, hours=1)),
            words="the choir",
            key=uuid4(),
            now=soon,
        ),
        "form": "phq9",
        "result_id": screening.keep_answers(
            me=alice, form=instruments()["phq2"], chosen=[1, 1], key=uuid4(), now=soon
        ),
        "repair_id": _a_week_and_a_repair(alice, places["bob"], week, at),
        "item_id": item_id,
        "labor": "tracking",
        "part_id": _a_week_ahead(alice, soon),
        "offer_id": holding.offer(item=item, me=alice, to=places["bob"], takes=False, key=uuid4(), now=soon),
        "preview_id": kept.pk,
        "thing_id": a_small_thing(alice, soon),
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
        "secret": feed.make_link(me=places["bob"], now=soon),
    }
    ids["taken_id"] = ids["space_id"]
    both = {"alice", "bob"}
    whose = {
        "item_id": both,
        "part_id": both,
        "repair_id": both,
        "time_id": both,
        "night_id": both,
        "offer_id": both,
        "thing_id": both,
        "ask_id": both,
        "taken_id": {"bob"},
        "import_id": both,
        "child_id": both,
        "place_id": both | {"gran"},
    }
    whose |= {
        name: {"alice"}
        for name in ("checkin_id", "result_id", "given_id", "space_id", "home_id", "invite_id", "pk", "preview_id")
    }
    return ids, whose


def _counsel(
    places: dict[str, Caregiver],
    persons: dict[str, Person],
    ids: dict[str, object],
    whose: dict[str, set[str]],
    at: datetime,
) -> None:
    """Let Cora read some things of Alice's and Bob's, and offer Alice something; let Dora in with nothing."""
    until = at.date() + timedelta(days=60)
    shared = [Grant(what, until) for what in (What.REVIEWS, What.PLANS)]
    alices = let_in(places["alice"], persons["cora"].desk, [*shared, Grant(What.NEED_ROOM, until)], at=at)
    let_in(places["bob"], persons["cora"].desk, shared, at=at)
    ids["other_counsel"] = let_in(places["alice"], persons["dora"].desk, [], at=at).pk
    granting.offer_homework(counsels=[alices], words="One walk of ten minutes, without phones.", now=at)
    ids["counsel_id"] = alices.pk
    ids["family_id"] = alices.of.family_id
    ids["homework_id"] = Homework.objects.values_list("pk", flat=True)[0]
    ids["note_id"] = desks.start_note(
        desk=persons["cora"].desk, about=alices.pk, who="A.", day=at.date(), key=uuid4()
    )
    ids["link"] = granting.make_link(me=places["alice"], now=at)
    whose["counsel_id"] = {"alice", "cora"}
    whose["homework_id"] = {"alice", "cora"}
    whose["family_id"] = whose["note_id"] = {"cora"}


def planned_night(alice: Caregiver, at: datetime) -> UUID:
    """Propose tonight and return the proposal; both agree to tomorrow."""
    circle = circle_of(alice, now=at)
    planning.propose_nights(circle=circle, now=at, days=2)
    tonight, tomorrow = nights_from(circle, evening_of(at, zone_of(circle.me.family)), days=2)
    for partner in circle.partners:
        planning.agree(seen=tomorrow, read=tomorrow.row.pk, by=partner, now=at)
    return tonight.row.pk


def _a_week_ahead(alice: Caregiver, at: datetime) -> UUID:
    """Let Alice hold more than one thing, and propose what may change hands; return one part of it."""
    more = [holding.New(title, TRACKING, mine=True, minutes=200) for title in ("The shopping", "Who was told what")]
    holding.add(me=alice, items=more, key=uuid4(), now=at)
    week_plan.propose(circle=circle_of(alice, now=at), most=2, now=at)
    return Part.objects.values_list("pk", flat=True)[0]


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


def _a_baby_expected(alice: Caregiver, at: datetime) -> None:
    """Let another baby be expected, and Alice put words for an agreement to Bob."""
    child = people.save_child(me=alice, facts=people.ChildFacts(due_on=(at + timedelta(days=90)).date()), now=at)
    words, circle = "Whoever is on has the baby in another room.", circle_of(alice, now=at)
    agreeing.propose(circle=circle, child=child, thread=None, words=words, seen=0, key=uuid4(), now=at)


def a_small_thing(alice: Caregiver, at: datetime) -> UUID:
    """Let Alice suggest one small thing for today."""
    what = together.What(today_of(alice, now=at), thing="tea")
    return sharing.suggest(circle=circle_of(alice, now=at), what=what, key=uuid4(), now=at)


def absent(name: str, step: int = 0) -> object:
    """Return an id of this kind that no row has."""
    return 2**40 + step if name == "pk" else UUID(int=step + 1)
