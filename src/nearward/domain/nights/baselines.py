"""Five ways couples share a night without a planner, for comparison. Each gives who is on duty in every slot.

`number` is the place of the night in a run, for what alternates from night to night.
"""

from collections.abc import Callable, Sequence

from nearward.domain.nights.clock import minutes_of
from nearward.domain.nights.problem import Night, Problem, Wake

Duty = tuple[int, ...]
TWO_O_CLOCK = 2 * 60
ROTA_MINUTES = 120
LEAN = 0.58  # the share of the hours to sleep that goes to whoever needs it most


def split_at_two(problem: Problem, night: Night, number: int) -> Duty:
    """Whoever needs sleep most sleeps first; they swap at 02:00."""
    most, other = _by_need(problem, night)
    return _swap(problem, night, _slot_at(problem, night, TWO_O_CLOCK), other, most)


def split_at_two_mirrored(problem: Problem, night: Night, number: int) -> Duty:
    """Whoever needs sleep most sleeps from 02:00."""
    most, other = _by_need(problem, night)
    return _swap(problem, night, _slot_at(problem, night, TWO_O_CLOCK), most, other)


def leaning_split(problem: Problem, night: Night, number: int) -> Duty:
    """Whoever needs sleep most sleeps first, for more than half of the hours to sleep."""
    most, other = _by_need(problem, night)
    asleep = [at for at, may in enumerate(night.sleepable[most]) if may]
    return _swap(problem, night, asleep[int(LEAN * len(asleep))] if asleep else night.slots // 2, other, most)


def whole_nights(problem: Problem, night: Night, number: int) -> Duty:
    """One is on duty for the whole night, the other the next."""
    most, other = _by_need(problem, night)
    return _there(problem, night, [(other, most)[number % 2]] * night.slots)


def two_hour_rota(problem: Problem, night: Night, number: int) -> Duty:
    """Two hours each, all night."""
    most, other = _by_need(problem, night)
    long = max(1, ROTA_MINUTES // problem.slot_minutes)
    return _there(problem, night, [(other, most)[at // long % 2] for at in range(night.slots)])


def strict_turns(problem: Problem, night: Night, number: int, wakes: Sequence[Wake] | None = None) -> Duty:
    """Every other wake: whoever had the last one sleeps through the next."""
    most, other = _by_need(problem, night)
    now, duty = 0, []
    ends = {wake.slot + wake.slots for wake in (night.options[0].wakes if wakes is None else wakes)}
    for at in range(night.slots):
        now = (now + (at in ends)) % 2
        duty.append((other, most)[now])
    return _there(problem, night, duty)


BASELINES: dict[str, Callable[[Problem, Night, int], Duty]] = {
    "split at 02:00": split_at_two,
    "split at 02:00, mirrored": split_at_two_mirrored,
    "two-hour rota": two_hour_rota,
    "strict turns": strict_turns,
    "whole nights in turn": whole_nights,
}


def _by_need(problem: Problem, night: Night) -> tuple[int, int]:
    """The two partners, the one with greater need first."""
    one, two = problem.partners
    return (one, two) if problem.weight(night, one) >= problem.weight(night, two) else (two, one)


def _swap(problem: Problem, night: Night, slot: int, first: int, then: int) -> Duty:
    return _there(problem, night, [first] * slot + [then] * (night.slots - slot))


def _there(problem: Problem, night: Night, duty: Sequence[int]) -> Duty:
    """Where someone is away, the other partner is on duty."""
    one, two = problem.partners
    swap = {one: two, two: one}
    return tuple(who if night.available[who][at] else swap[who] for at, who in enumerate(duty))


def _slot_at(problem: Problem, night: Night, minutes: int) -> int:
    slot = (minutes - minutes_of(night.clock[0])) % (24 * 60) // problem.slot_minutes
    return min(night.slots - 1, slot)
