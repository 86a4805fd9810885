"""An independent judge of what a plan says of itself. It works each sentence out again from problem and duty.

It shares no code with the planner and takes nothing from the plan but duty, option, bottle feeds and what 8 of 10
courses reach. `untrue` names every sentence that is wrong, that it does not know, or that is missing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nearward.domain.daytime import WEEKDAYS
from nearward.domain.nights import early_sleep
from nearward.domain.nights import reasons as said
from nearward.domain.nights.plan import NightPlan
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.sentence import Sentence


def untrue(problem: Problem, plans: Sequence[NightPlan], sentences: Sequence[Sentence]) -> list[str]:
    """Return every sentence that is not so, in words for a developer; empty where all of them are true."""
    judge = _Judge(problem, plans)
    found = []
    for one in sentences:
        check = judge.checks.get(one.message)
        if check is None:
            found.append(f"not known: {one}")
        elif not _holds(check, one):
            found.append(f"not so: {one}")
    return [*found, *judge.missing(sentences)]


@dataclass(frozen=True)
class _Facts:
    """One night, worked out slot by slot: each partner's longest run of free slots and the feeds of the breast."""

    night: Night
    plan: NightPlan
    when: str
    blocks: dict[int, tuple[int, int]]
    milk: dict[int, set[int]]  # the wakes that are feeds for this person while another has the baby

    def long(self, person: int) -> int:
        start, end = self.blocks[person]
        return end - start


