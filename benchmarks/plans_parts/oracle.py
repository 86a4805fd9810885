"""The nominal problem told to OR-Tools CP-SAT, from the contract and without the planner's code: an oracle."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from nearward.domain.nights import Night, Problem

SECONDS = 60.0


def tenths(problem: Problem, night: Night) -> list[int]:
    """The partners' weights in a night, in tenths."""
    return [round(10 * problem.weight(night, at)) for at in problem.partners]


def common_tenths(problem: Problem) -> int:
    """A whole number that every partner's weight in tenths divides on every night."""
    return lcm(*(one for night in problem.nights for one in tenths(problem, night)))


class Oracle:
    """A model of all nights; `levels` solves level after level, keeping what was reached."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.common = common_tenths(problem)
        self.spread, self.running, self.tolerated = [], 0, 0
        self.floors, self.smaller, self.all_z, self.sleep, self.cost, self.bottles = [], [], [], [], [], []
        before = None
        for night in problem.nights:
            before = self._night(night, before)
        if problem.bottle_stock is not None:
            self.model.add(sum(self.bottles) <= problem.bottle_stock)
        self.least = self.model.new_int_var(0, 10**9, "least")
        for one in self.smaller:
            self.model.add(self.least <= one)

    def levels(self) -> list[int] | None:
        """[floors met, least z, Σ smaller z, Σ other z, weighted sleep, −spread, −cost] or None if impossible."""
        aims = (
            sum(self.floors), self.least, sum(self.smaller), sum(self.all_z) - sum(self.smaller),
            sum(self.sleep), -sum(self.spread), -sum(self.cost),
        )  # fmt: skip
        found = []
        for aim in aims:
            self.model.maximize(aim)
            solver = cp_model.CpSolver()
            solver.parameters.max_time_in_seconds, solver.parameters.num_workers = SECONDS, 2
            status = solver.solve(self.model)
            if status == cp_model.INFEASIBLE:
                return None
            if status != cp_model.OPTIMAL:
                raise TimeoutError
            found.append(round(solver.objective_value))
            self.model.add(aim >= found[-1])
        return found

    def _night(self, night: Night, before: list | None) -> list:
        slots, people = range(night.slots), range(len(self.problem.people))
        flag = self.model.new_bool_var
        on = [[flag("") for _ in people] for _ in slots]
        for t in slots:
            self.model.add_exactly_one(on[t])
            for p in people:
                if not night.available[p][t]:
                    self.model.add(on[t][p] == 0)
        self._handovers(night, on)
        choice = [flag("") for _ in night.options]
        self.model.add_exactly_one(choice)
        self.cost += [3 * choice[k] for k, option in enumerate(night.options) if option.dream_feed is not None]
        up = self._woken(night, on, choice)
        self._rest(night, on, up)
        self._spread(night, on)
        if before is not None:
            for t in range(min(len(before), night.slots)):
                differs = flag("")
                self.cost.append(differs)
                for p in people:
                    self.model.add(differs >= on[t][p] - before[t][p])
        return on

    def _spread(self, night: Night, on: list) -> None:
        """Duty beyond shares by room, in twentieths of a slot, after this night."""
        one, two = self.problem.partners
        rooms = [5 + round(10 * self.problem.room(night, at)) for at in (one, two)]
        share = (2 * 20 * rooms[0] + sum(rooms)) // (2 * sum(rooms))
        first, second = (sum(slot[at] for slot in on) for at in (one, two))
        self.running += 20 * first - share * (first + second)
        helpers = [at for at, who in enumerate(self.problem.people) if not who.partner]
        self.tolerated += 0 if any(any(night.available[at]) for at in helpers) else 3 * night.slots
        beyond = self.model.new_int_var(0, 10**6, "")
        self.model.add(beyond >= self.running - self.tolerated)
        self.model.add(beyond >= -self.running - self.tolerated)
        self.spread.append(beyond)

    def _handovers(self, night: Night, on: list) -> None:
        shortest = max(1, -(-self.problem.min_shift_minutes // self.problem.slot_minutes))
        change = [self.model.new_bool_var("") for _ in range(night.slots)]
        self.model.add(change[0] == 0)
        for t in range(1, night.slots):
            for now, then in zip(on[t], on[t - 1], strict=True):
                self.model.add(change[t] >= now - then)
                self.model.add(change[t] <= 2 - now - then)
            self.model.add(sum(change[t : t + shortest]) <= 1)
            if t < shortest or t > night.slots - shortest:
                self.model.add(change[t] == 0)
        self.model.add(sum(change) <= self.problem.max_handovers)
        self.cost += [3 * one for one in change]

    def _woken(self, night: Night, on: list, choice: list) -> dict:
        """(person, slot) to what may hold them up there; each is 1 where they are woken."""
        up: dict = {}
        breast = [p for p, who in enumerate(self.problem.people) if who.breastfeeds]
        for k, option in enumerate(night.options):
            listed = []
            for wake in option.wakes:
                bottle = self.model.new_bool_var("")
                with_milk = sum(on[wake.slot][p] for p in breast)
                self.model.add(bottle <= 1 - with_milk)
                self.model.add(bottle <= (choice[k] if wake.feed and night.bottles is not None else 0))
                listed.append(bottle)
                for p, who in enumerate(self.problem.people):
                    woken = self.model.new_bool_var("")
                    self.model.add(woken >= choice[k] + on[wake.slot][p] - 1)
                    if wake.feed and who.breastfeeds and night.bottles is not None:
                        self.model.add(woken >= choice[k] - with_milk - bottle)
                    for t in range(wake.slot, min(night.slots, wake.slot + wake.slots)):
                        up.setdefault((p, t), []).append(woken)
            if night.bottles is not None:
                self.model.add(sum(listed) <= night.bottles)
            self.bottles += listed
        return up

    def _rest(self, night: Night, on: list, up: dict) -> None:
        z = []
        for row, p in enumerate(self.problem.partners):
            who = self.problem.people[p]
            off = [self._free(night, p, t, up, 1 - on[t][p]) for t in range(night.slots)]
            quiet = [self._free(night, p, t, up, on[t][p]) for t in range(night.slots)]
            weight = tenths(self.problem, night)[row]
            self.sleep += [weight * (2 * a + b) for a, b in zip(off, quiet, strict=True)]
            minutes = self.problem.slot_minutes * self._run(off)
            met = self.model.new_bool_var("")
            self.model.add(minutes >= who.floor_minutes * met)
            self.floors.append(met)
            counted = self.model.new_int_var(0, who.cap_minutes, "")
            self.model.add(counted <= minutes)
            z.append(counted * (self.common // weight))
        least = self.model.new_int_var(0, 10**9, "")
        for one in z:
            self.model.add(least <= one)
        self.smaller.append(least)
        self.all_z += z

    def _free(self, night: Night, p: int, t: int, up: dict, where: object) -> object:
        free = self.model.new_bool_var("")
        self.model.add(free <= where)
        self.model.add(free <= int(night.sleepable[p][t]))
        for woken in up.get((p, t), []):
            self.model.add(free <= 1 - woken)
        return free

    def _run(self, free: list) -> object:
        """The slots of one run inside what is free."""
        inside = [self.model.new_bool_var("") for _ in free]
        starts = [self.model.new_bool_var("") for _ in free]
        for t, one in enumerate(inside):
            self.model.add(one <= free[t])
            self.model.add(starts[t] >= one - (inside[t - 1] if t else 0))
        self.model.add(sum(starts) <= 1)
        return sum(inside)
