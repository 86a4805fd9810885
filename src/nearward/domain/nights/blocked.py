"""Why nobody can cover a night, in plain words, with a way on."""

from dataclasses import replace

from nearward.domain.nights.patterns import allowed_patterns
from nearward.domain.nights.problem import Night, Problem
from nearward.domain.nights.saying import on, spans, time_span
from nearward.domain.refused import Refused
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

FURTHER_HANDOVERS = 4


def why_blocked(problem: Problem, number: int) -> Sentence:
    """The first reason that holds: nobody home, pins, hand-overs, or a shift that is too short."""
    night, when = problem.nights[number], on(problem, number)
    return (
        _nobody_home(night, when)
        or _pinned(problem, night, when)
        or _handovers(problem, night, when)
        or _short_shift(problem, night, when)
        or say(N_("%(when)s these hours do not fit together. Could someone be there for longer?"), when=when)
    )


def _nobody_home(night: Night, when: Sentence) -> Sentence | None:
    empty = spans(at for at in range(night.slots) if not any(row[at] for row in night.available))
    if not empty:
        return None
    if len(empty) == 1:
        words = N_("%(when)s nobody is home from %(start)s to %(end)s. Who could be there?")
        return say(words, when=when, **time_span(night, empty[0]))
    times = ", ".join(f"{night.clock[start]}–{night.clock[end]}" for start, end in empty)
    return say(N_("%(when)s nobody is home at these hours: %(times)s. Who could be there?"), when=when, times=times)


def _pinned(problem: Problem, night: Night, when: Sentence) -> Sentence | None:
    if not night.pins or not _fits(problem, replace(night, pins=())):
        return None
    return say(N_("%(when)s the pinned hours cannot all be kept. Which of them could go?"), when=when)


def _handovers(problem: Problem, night: Night, when: Sentence) -> Sentence | None:
    for more in range(1, FURTHER_HANDOVERS + 1):
        allowed = problem.max_handovers + more
        if _fits(replace(problem, max_handovers=allowed), night):
            words = N_("%(when)s these hours need more hand-overs than you wanted (%(wanted)s). Allow %(number)s?")
            return say(words, when=when, wanted=problem.max_handovers, number=allowed)
    return None


def _short_shift(problem: Problem, night: Night, when: Sentence) -> Sentence | None:
    shortest = problem.slot_minutes
    for more in range(FURTHER_HANDOVERS + 1):
        wider = replace(problem, min_shift_minutes=shortest, max_handovers=problem.max_handovers + more)
        if _fits(wider, night):
            words = N_(
                "%(when)s these hours need a shift shorter than %(minutes)s minutes. Could someone stay longer?"
            )
            return say(words, when=when, minutes=problem.min_shift_minutes)
    return None


def _fits(problem: Problem, night: Night) -> bool:
    try:
        return len(allowed_patterns(problem, night).rows) > 0
    except Refused:
        return False
