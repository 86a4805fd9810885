"""Normal, not broken: a baby's weeks and one's own said need over them. Only one's own; nothing of the partner."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nearward.data.care_curve import care_curve
from nearward.domain.care_demand import Demand, beyond_curve
from nearward.domain.normal import (
    WEEKS_BACK,
    Baby,
    OwnWeek,
    State,
    alike,
    asked_at,
    asked_sentences,
    followed,
    later_sentence,
    own_weeks,
)
from nearward.domain.normal_picture import NormalPicture, draw_normal, said_of, week_sentence
from nearward.domain.sentence import Sentence
from nearward.web.checkins import selectors
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, mine_only, unless_grieving
from nearward.web.people.models import Caregiver, Child
from nearward.web.people.selectors import today_of


@dataclass(frozen=True)
class NormalSeen:
    """What the page shows: whose weeks, what is asked in them, and one's own need by those weeks."""

    state: State
    names: tuple[str, ...]
    in_hospital: tuple[str, ...]
    early: bool = False
    picture: NormalPicture | None = None
    said: tuple[Sentence, ...] = ()
    asked: tuple[Sentence, ...] = ()
    later: Sentence | None = None
    beyond: Sentence | None = None
    weeks: tuple[Sentence, ...] = ()


@mine_only
@unless_grieving
@require_safe
def normal(request: FamilyRequest) -> HttpResponse:
    """Show that a baby's need is total, and one's own need beside it; after a loss the page is not there."""
    seen = seen_by(request.me, request.circle.children, now=now())
    return render(request, "mine/normal.html", {"room": "mine", "normal": seen})


def seen_by(me: Caregiver, children: Iterable[Child], *, now: datetime) -> NormalSeen:
    """Return what the page shows `me`, in one query of at most a year of own check-ins."""
    today = today_of(me, now=now)
    everyone = list(children)
    babies = [_baby(child, child.born_on) for child in everyone if child.born_on]
    state, baby = followed(babies, expecting=len(babies) < len(everyone), today=today)
    hospital = tuple(one.name for one in babies if not one.home)
    if baby is None:
        return _before(state) if state == "expected" else NormalSeen(state, (), hospital)
    own = own_weeks(selectors.own_needs(me, since=now - timedelta(weeks=WEEKS_BACK)), baby)
    names = tuple(one.name for one in alike(babies, baby, today))
    return _by_weeks(NormalSeen(state, names, hospital), baby, own, today)


def _before(state: State) -> NormalSeen:
    """The first weeks as the curve has them, while nobody is here yet to count weeks from."""
    curve = care_curve()
    picture, said = draw_normal(curve, (), age=None), said_of(curve, (), age=None)
    return NormalSeen(state, (), (), picture=picture, said=said)


def _by_weeks(seen: NormalSeen, baby: Baby, own: tuple[OwnWeek, ...], today: date) -> NormalSeen:
    """The weeks since birth; the curve by age does not hold for a baby in hospital, so it is left out there."""
    curve = care_curve() if baby.home else ()
    age, birth = max(baby.weeks_on(today), baby.weeks_on(baby.born)), baby.weeks_on(baby.born)
    demand = asked_at(curve, baby, today) if curve else None
    return replace(
        seen,
        early=baby.early,
        picture=draw_normal(curve, own, age=age, birth=birth),
        said=said_of(curve, own, age=age, birth=birth),
        weeks=tuple(map(week_sentence, reversed(own))),
        **(_asked(demand) if demand else {}),
    )


def _asked(demand: Demand) -> dict[str, Any]:
    return {
        "asked": asked_sentences(demand),
        "later": later_sentence(care_curve(), demand),
        "beyond": beyond_curve(demand),
    }


def _baby(child: Child, born: date) -> Baby:
    return Baby(child.name or _("Baby"), born, child.due_on, child.home)
