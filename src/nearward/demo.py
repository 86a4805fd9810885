"""A made-up family with eight weeks of days, built through the services, so that it obeys every rule."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings
from django.db import transaction

from nearward.demo_log import baby_buddy_files
from nearward.domain import asks, handover, review, together
from nearward.domain.checkin import Open, Private
from nearward.domain.labor import ANTICIPATING, EMOTIONAL, PARENTING, PLANNING, TRACKING
from nearward.domain.needs import NEEDS
from nearward.web.asks import services as asking
from nearward.web.babylog import services as babylog
from nearward.web.babylog.packing import opened
from nearward.web.checkins import services as checkins
from nearward.web.core.clock import now
from nearward.web.holding import services as holding
from nearward.web.holding.models import Responsibility
from nearward.web.people import services as people
from nearward.web.people.links import sign_in_link
from nearward.web.people.models import Caregiver, Child, Invite, Person
from nearward.web.people.pins import set_pin
from nearward.web.people.selectors import circle_of, invite_for
from nearward.web.reflection import services as reflecting
from nearward.web.repair import services as repairing
from nearward.web.repair.models import Repair
from nearward.web.repair.selectors import Said
from nearward.web.review import services as reviewing
from nearward.web.together import services as sharing
from nearward.web.together.selectors import plan_seen_by

DAYS, LOG_DAYS, SEED = 56, 42, 7
ZONE = "Europe/Madrid"
PIN = "2486"


@dataclass(frozen=True)
class Habit:
    """How one made-up partner answers: usual need, room and stress, and how often they check in."""

    need: tuple[int, ...]
    room: int
    stress: int
    toward: float
    keeps: float


MAYA = Habit((2, 2, 2, 1, 2, 3, 1), 1, 6, 0.3, 0.8)
MAYAS_WEEK = {
    "worked": "You took the whole of Thursday night and didn’t wake me to ask where things were.",
    "not_worked": "Sunday. I was crying and you went to do dishes.",
    "appreciated": "The soup.",
    "to_repair": "Sunday evening.",
}
JONAS_WEEK = {
    "worked": "You told me what kind of help you wanted. I knew what to do.",
    "appreciated": "That you laughed on Friday.",
    "to_change": "I start the evening alone, and you lie down at eight.",
}
JONAS = Habit((0, 1, 0, 1, 1, 1, 1), 3, 4, -0.4, 0.6)


def build() -> list[tuple[str, str]]:
    """Make the family unless the folder holds it already; return each partner's name and sign-in link."""
    there = Person.objects.filter(sign_in_name__in=("maya", "jonas")).order_by("-sign_in_name")
    persons = list(there) or [place.person for place in _make(now())]
    return [(person.name, f"{settings.URL}{sign_in_link(person)}") for person in persons]


def _make(at: datetime) -> tuple[Caregiver, Caregiver]:
    start = at - timedelta(days=DAYS)
    with transaction.atomic():
        maya = _come_in("Maya", Invite.For.FAMILY, None, start)
        jonas = _come_in("Jonas", Invite.For.PARTNER, maya, start + timedelta(hours=1))
        born = (start + timedelta(days=5)).date()
        noor = people.save_child(me=maya, facts=people.ChildFacts("Noor", due_on=born, born_on=born), now=at)
        _days(maya, MAYA, at, SEED)
        _days(jonas, JONAS, at, SEED + 1)
        _words(maya, jonas, at)
        _look_back(maya, jonas, at)
        _practise(maya, jonas, at)
        _log(maya, noor, born, at)
        _held(maya, jonas, at - timedelta(days=20))
    return maya, jonas


def _come_in(name: str, kind: str, by: Caregiver | None, at: datetime) -> Caregiver:
    _made, token = people.invite(kind=kind, by=by, now=at)
    new = people.NewPerson(name, name.lower(), str(uuid4()), zone=ZONE, country="ES")
    invite = invite_for(token, now=at)
    assert invite is not None
    person: Person = people.join_as_new(invite=invite, new=new, now=at)
    set_pin(person=person, pin=PIN)
    return person.places.get()


def _days(me: Caregiver, habit: Habit, at: datetime, seed: int) -> None:
    chance = np.random.default_rng(seed)
    for day in range(DAYS, 0, -1):
        for hour in (8, 20):
            moment = (at - timedelta(days=day)).astimezone(ZoneInfo(ZONE)).replace(hour=hour, minute=15)
            if moment < at and chance.random() < habit.keeps:
                said, kept = _a_day(habit, chance)
                checkins.check_in(me=me, said=said, kept=kept, key=uuid4(), now=moment)
    said, kept = _a_day(habit, chance)
    checkins.check_in(me=me, said=said, kept=kept, key=uuid4(), now=at - timedelta(hours=2))


def _a_day(habit: Habit, chance: np.random.Generator) -> tuple[Open, Private]:
    stress = int(np.clip(round(habit.stress + chance.normal(0, 1.8)), 0, 10))
    move = int(np.clip(round(6 + habit.toward * (stress - habit.stress) + chance.normal(0, 1.3)), 0, 10))
    levels = {
        need: int(np.clip(level + chance.integers(-1, 2), 0, 4))
        for need, level in zip(NEEDS, habit.need, strict=True)
    }
    room = int(np.clip(habit.room + chance.integers(-1, 2), 0, 4))
    return Open(levels, room), Private(stress=stress, move=move)