class _Judge:
    def __init__(self, problem: Problem, plans: Sequence[NightPlan]) -> None:
        self.problem, self.plans = problem, plans
        self.partners = [at for at, one in enumerate(problem.people) if one.partner]
        self.nights = [
            _facts(problem, number, night, plan)
            for number, (night, plan) in enumerate(zip(problem.nights, plans, strict=True))
            if plan.duty is not None
        ]
        self.checks: dict[str, Callable[[Sentence], bool]] = {
            said.BLOCK: self._block,
            said.BLOCK_MAY_SHORTEN: self._block,
            said.BLOCK_MAY_BREAK: self._block,
            said.NO_BLOCK: self._no_block,
            said.ONLY_ONE_FEEDS: self._breast,
            said.ONLY_ONE_FEEDS_ONCE: self._breast,
            said.EITHER_FEEDS: self._breast,
            said.DREAM_FEED: self._dream_feed,
            said.BOTTLES: self._bottles,
            said.LEANS_SAID: self._leans,
            said.LEANS_USUAL: self._leans,
            said.LEANS_SLEEP: self._leans,
            said.LEANS: self._leans,
            said.COMES_OUT_SHORTER: self._shorter,
            said.ALONE: lambda one: [who.name for who in problem.people] == [one.values["name"]],
            said.PAST_CAP: self._past_cap,
            said.IN_TURN: self._in_turn,
            said.ALTERNATES: lambda one: self._alternates(),
            early_sleep.IN_TURN: lambda one: self._goes_round(self._sleep_first()),
            early_sleep.IN_TURN_WHERE_IT_CAN: lambda one: problem.turns == "alternate",
            early_sleep.STAYS: self._early_stays,
            early_sleep.STAYS_WHERE_IT_CAN: lambda one: problem.turns == "steady",
            said.ENDS: lambda one: bool(self.nights) and len(plans) > 1,
            said.ENDS_ONE: lambda one: bool(self.nights) and len(plans) == 1,
        }

    def missing(self, sentences: Sequence[Sentence]) -> Iterator[str]:
        """What a plan has to say: each partner's block or that there is none, and feeds that wake someone else."""
        by_night = [(str(one.values.get("when")), one) for one in sentences]
        for facts in self.nights:
            here = [one for when, one in by_night if when == facts.when]
            for at in self.partners:
                name = self.problem.people[at].name
                kinds = [said.BLOCK, said.BLOCK_MAY_SHORTEN, said.BLOCK_MAY_BREAK, said.NO_BLOCK]
                told = [one for one in here if one.message in kinds and one.values["name"] == name]
                if not told and len(self.problem.people) > 1:
                    yield f"missing: {facts.when}, the sleep of {name}"
            feeds = any(facts.milk.values())
            kinds = [said.ONLY_ONE_FEEDS, said.ONLY_ONE_FEEDS_ONCE, said.EITHER_FEEDS]
            if feeds and not any(one.message in kinds for one in here):
                yield f"missing: {facts.when}, feeds that wake who breastfeeds"

    def _of(self, one: Sentence) -> list[_Facts]:
        return [facts for facts in self.nights if facts.when == str(one.values["when"])]

    def _person(self, name: object) -> int:
        return [one.name for one in self.problem.people].index(str(name))

    def _block(self, one: Sentence) -> bool:
        return any(self._block_on(one, facts) for facts in self._of(one))

    def _block_on(self, one: Sentence, facts: _Facts) -> bool:
        at = self._person(one.values["name"])
        start, end = facts.blocks[at]
        clock = facts.night.clock
        duty = facts.plan.duty or ()
        covering = {self.problem.people[who].name for who in duty[start:end]}
        named = set(re.split(r", | and ", str(one.values["cover"])))
        if at in duty[start:end] or end == start or covering != named:
            return False
        if (one.values["start"], one.values["end"]) != (clock[start], clock[end]):
            return False
        low = dict(facts.plan.protected)[at].p20_minutes
        long = (end - start) * self.problem.slot_minutes
        if one.message == said.BLOCK_MAY_BREAK:
            return low == 0
        if one.message == said.BLOCK_MAY_SHORTEN:
            return low is not None and 0 < low < long and _minutes(one.values["less"]) == long - low
        return low is None or low > long - said.LIKELY

    def _no_block(self, one: Sentence) -> bool:
        return any(facts.long(self._person(one.values["name"])) == 0 for facts in self._of(one))

    def _breast(self, one: Sentence) -> bool:
        names = set(re.split(r", | and ", str(one.values["name"])))
        times = re.split(r", | and ", str(one.values["times"]))
        for facts in self._of(one):
            woken = {self.problem.people[at].name for at, found in facts.milk.items() if found}
            wakes = facts.night.options[facts.plan.option].wakes
            slots = sorted({wakes[index].slot for found in facts.milk.values() for index in found})
            if woken == names and [facts.night.clock[slot] for slot in slots] == times:
                return (one.message == said.EITHER_FEEDS) == (len(names) > 1)
        return False

    def _dream_feed(self, one: Sentence) -> bool:
        for facts in self._of(one):
            slot = facts.night.options[facts.plan.option].dream_feed
            if slot is not None and facts.night.clock[slot] == one.values["time"]:
                return True
        return False

    def _bottles(self, one: Sentence) -> bool:
        breast = {who.name for who in self.problem.people if who.breastfeeds}
        times = re.split(r", | and ", str(one.values["times"]))
        for facts in self._of(one):
            wakes = facts.night.options[facts.plan.option].wakes
            slots = dict.fromkeys(wakes[at].slot for at in facts.plan.bottle_feeds)
            if [facts.night.clock[slot] for slot in slots] == times:
                return set(re.split(r", | and ", str(one.values["name"]))) == breast
        return False

    def _order(self, facts: _Facts) -> tuple[int, int] | None:
        """Return the partner of greater need in a night, then the other; None where needs are alike."""
        one, two = self.partners
        night = facts.night
        need = {at: night.weights[at] if night.weights else self.problem.people[at].weight for at in (one, two)}
        if need[one] == need[two]:
            return None
        return (one, two) if need[one] > need[two] else (two, one)

    def _leans(self, one: Sentence) -> bool:
        return any(self._leans_on(one, facts) for facts in self._of(one))

    def _leans_on(self, one: Sentence, facts: _Facts) -> bool:
        order = self._order(facts)
        if order is None or self._person(one.values["name"]) != order[0]:
            return False
        if facts.long(order[0]) <= facts.long(order[1]):
            return False
        heard = facts.night.heard
        if one.message == said.LEANS_SLEEP:
            return order[0] in heard.gave_sleep
        if order[0] in heard.gave_sleep:
            return False
        if one.message == said.LEANS_SAID:
            since, day = str(one.values["since"]), str(one.values["day"])
            return heard.since is not None and since == str(heard.since) and day == heard.usual_from in WEEKDAYS
        return heard.since is None and heard.known == (one.message == said.LEANS_USUAL)

    def _shorter(self, one: Sentence) -> bool:
        for facts in self._of(one):
            order = self._order(facts)
            named = (self._person(one.values["name"]), self._person(one.values["other"]))
            if order == named and facts.long(order[0]) < facts.long(order[1]):
                return True
        return False

    def _past_cap(self, one: Sentence) -> bool:
        at = self._person(one.values["name"])
        who = self.problem.people[at]
        longest = max((facts.long(at) for facts in self.nights), default=0) * self.problem.slot_minutes
        return who.breastfeeds and longest > who.cap_minutes and _minutes(one.values["cap"]) == who.cap_minutes

    def _in_turn(self, one: Sentence) -> bool:
        alike = all(self._order(facts) is None for facts in self.nights)
        first, second = (self._person(one.values[key]) for key in ("one", "two"))
        more = {_more_duty(facts.plan.duty or (), first, second) for facts in self.nights}
        return alike and {first, second} <= more

    def _alternates(self) -> bool:
        on_duty = [[who for who in facts.plan.duty or () if who in self.partners] for facts in self.nights]
        return self._goes_round([next(iter(duty), None) for duty in on_duty])

    def _goes_round(self, firsts: Sequence[int | None]) -> bool:
        changes = [one != two for one, two in pairwise(firsts)]
        return self.problem.turns == "alternate" and len(firsts) > 1 and None not in firsts and all(changes)

    def _sleep_first(self) -> list[int | None]:
        """Return the partner whose longest run of free slots begins first in each night; None for neither."""
        found: list[int | None] = []
        for facts in self.nights:
            starts = {at: facts.blocks[at][0] for at in self.partners if facts.long(at)}
            alike = len(set(starts.values())) < len(self.partners)
            found.append(None if alike else min(starts, key=lambda at: starts[at]))
        return found

    def _early_stays(self, one: Sentence) -> bool:
        same = set(self._sleep_first()) == {self._person(one.values["name"])}
        return same and self.problem.turns == "steady" and len(self.nights) > 1


