"""Alice writes something in every room; Bob then does whatever he can."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

from nearward.data.expecting import asked
from nearward.data.instruments import instruments
from nearward.domain import asks, handover, review
from nearward.domain.labor import TRACKING
from nearward.domain.own import Time
from nearward.domain.trusted import Trusted
from nearward.web.asks import services as asking
from nearward.web.asks.models import Ask
from nearward.web.expecting import agreeing
from nearward.web.expecting import services as expecting
from nearward.web.holding import saying
from nearward.web.holding import services as holding
from nearward.web.holding.models import Responsibility
from nearward.web.keeping.erasing import erase_person
from nearward.web.keeping.leaving import leave, pause
from nearward.web.own import services as owning
from nearward.web.own.models import OwnTime
from nearward.web.people import services as people
from nearward.web.people.models import Child
from nearward.web.people.selectors import circle_of
from nearward.web.reflection import services as reflecting
from nearward.web.reflection.selectors import Learned
from nearward.web.repair import services as repairing
from nearward.web.repair.models import Repair
from nearward.web.repair.selectors import Said
from nearward.web.review import services as reviewing
from nearward.web.screening import services as screening
from nearward.web.us import services as us
from tests.conftest import Cast, ask_of, say

OWN = (
    "note-of-Alice", "place-of-Alice", "learned-of-Alice", "week-of-Alice", "step-of-Alice", "about-of-Alice",
    "ask-of-Alice", "answer-of-Alice", "gift-of-Alice", "cycle-of-Alice", "line-of-Alice", "side-of-Alice",
    "note-on-pattern-of-Alice", "agreement-of-Alice", "choir-of-Alice", "trusted-of-Alice", "thing-of-Alice",
)  # fmt: skip
HURTING = (0,) * 8 + (2,)


def week_before(at: datetime) -> date:
    return review.week_of(at.date()) - review.WEEK


def alice_writes(cast: Cast, at: datetime) -> None:
    """Let Alice say and keep something in every room, some of it to Bob, who has asked her something."""
    alice, bob = cast.alice, cast.bob
    say(alice, at=at - timedelta(hours=3), levels={"sleep": 3}, room=1, stress=7, move=3, note="note-of-Alice")
    for key, chosen in (("phq9", HURTING), ("gad7", (1,) * 7), ("epds", (0,) * 10)):
        screening.keep_answers(me=alice, form=instruments()[key], chosen=chosen, key=uuid4(), now=at)
    screening.save_trusted(me=alice, said=Trusted("trusted-of-Alice", "+34 600 111 222"))
    owning.write(me=alice, place="friends", words="place-of-Alice", page=owning.Page(0, uuid4()))
    reflecting.say_learned(
        me=alice, learned=Learned(("unsafe",), "learned-of-Alice"), page=reflecting.Page(0, uuid4())
    )
    us.agree_to_cycle(me=alice, partner=bob, now=at)
    us.say_inside(me=alice, partner=bob, words="cycle-of-Alice", now=at)
    us.propose_wording(me=alice, lines=("line-of-Alice", "", "", ""), seen=0, now=at)
    _to_the_other(cast, at)
    _finishes(cast, at)


def _to_the_other(cast: Cast, at: datetime) -> None:
    alice, bob = cast.alice, cast.bob
    ask_of(alice, at=at, what=asks.Ask("sleep", "do", "week", "ask-of-Alice"))
    theirs = Ask.objects.get(pk=ask_of(bob, at=at, what=asks.Ask("heard", "with", "week", "ask-of-Bob")))
    asking.answer_ask(ask=theirs, by=alice, answer=asks.But("answer-of-Alice"), seen=0, key=uuid4(), now=at)
    given = handover.HandOver("", at + timedelta(hours=3), "gift-of-Alice")
    asking.hand_over(me=alice, given=given, key=uuid4(), now=at)
    time = Time(at + timedelta(days=2), at + timedelta(days=2, hours=1))
    owning.ask_for(me=alice, partner=bob, time=time, words="choir-of-Alice", key=uuid4(), now=at)
    holding.add(me=alice, items=[holding.New("thing-of-Alice", TRACKING, mine=True)], key=uuid4(), now=at)


def _finishes(cast: Cast, at: datetime) -> None:
    alice, bob = cast.alice, cast.bob
    page = reviewing.Page({"worked": "week-of-Alice"}, 0, uuid4())
    reviewing.finish(me=alice, week=week_before(at), page=page, now=at)
    made = repairing.start(me=alice, other=bob, about="about-of-Alice", key=uuid4(), now=at)
    repair, step = Repair.objects.get(pk=made), Said("step-of-Alice", ("sad",))
    repairing.share(me=alice, repair=repair, step="inside", page=repairing.Page(step, 0, uuid4()), now=at)
    child = people.save_child(
        me=alice, facts=people.ChildFacts(due_on=(at + timedelta(days=60)).date()), now=at
    )  # fmt: skip
    side = dict.fromkeys(asked().keys, "") | {"night": "other", asked().parts[0].key: "side-of-Alice"}
    expecting.finish(me=alice, child=child, page=expecting.Page(side, 0, uuid4()), now=at)
    expecting.write_note(me=alice, child=child, words="note-on-pattern-of-Alice", seen=0, key=uuid4())
    circle, words = circle_of(alice, now=at), "agreement-of-Alice"
    agreeing.propose(circle=circle, child=child, thread=None, words=words, seen=0, key=uuid4(), now=at)


def what_bob_does(cast: Cast, at: datetime) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield one act of Bob's after another, the last of them leaving and erasing."""
    bob, alice = cast.bob, cast.alice
    child, repair = Child.objects.get(born_on__isnull=True), Repair.objects.get()
    circle, promise = circle_of(bob, now=at), asks.At(at + timedelta(hours=2))
    side = dict.fromkeys(asked().keys, "") | {"night": "me"}
    facts = saying.Facts("thing-of-Bob", TRACKING, "enough-of-Bob", 30, 2, False, 0, ())
    item = Responsibility.objects.get()
    yield "says", lambda: say(bob, at=at, levels={"hands": 4}, room=0, note="note-of-Bob")
    yield "answers", lambda: asking.answer_ask(
        ask=Ask.objects.get(asker=alice), by=bob, answer=promise, seen=0, key=uuid4(), now=at
    )  # fmt: skip
    yield "asks", lambda: ask_of(bob, at=at)
    yield (
        "takes an ask back",
        lambda: asking.end_ask(ask=Ask.objects.get(words="ask-of-Bob"), by=bob, how="taken back", now=at),
    )
    yield (
        "offers another time",
        lambda: owning.answer(
            me=bob, row=OwnTime.objects.get(), given=asks.At(at + timedelta(days=3)), seen=0, now=at
        ),
    )
    yield "finishes the week", lambda: reviewing.finish(
        me=bob, week=week_before(at), page=reviewing.Page({"worked": "week-of-Bob"}, 0, uuid4()), now=at
    )  # fmt: skip
    yield "finishes what is expected", lambda: expecting.finish(
        me=bob, child=child, page=expecting.Page(side, 0, uuid4()), now=at
    )  # fmt: skip
    yield (
        "agrees to an agreement",
        lambda: agreeing.agree(
            circle=circle, child=child, thread=agreeing.agreements(circle, child)[0].thread, seen=1, now=at
        ),
    )
    yield "agrees to words", lambda: us.agree_to_wording(me=bob, seen=1, now=at)
    yield "looks at the cycle", lambda: us.agree_to_cycle(me=bob, partner=alice, now=at)
    yield (
        "shares a step",
        lambda: repairing.share(
            me=bob, repair=repair, step="inside", page=repairing.Page(Said("step-of-Bob"), 0, uuid4()), now=at
        ),
    )
    yield "takes it back", lambda: repairing.take_back(me=bob, repair=repair, step="inside", now=at)
    yield "leaves the repair", lambda: repairing.leave(me=bob, repair=repair, now=at)
    yield "starts another", lambda: repairing.start(me=bob, other=alice, about="about-of-Bob", key=uuid4(), now=at)
    yield "changes the words of a thing", lambda: saying.change(item=item, me=bob, facts=facts, now=at)
    yield "pauses", lambda: pause(place=bob, paused=True, now=at)
    yield "shares again", lambda: pause(place=bob, paused=False, now=at)
    yield "leaves", lambda: leave(place=bob, now=at)
    yield "erases", lambda: erase_person(person=bob.person, now=at)
