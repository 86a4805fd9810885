"""Whose protected sleep comes first over several nights: the same partner's, or the two in turn."""

from collections.abc import Sequence
from itertools import pairwise

from nearward.domain.nights.problem import Turns
from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

STAYS = N_("The early sleep stays with %(name)s.")
IN_TURN = N_("You take turns with the early sleep.")
STAYS_WHERE_IT_CAN = N_("The early sleep stays with the same one of you, where needs and hours allow it.")
IN_TURN_WHERE_IT_CAN = N_("You take turns with the early sleep, where needs and hours allow it.")


def early_sleep(turns: Turns, first: Sequence[str]) -> Sentence:
    """Return what holds for these nights; `first` names whose protected sleep begins first in each.

    A night in which that is nobody ("") or a lone night proves neither: then only the choice itself is said.
    """
    known = len(first) > 1 and all(first)
    if turns == "alternate":
        changes = known and all(one != two for one, two in pairwise(first))
        return say(IN_TURN if changes else IN_TURN_WHERE_IT_CAN)
    if known and len(set(first)) == 1:
        return say(STAYS, name=first[0])
    return say(STAYS_WHERE_IT_CAN)
