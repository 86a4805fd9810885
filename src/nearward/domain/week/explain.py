"""Why a step: whose rest or room it serves, in words. Never a sum, never where a need comes from."""

from nearward.domain.labor import (
    ANTICIPATING,
    EMOTIONAL,
    PLANNING,
    TRACKING,
)
from nearward.domain.sentence import Sentence, say
from nearward.domain.week.problem import Week
from nearward.domain.week.solve import Change, Row
from nearward.domain.words import N_

SHOWN = (0, 1, 2, 3, 5)  # the numbers of changes a screen shows
USUAL = 2

WHOLE = (
    N_("%(taker)s takes this on whole, so %(giver)s can rest more this week."),
    N_("%(taker)s takes this on whole, so %(giver)s has more room this week."),
)
TOGETHER = (
    N_("%(taker)s takes these on together, so %(giver)s can rest more this week."),
    N_("%(taker)s takes these on together, so %(giver)s has more room this week."),
)
OF_KIND = {
    EMOTIONAL: (
        N_("%(taker)s looks after this, so %(giver)s can let go of it and rest more this week."),
        N_("%(taker)s looks after this, so %(giver)s can let go of it and has more room this week."),
    ),
    TRACKING: (
        N_("%(taker)s keeps track of this, so %(giver)s can put it out of mind and rest more this week."),
        N_("%(taker)s keeps track of this, so %(giver)s can put it out of mind and has more room this week."),
    ),
    PLANNING: (
        N_("%(taker)s plans this from start to end, so %(giver)s can rest more this week."),
        N_("%(taker)s plans this from start to end, so %(giver)s has more room this week."),
    ),
    ANTICIPATING: (
        N_("%(taker)s looks ahead for this, so %(giver)s can rest more this week."),
        N_("%(taker)s looks ahead for this, so %(giver)s has more room this week."),
    ),
}
IN_RETURN = N_("%(taker)s takes this on whole, so %(giver)s has room for what comes over this week.")
ONE_PAIR = N_("All of this in one pair of hands, so %(other)s can put it out of mind this week.")
AS_IT_IS = N_("As it is: nothing moves.")
STAYS = N_("More changes would bring neither of you more rest or room.")


def reason(week: Week, row: Row, change: Change) -> Sentence:
    """Return why one step of a plan is proposed: whose rest or room it serves."""
    giver, taker = change.giver, change.taker
    if not giver:
        return say(ONE_PAIR, other=next(name for name in week.names if name != taker))
    needs_more = _needs_more(week) == giver
    if not needs_more and any(other.taker == giver for other in row.changes):
        return say(IN_RETURN, taker=taker, giver=giver)
    rest, room = TOGETHER if len(change.items) > 1 else OF_KIND.get(change.items[0].kind, WHOLE)
    return say(rest if needs_more else room, taker=taker, giver=giver)


def _needs_more(week: Week) -> str:
    """Return the name of the one whose share is smaller, or nothing when they are alike."""
    first, second = week.partners
    if first.share == second.share:
        return ""
    return min(first, second, key=lambda partner: partner.share).name


def shown(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows a screen shows: those of SHOWN whose plan differs from the one before."""
    kept: list[Row] = []
    for row in rows:
        if row.k in SHOWN and (not kept or row.changes != kept[-1].changes):
            kept.append(row)
    return tuple(kept)
