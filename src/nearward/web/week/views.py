"""The week ahead: one proposal for nights and hand-overs, agreed part by part by each for themselves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.holding import week_plan
from nearward.web.holding.selectors import part_seen_by
from nearward.web.nights.early_sleep import early_sleep_of
from nearward.web.people.access import FamilyRequest, partners_only, unless_grieving
from nearward.web.people.selectors import family_day
from nearward.web.ui.words import translated
from nearward.web.week import selectors, services
from nearward.web.week.forms import PartForm, ProposeForm


@partners_only
@unless_grieving
@require_safe
def week(request: FamilyRequest) -> HttpResponse:
    """Show the proposal that stands, and how to make one."""
    return _page(request)


def _page(request: FamilyRequest, refusal: str = "") -> HttpResponse:
    """Show the week as it stands now; after a refusal with its sentence."""
    at, circle = now(), request.circle
    nights = selectors.nights_ahead(circle, now=at)
    to_agree = selectors.to_agree(nights)
    seen = week_plan.week_seen(circle, now=at)
    form = ProposeForm(initial={"most": seen.plan.most} if seen.plan else None)
    context = {
        "room": "us",
        "seen": seen,
        "nights": nights,
        "to_agree": to_agree,
        "early": early_sleep_of(circle, next(iter(to_agree), None), nights),
        "last_morning": selectors.last_morning(nights),
        "at_home": selectors.at_home(circle),
        "to_plan": bool(nights) or selectors.are_planned(circle, now=at),
        "form": form,
        "most": form["most"].value(),
        "refusal": refusal,
    }
    part = "week/week.html#now" if request.GET.get("part") == "now" else "week/week.html"
    return render(request, part, context, status=422 if refusal else 200)


@partners_only
@unless_grieving
@require_POST
def propose(request: FamilyRequest) -> HttpResponse:
    """Make a proposal from what is open; what was answered stays as it is."""
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return _page(request, str(form.errors["most"][0]))
    try:
        services.propose(circle=request.circle, most=form.cleaned_data["most"], now=now())
    except Refused as refusal:
        return _page(request, translated(refusal.args[0]))
    return redirect("week")


@partners_only
@unless_grieving
@require_POST
def agree_to_nights(request: FamilyRequest) -> HttpResponse:
    """Say yes for oneself to all the nights that were read."""
    try:
        services.agree_to_nights(circle=request.circle, read=request.POST.getlist("night"), now=now())
    except Refused as refusal:
        return _page(request, translated(refusal.args[0]))
    return redirect("week")


@partners_only
@unless_grieving
@require_POST
def answer_part(request: FamilyRequest, part_id: UUID) -> HttpResponse:
    """Say yes to one part, not this week, or take one's yes back."""
    circle, at = request.circle, now()
    part_seen_by(circle, part_id, today=family_day(request.me, now=at))
    form = PartForm(request.POST)
    if not form.is_valid():
        return _page(request, str(next(iter(form.errors.values()))[0]))
    try:
        match form.cleaned_data["how"]:
            case "yes":
                week_plan.say_yes(circle=circle, part_id=part_id, key=form.sent_key(), now=at)
            case "back":
                week_plan.take_back(circle=circle, part_id=part_id, now=at)
            case _:
                week_plan.refuse(circle=circle, part_id=part_id, now=at)
                messages.success(request, _("It stays as it is this week."))
    except Refused as refusal:
        return _page(request, translated(refusal.args[0]))
    return redirect("week")
