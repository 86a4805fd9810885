"""Why the plan is as it is: who sleeps when, whose need it follows and since when that was said.

Each sentence is worked out from the plan it stands beside, and `check_reasons.py` works each out again.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Problem
from nearward.domain.nights.saying import LIKE_THIS, length, listed, on, time_span
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

LIKELY = 30  # minutes by which "8 of 10 nights" must fall short of the block to be worth a word

BLOCK = N_("%(when)s %(name)s can sleep from %(start)s to %(end)s, while the baby is with %(cover)s.")
BLOCK_MAY_SHORTEN = N_(
    "%(when)s %(name)s can sleep from %(start)s to %(end)s, while the baby is with %(cover)s. A wake may shorten "
    "this, by no more than %(less)s on about 8 of 10 nights like these."
)
BLOCK_MAY_BREAK = N_(
    "%(when)s %(name)s can sleep from %(start)s to %(end)s, while the baby is with %(cover)s. If the baby wakes at "
    "other times than expected, this may not hold."
)
NO_BLOCK = N_("%(when)s there is no protected sleep for %(name)s.")
ONLY_ONE_FEEDS = N_(
    "%(when)s only %(name)s can give the feeds near %(times)s, so they wake %(name)s while another has the baby."
)
ONLY_ONE_FEEDS_ONCE = N_(
    "%(when)s only %(name)s can give the feed near %(times)s, so it wakes %(name)s while another has the baby."
)
EITHER_FEEDS = N_("%(when)s the feeds near %(times)s need %(name)s: either of the two gets up for them.")
DREAM_FEED = N_("%(when)s a dream feed around %(time)s is part of this plan; it does not work for every baby.")
BOTTLES = N_("%(when)s prepared bottles are for around %(times)s, so that %(name)s is not woken for them.")
LEANS_SAID = N_(
    "%(when)s the plan leans to %(name)s, who needs it most by what was said %(since)s; from %(day)s it goes by "
    "your usual week."
)
LEANS_USUAL = N_("%(when)s the plan leans to %(name)s, who needs it most by your usual week.")
LEANS_SLEEP = N_(
    "%(when)s the plan leans to %(name)s, by what is needed and by the sleep %(name)s gave to the plan."
)
LEANS = N_("%(when)s the plan leans to %(name)s, whose need is greatest.")
COMES_OUT_SHORTER = N_(
    "%(when)s %(name)s needs sleep most, and still %(other)s has the longer block: these hours, feeds and limits "
    "leave nothing better."
)
ALONE = N_("%(name)s is alone with the baby, so nobody can protect a block of sleep. Rest whenever the baby does.")
PAST_CAP = N_(
    "The quiet hours of %(name)s run past %(cap)s; only that much is counted. Wake for milk when you need to."
)
IN_TURN = N_("Over these nights the longer duty falls to %(one)s and to %(two)s in turn.")
ALTERNATES = N_("The early and the late block change places from night to night, as you chose.")
ENDS = N_("The plan ends with these nights; look again then.")
ENDS_ONE = N_("The plan ends with the morning; look again then.")


def reasons(problem: Problem, plans: Sequence[NightPlan]) -> tuple[Sentence, ...]:
    """The reasons of a plan, night by night, then what holds for all of it."""
    said: list[Sentence] = []
    for number, plan in enumerate(plans):
        if plan.duty is not None:
            said += _blocks(problem, number, plan)
            said += _breast_feeds(problem, number, plan)
            said += _dream_feed(problem, number, plan)
            said += _bottles(problem, number, plan)
            said += _lean(problem, number, plan)
    whole = (*_alone(problem), *_past_cap(problem, plans), *_in_turn(problem, plans), *_ends(problem, plans))
    return (*said, *whole)


def _blocks(problem: Problem, number: int, plan: NightPlan) -> Iterator[Sentence]:
    for person, block in plan.protected:
        if block.minutes:
            yield _block(problem, number, plan, person)
        elif len(problem.people) > 1:
            yield say(NO_BLOCK, when=on(problem, number), name=problem.people[person].name)


def _block(problem: Problem, number: int, plan: NightPlan, person: int) -> Sentence:
    block, night = plan.block(person), problem.nights[number]
    assert plan.duty is not None
    covering = dict.fromkeys(problem.people[at].name for at in plan.duty[block.start : block.end])
    values = {
        "when": on(problem, number),
        "cover": listed(list(covering)),
        "name": problem.people[person].name,
        **time_span(night, (block.start, block.end)),
    }
    low = block.p20_minutes
    if low is None or low > block.minutes - LIKELY:
        return say(BLOCK, **values)
    if not low:
        return say(BLOCK_MAY_BREAK, **values)
    return say(BLOCK_MAY_SHORTEN, less=length(block.minutes - low), **values)


def _breast_feeds(problem: Problem, number: int, plan: NightPlan) -> Iterator[Sentence]:
    """Feeds that wake someone who breastfeeds while another has the baby."""
    night = problem.nights[number]
    wakes = night.options[plan.option].wakes
    feeds = sorted({wakes[at].slot for at, _person in plan.breast_feeds})
    if feeds:
        people = sorted({person for _at, person in plan.breast_feeds})
        once = ONLY_ONE_FEEDS_ONCE if len(feeds) == 1 else ONLY_ONE_FEEDS
        words = once if len(people) == 1 else EITHER_FEEDS
        yield say(
            words,
            when=on(problem, number),
            name=listed([problem.people[at].name for at in people]),
            times=listed([night.clock[slot] for slot in feeds]),
        )


def _dream_feed(problem: Problem, number: int, plan: NightPlan) -> Iterator[Sentence]:
    night = problem.nights[number]
    slot = night.options[plan.option].dream_feed
    if slot is not None:
        yield say(DREAM_FEED, when=on(problem, number), time=night.clock[slot])


def _bottles(problem: Problem, number: int, plan: NightPlan) -> Iterator[Sentence]:
    night = problem.nights[number]
    wakes = night.options[plan.option].wakes
    sleeping = [problem.people[at].name for at in problem.feeding]
    if plan.bottle_feeds and sleeping:
        slots = dict.fromkeys(wakes[at].slot for at in plan.bottle_feeds)
        times = [night.clock[slot] for slot in slots]
        yield say(BOTTLES, when=on(problem, number), times=listed(times), name=listed(sleeping))


def _lean(problem: Problem, number: int, plan: NightPlan) -> Iterator[Sentence]:
    """Whose need a night follows, and since when it was said; only where the longer block follows it."""
    night, partners = problem.nights[number], problem.partners
    if len(partners) < 2:
        return
    needs_most, other = sorted(partners, key=lambda at: -problem.weight(night, at))
    if problem.weight(night, needs_most) == problem.weight(night, other):
        return
    when, name = on(problem, number), problem.people[needs_most].name
    lead = plan.block(needs_most).minutes - plan.block(other).minutes
    if lead < 0:
        yield say(COMES_OUT_SHORTER, when=when, name=name, other=problem.people[other].name)
    elif lead > 0:
        heard = night.heard
        if needs_most in heard.gave_sleep:
            yield say(LEANS_SLEEP, when=when, name=name)
        elif heard.since is not None:
            yield say(LEANS_SAID, when=when, name=name, since=heard.since, day=say(heard.usual_from))
        else:
            yield say(LEANS_USUAL if heard.known else LEANS, when=when, name=name)


def _alone(problem: Problem) -> Iterator[Sentence]:
    if len(problem.people) == 1:
        yield say(ALONE, name=problem.people[0].name)


def _past_cap(problem: Problem, plans: Sequence[NightPlan]) -> Iterator[Sentence]:
    """Blocks of someone who breastfeeds that run past their own limit without milk being taken."""
    for at in problem.partners:
        person = problem.people[at]
        if person.breastfeeds and any(plan.block(at).minutes > person.cap_minutes for plan in plans):
            yield say(PAST_CAP, name=person.name, cap=length(person.cap_minutes))


def _in_turn(problem: Problem, plans: Sequence[NightPlan]) -> Iterator[Sentence]:
    """That duty goes round between two whose needs are alike, or that the blocks change places."""
    made = [plan.duty for plan in plans if plan.duty is not None]
    if len(made) < 2 or len(problem.partners) < 2:
        return
    one, two = problem.partners
    alike = all(problem.weight(night, one) == problem.weight(night, two) for night in problem.nights)
    leads = [duty.count(one) - duty.count(two) for duty in made]
    firsts = [next((who for who in duty if who in (one, two)), None) for duty in made]
    if problem.turns == "alternate" and None not in firsts and all(a != b for a, b in pairwise(firsts)):
        yield say(ALTERNATES)
    elif alike and min(leads) < 0 < max(leads):
        yield say(IN_TURN, one=problem.people[one].name, two=problem.people[two].name)


def _ends(problem: Problem, plans: Sequence[NightPlan]) -> Iterator[Sentence]:
    named = any(night.name == LIKE_THIS for night in problem.nights)
    if not named and len(problem.partners) > 1 and any(plan.duty is not None for plan in plans):
        yield say(ENDS if len(problem.nights) > 1 else ENDS_ONE)
