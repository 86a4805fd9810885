"""The writes of the week ahead: each belongs to the nights or to Holding, and is done there."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from nearward.domain.refused import Refused
from nearward.domain.week.proposal import accept_most
from nearward.domain.words import N_
from nearward.web.holding import week_plan
from nearward.web.nights import services as nights
from nearward.web.people.selectors import Circle
from nearward.web.week.selectors import are_planned, nights_ahead


def propose(*, circle: Circle, most: int, now: datetime) -> None:
    """Propose the nights of the next seven days where there are any to plan, and what may change hands."""
    accept_most(most)
    if are_planned(circle, now=now):
        nights.propose_nights(circle=circle, now=now)
    if circle.partner is not None:
        week_plan.propose(circle=circle, most=most, now=now)


@transaction.atomic
def agree_to_nights(*, circle: Circle, read: Iterable[str], now: datetime) -> None:
    """Say yes for oneself to the nights that were read; where one changed since, to none of them."""
    ahead = {str(seen.row.pk): seen for seen in nights_ahead(circle, now=now)}
    for night_id in read:
        if night_id not in ahead:
            raise Refused(N_("A night changed just now. Please look at them again before you say yes."))
        seen = ahead[night_id]
        nights.agree(seen=seen, read=seen.row.pk, by=circle.me, now=now)
