"""What plans rest on: each one's hours, feeding, a helper's hours, and all of it at once before the first plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.nights import first_plan as first
from nearward.web.nights import selectors, services
from nearward.web.nights.forms import DAYS, FeedingForm, FirstPlanForm, HelperForm, HoursForm
from nearward.web.people.access import FamilyRequest, caregivers_only, partners_only, unless_grieving
from nearward.web.people.selectors import helper_of
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.ways_back import back_to_night, night_named


@partners_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def first_plan(request: FamilyRequest) -> HttpResponse:
    """Ask for hours and feeding on one screen before the first plan of a family, then plan."""
    circle, skips = request.circle, request.POST.get("do") == "skip"
    if not circle.baby_at_home or (request.method != "POST" and first.has_planned(circle)):
        return redirect("nights")
    sent = request.POST if request.method == "POST" else None
    form = FirstPlanForm(sent, initial=_start(request), partners=circle.partners)
    if sent is not None and (skips or form.is_valid()):
        try:
            first.plan_first(circle=circle, said=None if skips else form, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("nights")
    context = {"form": form, "days": _days(form["leaves"])}
    return render(request, "nights/first_plan.html", context, status=status_of(form))


def _start(request: FamilyRequest) -> dict[str, Any]:
    """Return what the first plan's screen starts from: what was said before, else the usual."""
    hours = selectors.hours_of(request.circle)
    mine = hours.get(request.me.pk) or selectors.usual(request.me)
    return {**HoursForm.start(mine), **FeedingForm.begin(selectors.feeding_of(request.circle), hours)}


@partners_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: FamilyRequest) -> HttpResponse:
    """Say one's own usual night."""
    row = selectors.hours_of(request.circle).get(request.me.pk) or selectors.usual(request.me)
    form = HoursForm(request.POST or None, initial=HoursForm.start(row))
    if request.method == "POST" and form.is_valid():
        try:
            services.save_hours(person=request.me, sleeper=form.sleeper(request.me), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _kept(request)
    context = {"form": form, "days": _days(form["leaves"]), "night_id": night_named(request)}
    return render(request, "nights/hours.html", context, status=status_of(form))


@partners_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def feeding(request: FamilyRequest) -> HttpResponse:
    """Say how the baby is fed at night, and who breastfeeds."""
    circle = request.circle
    start = FeedingForm.begin(selectors.feeding_of(circle), selectors.hours_of(circle))
    form = FeedingForm(request.POST or None, initial=start, partners=circle.partners)
    if request.method == "POST" and form.is_valid():
        services.save_feeding(circle=circle, bottles=form.count(), breast=form.feeders(), now=now())
        return _kept(request)
    context = {"form": form, "night_id": night_named(request)}
    return render(request, "nights/feeding.html", context, status=status_of(form))


@caregivers_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def helper_hours(request: FamilyRequest, place_id: UUID) -> HttpResponse:
    """Say when a helper is there: the helper for themselves, or a partner as it was said with them."""
    helper = helper_of(request.circle, place_id)
    row = selectors.hours_of(request.circle).get(helper.pk) or selectors.usual(helper)
    form = HelperForm(request.POST or None, initial={"evenings": row.evenings, "start": row.bed, "end": row.up})
    if request.method == "POST" and form.is_valid():
        try:
            services.save_hours(person=helper, sleeper=form.sleeper(helper), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _kept(request)
    context = {"form": form, "helper": helper, "days": _days(form["evenings"])}
    return render(request, "nights/helper.html", context, status=status_of(form))


def _days(field: Any) -> list[tuple[int, Any, bool]]:
    chosen = {str(value) for value in field.value() or ()}
    return [(at, day, str(at) in chosen) for at, day in enumerate(DAYS)]


def _kept(request: FamilyRequest) -> HttpResponse:
    messages.success(request, _("Kept. It counts from the next plan on."))
    return back_to_night(request, "nights")
