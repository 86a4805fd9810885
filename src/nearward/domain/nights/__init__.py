"""The night plan: who is on duty when, so that whoever needs sleep most gets it in one piece.

`plan_nights(Problem(...))` answers a `Plan`; `why_not` answers "what if".
The problem, the objective and the words stand in docs/reference/nights.md.
"""

from nearward.domain.nights.answer import plan_nights
from nearward.domain.nights.plan import NightPlan, Plan, Protected
from nearward.domain.nights.problem import Night, Option, Person, Pin, Problem, Wake
from nearward.domain.nights.solve import NOMINAL, ROBUST, Way
from nearward.domain.nights.why_not import Contrast, why_not

__all__ = [
    "NOMINAL", "ROBUST", "Contrast", "Night", "NightPlan", "Option", "Person", "Pin", "Plan", "Problem",
    "Protected", "Wake", "Way", "plan_nights", "why_not",
]  # fmt: skip
