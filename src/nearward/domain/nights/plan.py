"""What a night planner answers."""

from dataclasses import dataclass
from typing import Literal

from nearward.domain.sentence import Sentence

Status = Literal["ok", "partial", "infeasible"]


@dataclass(frozen=True, slots=True)
class Protected:
    """The protected block of a partner: slots start to end, minutes on the chosen option, and on 8 of 10 nights."""

    start: int
    end: int
    minutes: int
    p20_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class NightPlan:
    """One night: who is on duty in each slot (by place among the people), or why nobody can cover it.

    `breast_feeds`: wake and person, for each feed that wakes someone who breastfeeds while another is on duty.
    """

    duty: tuple[int, ...] | None
    option: int = 0
    bottle_feeds: tuple[int, ...] = ()
    protected: tuple[tuple[int, Protected], ...] = ()
    problem: Sentence | None = None
    breast_feeds: tuple[tuple[int, int], ...] = ()

    def block(self, person: int) -> Protected:
        """The protected block of a partner; an empty one for anybody else."""
        return dict(self.protected).get(person, Protected(0, 0, 0))

    @property
    def handovers(self) -> int:
        return 0 if self.duty is None else sum(a != b for a, b in zip(self.duty, self.duty[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Plan:
    """All nights, the five levels of the objective on the chosen options, and the words."""

    status: Status
    nights: tuple[NightPlan, ...]
    levels: tuple[float, ...]
    reasons: tuple[Sentence, ...] = ()
    levers: tuple[Sentence, ...] = ()
    problems: tuple[Sentence, ...] = ()
