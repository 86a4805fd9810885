"""A made-up family with eight weeks of days, built through the services, so that it obeys every rule."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings
from django.db import transaction

from nearward.data.instruments import instruments
from nearward.demo_desk import counsel
from nearward.demo_expecting import expect
from nearward.demo_log import baby_buddy_files
from nearward.domain import asks, handover, own, review, together
from nearward.domain.checkin import Open, Private
from nearward.domain.daytime import at_local
from nearward.domain.labor import ANTICIPATING, EMOTIONAL, PARENTING, PLANNING, TRACKING
from nearward.domain.needs import NEEDS
from nearward.web.asks import services as asking
from nearward.web.babylog import services as babylog
from nearward.web.babylog.packing import opened
from nearward.web.checkins import services as checkins
from nearward.web.core.clock import now
from nearward.web.core.drafts import Page
from nearward.web.holding import saying
from nearward.web.holding import services as holding
from nearward.web.holding.models import Responsibility
from nearward.web.own import services as owning
from nearward.web.people import services as people
from nearward.web.people.links import sign_in_link
from nearward.web.people.models import Caregiver, Child, Invite, Person
from nearward.web.people.pins import set_pin
from nearward.web.people.selectors import circle_of, invite_for, today_of
from nearward.web.reflection import selectors as own_words
from nearward.web.reflection import services as reflecting
from nearward.web.repair import services as repairing
from nearward.web.repair.models import Repair
from nearward.web.repair.selectors import Said
from nearward.web.review import services as reviewing
from nearward.web.screening import services as screening
from nearward.web.together import services as sharing
from nearward.web.us import services as us

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
JONAS_LEARNED = "At home, crying was something to get through in your room. Nobody was angry. Nobody came either."
JONAS_SENTENCE = "When you cry I go and fix things, because I am scared I can’t do more."
JONAS = Habit((0, 1, 0, 1, 1, 1, 1), 3, 4, -0.4, 0.6)


def build() -> list[tuple[str, str]]:
    """Make everyone unless the folder holds them already; return each one's name and sign-in link."""
    names = ("maya", "jonas", "priya", "tom", "ruiz")
    there = {person.sign_in_name: person for person in Person.objects.filter(sign_in_name__in=names)}
    persons = [there[name] for name in names if name in there] or _make_all(now())
    return [(person.name, f"{settings.URL}{sign_in_link(person)}") for person in persons]


def _make_all(at: datetime) -> list[Person]:
    maya, jonas = _make(at)
    expecting = _make_expecting(at)
    return [*(place.person for place in (maya, jonas, *expecting)), counsel(maya, jonas, at)]


def _make(at: datetime) -> tuple[Caregiver, Caregiver]:
    start = at - timedelta(days=DAYS)
    with transaction.atomic():
        maya = _come_in("Maya", Invite.For.FAMILY, None, start)
        jonas = _come_in("Jonas", Invite.For.PARTNER, maya, start + timedelta(hours=1))
        born = (start + timedelta(days=5)).date()
        noor = people.save_child(me=maya, facts=people.ChildFacts("Noor", due_on=born), now=start)
        expect(maya, jonas, noor, start + timedelta(hours=2))
        here = people.ChildFacts("Noor", due_on=born, born_on=born)
        people.save_child(me=maya, facts=here, now=at, child=noor)
        _days(maya, MAYA, at, SEED)
        _days(jonas, JONAS, at, SEED + 1)
        _words(maya, jonas, at)
        _look_back(maya, jonas, at)
        _reflect(maya, jonas, at)
        _own(maya, jonas, at)
        _four(jonas, at)
        _suggest(jonas, at)
        _log(maya, noor, born, at)
        _held(maya, jonas, at - timedelta(days=20))
        _forms(maya, at - timedelta(days=30))
    return maya, jonas


def _make_expecting(at: datetime) -> tuple[Caregiver, Caregiver]:
    """Make two who expect a baby in seven weeks."""
    start = at - timedelta(days=6)
    with transaction.atomic():
        priya = _come_in("Priya", Invite.For.FAMILY, None, start)
        tom = _come_in("Tom", Invite.For.PARTNER, priya, start + timedelta(hours=1))
        facts = people.ChildFacts(due_on=(at + timedelta(days=50)).date())
        child = people.save_child(me=priya, facts=facts, now=start)
        expect(priya, tom, child, at - timedelta(days=2))
    return priya, tom


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
    facts = saying.Facts(
        bag.title, bag.kind, STANDARD, bag.minutes, bag.mental, fixed_time=False, taste=0, cannot=()
    )
    saying.change(item=bag, me=maya, facts=facts, now=at)
    saying.agree(item=bag, me=jonas, words=STANDARD, now=at + timedelta(hours=4))
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


def _reflect(maya: Caregiver, jonas: Caregiver, at: datetime) -> None:
    """Let each look at a few situations; Jonas shows one sentence of his own."""
    mayas = {"cries": ("ahead",), "tears": ("near",), "bag": ("ahead",), "fever": ("ahead", "low")}
    jonases = {"tears": ("ahead", "apart"), "alone": ("apart",), "advice": ("near",), "evening": ("unsure",)}
    for me, answers in ((maya, mayas), (jonas, jonases)):
        asked = own_words.asked(circle_of(me, now=at))
        reflecting.answer(me=me, chosen=answers, asked=asked, page=Page(0, uuid4()))
    learned = own_words.Learned(("too_much", "survival"), JONAS_LEARNED)
    reflecting.say_learned(me=jonas, learned=learned, page=Page(0, uuid4()))
    reflecting.show(me=jonas, to=maya, words=JONAS_SENTENCE, now=at - timedelta(days=2))


def _own(maya: Caregiver, jonas: Caregiver, at: datetime) -> None:
    """Maya keeps two places, and asks for an evening of her own; nothing is answered yet."""
    for place, words in (("friends", "Tuesdays with Ines. She knew me before."), ("body", "Swimming, alone.")):
        owning.write(me=maya, place=place, words=words, page=Page(0, uuid4()))
    day = (at + timedelta(days=2)).astimezone(ZoneInfo(ZONE)).date()
    starts = at_local(day, time(18), ZoneInfo(ZONE))
    asked = own.Time(starts, starts + timedelta(minutes=90))
    owning.ask_for(me=maya, partner=jonas, time=asked, words="", key=uuid4(), now=at - timedelta(hours=1))


def _four(jonas: Caregiver, at: datetime) -> None:
    """Jonas finds other words for two of the four sentences; Maya has not agreed yet."""
    lines = ("I can get through an evening on my own.", "", "", "And we both still have a Sunday.")
    us.propose_wording(me=jonas, lines=lines, seen=0, now=at - timedelta(days=1))


def _suggest(jonas: Caregiver, at: datetime) -> None:
    """Let Jonas suggest one small thing for tomorrow."""
    what = together.What(today_of(jonas, now=at) + timedelta(days=1), time(20, 30), thing="sofa")
    sharing.suggest(circle=circle_of(jonas, now=at), what=what, key=uuid4(), now=at - timedelta(hours=1))


def _forms(maya: Caregiver, at: datetime) -> None:
    for days, form, chosen in ((0, "phq2", (1, 1)), (2, "gad2", (1, 2)), (2, "gad7", (1, 2, 2, 1, 1, 2, 0))):
        screening.keep_answers(
            me=maya, form=instruments()[form], chosen=chosen, key=uuid4(), now=at + timedelta(days=days)
        )


def _round(at: datetime) -> datetime:
    return at.replace(minute=30 * (at.minute // 30), second=0, microsecond=0)
