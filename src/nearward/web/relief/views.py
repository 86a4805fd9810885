"""“I can't go on”: call, the screen after it, take over, all right again."""

import logging
from typing import Any

from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nearward.data.helplines import ABUSE, EMERGENCY, SUICIDE
from nearward.domain import relief
from nearward.web.core.clock import now
from nearward.web.core.help_lines import lines_for
from nearward.web.help.lines import urgent_for
from nearward.web.help.views import country_of
from nearward.web.people.access import FamilyRequest, alone, caregivers_only, for_care, partners_only
from nearward.web.people.models import Caregiver
from nearward.web.relief import selectors, services
from nearward.web.watch.selectors import baby_at_home, own_call

log = logging.getLogger(__name__)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
@for_care("call")
def relief_page(request: FamilyRequest) -> HttpResponse:
    """Show what helps now; posted, call the other first. The page shows whatever became of the call."""
    if request.method == "POST":
        try:
            services.call(circle=request.circle, now=now())
        except DatabaseError as trouble:
            log.error("A call could not be kept: %s", type(trouble).__name__)
            return _page(request, sent=False)
        return redirect("relief")
    return _page(request)


def _page(request: FamilyRequest, *, sent: bool = True) -> HttpResponse:
    state = _near(request) if sent else _unsent(request)
    context = {"baby": baby_at_home(request.circle), **_lines(request), **state}
    part = "relief/relief.html#now" if request.GET.get("part") == "now" else "relief/relief.html"
    return render(request, part, context)


def _lines(request: FamilyRequest) -> dict[str, Any]:
    """Return the lines of the person's country: emergency and crisis first, then those to talk to."""
    country = request.user.country or country_of(request)
    urgent = urgent_for(country)
    talk = [line for line in lines_for(country) if line.kind not in {EMERGENCY, SUICIDE, ABUSE}]
    known = {"country": country, "name": urgent.name, "emergency": urgent.emergency, "crisis": urgent.crisis}
    return {**known, "talk": talk}


def _near(request: FamilyRequest) -> dict[str, Any]:
    """Return who is near, what became of the call, and what stands first."""
    at = now()
    call = own_call(request.circle)
    said = call.as_said if call else None
    reached = selectors.reached_by(request.circle, call, now=at)
    return {
        "call": call,
        "called_at": date_format(timezone.localtime(call.began_at), "H:i") if call else "",
        "unanswered": said is not None and said.unanswered(at),
        "silent": [one.person for one in reached if not one.rings] if call else [],
        "rung": [one.person for one in reached if one.rings] if call else [],
        "helpers": [one.person for one in reached if one.person.role == Caregiver.Role.HELPER],
        "near_first": relief.order(said, at)[0] == relief.NEAR,
    }


def _unsent(request: FamilyRequest) -> dict[str, Any]:
    """Return the same where the database could not be written: nobody's phone rings."""
    return {"call": None, "silent": [request.circle.partner] if request.circle.partner else []}


@caregivers_only
@require_POST
@for_care("take over")
def take_over(request: FamilyRequest) -> HttpResponse:
    """Say "I've got Noor": for whoever is asked, and for who was relieved and takes over again."""
    at = now()
    seen = selectors.on_today(request.circle, now=at)
    if seen.callers or seen.may_take_back(request.me):
        services.take_over(circle=request.circle, now=at)
    elif request.me.role == Caregiver.Role.HELPER:
        raise Http404
    else:
        messages.info(request, _("Nobody needs you to take over now."))
    return redirect("today")


@partners_only
@require_POST
@alone
def all_right(request: FamilyRequest) -> HttpResponse:
    """Say "I'm all right now": the call closes, and nothing of it stays."""
    services.all_right(circle=request.circle, now=now())
    return redirect("today")