def _holds(check: Callable[[Sentence], bool], one: Sentence) -> bool:
    try:
        return check(one)
    except (KeyError, ValueError):  # a value that names nobody, or is no length
        return False


def _more_duty(duty: Sequence[int], first: int, second: int) -> int | None:
    one, two = (sum(who == at for who in duty) for at in (first, second))
    return first if one > two else second if two > one else None


def _facts(problem: Problem, number: int, night: Night, plan: NightPlan) -> _Facts:
    blocks, milk = {}, {}
    for at, person in enumerate(problem.people):
        milk[at] = _milk(problem, night, plan, at) if person.breastfeeds else set()
        if person.partner:
            blocks[at] = _longest(_free(problem, night, plan, at, milk[at]))
    return _Facts(night, plan, _when(problem, number), blocks, milk)


def _milk(problem: Problem, night: Night, plan: NightPlan, at: int) -> set[int]:
    """Return the wakes that are feeds with neither a bottle nor the breast on duty."""
    wakes, duty = night.options[plan.option].wakes, plan.duty or ()
    return {
        index
        for index, wake in enumerate(wakes)
        if wake.feed
        and night.bottles is not None
        and index not in plan.bottle_feeds
        and not problem.people[duty[wake.slot]].breastfeeds
    }


def _free(problem: Problem, night: Night, plan: NightPlan, at: int, milk: set[int]) -> list[bool]:
    duty, free = plan.duty or (), []
    for slot in range(night.slots):
        up = any(
            wake.slot <= slot < wake.slot + wake.slots and (duty[wake.slot] == at or index in milk)
            for index, wake in enumerate(night.options[plan.option].wakes)
        )
        free.append(night.sleepable[at][slot] and duty[slot] != at and not up)
    return free


def _longest(free: Sequence[bool]) -> tuple[int, int]:
    """Return the first of the longest runs."""
    best, start = (0, 0), 0
    for at in range(len(free) + 1):
        if at == len(free) or not free[at]:
            if at - start > best[1] - best[0]:
                best = (start, at)
            start = at + 1
    return best


def _when(problem: Problem, number: int) -> str:
    name = problem.nights[number].name
    if name:
        return name if name == "On a night like this" else f"On {name}"
    return "Tonight" if len(problem.nights) == 1 else f"On night {number + 1}"


def _minutes(words: object) -> int:
    """Return the minutes of “4 h 30”, “4 h” or “30 min”."""
    text = str(words).replace("\N{NO-BREAK SPACE}", " ")
    if text.endswith(" min"):
        return int(text[:-4])
    hours, _h, rest = text.partition(" h")
    return 60 * int(hours) + int(rest or 0)