def _log(me: Caregiver, noor: Child, born: date, at: datetime) -> None:
    since = at - timedelta(days=LOG_DAYS)
    files = baby_buddy_files(noor.name, born=born, since=since, until=at, zone=ZONE, seed=SEED)
    read = [opened(name, content) for name, content in files.items()]
    babylog.import_records(files=read, chosen=babylog.Chosen(noor, ZoneInfo(ZONE)), by=me, now=at)


def _words(maya: Caregiver, jonas: Caregiver, at: datetime) -> None:
    partner = circle_of(maya, now=at).partner
    assert partner is not None
    opener = asks.OPENERS[0].ask
    asking.ask(me=maya, partner=partner, what=opener, key=uuid4(), now=at - timedelta(minutes=12))
    bedtime = handover.HandOver("bedtime", _round(at + timedelta(hours=3)))
    asking.hand_over(me=jonas, given=bedtime, key=uuid4(), now=at - timedelta(minutes=30))


MAYAS = (
    holding.New("Vaccination visits", PLANNING, True, 120, 5),
    holding.New("Feeds and weight", TRACKING, True, 40, 3),
    holding.New("Knowing what is in the diaper bag", ANTICIPATING, True, 60, 4),
    holding.New("Clothes that still fit", ANTICIPATING, True, 20, 2),
    holding.New("Answer family and friends", EMOTIONAL, True, 40, 3),
    holding.New("Notice how each of us is doing", EMOTIONAL, True, 30, 4),
    holding.New("Birthdays, presents and thank-you notes", ANTICIPATING, True, 20, 2),
)
JONASES = (
    holding.New("Groceries running low", TRACKING, True, 60, 2),
    holding.New("Bath and bedtime", PARENTING, True, 240, 2),
)
OPEN_ITEM = holding.New("Childcare from March", ANTICIPATING, minutes=60, mental=5)
STANDARD = "Two diapers, one set of clothes, a cloth and water. Refilled when we come home."


def _held(maya: Caregiver, jonas: Caregiver, at: datetime) -> None:
    holding.add(me=maya, items=[*MAYAS, OPEN_ITEM], key=uuid4(), now=at)
    holding.add(me=jonas, items=JONASES, key=uuid4(), now=at + timedelta(hours=1))
    items = {row.title: row for row in Responsibility.objects.filter(family=maya.family_id)}
    visits, bag, food = (items[one] for one in (MAYAS[0].title, MAYAS[2].title, JONASES[0].title))
    holding.let_go(item=visits, me=maya, stage="do", now=at + timedelta(hours=2))
    holding.take(item=visits, me=jonas, stage="do", now=at + timedelta(hours=3))
    facts = holding.Facts(
        bag.title, bag.kind, STANDARD, bag.minutes, bag.mental, fixed_time=False, taste=0, cannot=()
    )
    holding.change(item=bag, me=maya, facts=facts, now=at)
    holding.agree(item=bag, me=jonas, words=STANDARD, now=at + timedelta(hours=4))
    for item, me in ((food, jonas), (items[MAYAS[1].title], maya)):
        holding.say_planned(item=item, me=me, planned=True, now=at + timedelta(hours=5))


def _look_back(maya: Caregiver, jonas: Caregiver, at: datetime) -> None:
    """Open the week before the last, and start on what still hurts from it."""
    week, then = review.week_of(at.date()) - 2 * review.WEEK, at - timedelta(days=5)
    for me, words in ((maya, MAYAS_WEEK), (jonas, JONAS_WEEK)):
        reviewing.finish(me=me, week=week, page=reviewing.Page(words, 0, uuid4()), now=then)
    made = repairing.start(me=maya, other=jonas, about="Sunday evening", key=uuid4(), now=then)
    page = repairing.Page(Said("It is all on me, and nobody sees it.", ("alone", "unseen")), 0, uuid4())
    sunday = Repair.objects.get(pk=made)
    repairing.share(me=maya, repair=sunday, step="inside", page=page, now=at - timedelta(days=4))


JONAS_DOES = {"night": ["away"], "door": ["away", "lean"], "ill": ["away"], "hand": ["cant_tell"]}
JONAS_LEARNED = {"chosen": ["alone"], "words": "At home nobody asked. You were good when you needed nothing."}
JONAS_SENTENCE = "I learned early to get by alone. I am learning to stay in the room."


def _practise(maya: Caregiver, jonas: Caregiver, at: datetime) -> None:
    """Let Jonas reflect and share one sentence, and let both plan a week."""
    for name, chosen in JONAS_DOES.items():
        reflecting.answer_situation(me=jonas, name=name, chosen=chosen, key=uuid4())
    reflecting.keep(me=jonas, about="learned", said=JONAS_LEARNED, seen=0, key=uuid4())
    reflecting.share(me=jonas, to=maya, words=JONAS_SENTENCE, now=at - timedelta(days=2))
    hers, his = circle_of(maya, now=at), circle_of(jonas, now=at)
    until = at.date() + timedelta(weeks=5)
    run = together.Kept(4, time(18), time(19, 30), until, "Choir", holds=True)
    made = sharing.keep_time(circle=hers, kept=run, key=uuid4(), now=at - timedelta(days=3))
    row = plan_seen_by(his, made)
    sharing.answer_plan(row=row, by=jonas, how="yes", words="", now=at - timedelta(days=2))
    sharing.plan_small(circle=his, name="tea", words="", weeks=0, key=uuid4(), now=at - timedelta(hours=4))


def _round(at: datetime) -> datetime:
    return at.replace(minute=30 * (at.minute // 30), second=0, microsecond=0)
