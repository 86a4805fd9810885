"""Nights: tonight and the week, agreed by each for themselves; the hours they rest on; and the night itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nearward.domain.checkin import Open, Private
from nearward.domain.daytime import part_of_day
from nearward.domain.nights import Pin
from nearward.domain.nights import family as rules
from nearward.domain.refused import Refused
from nearward.web.babylog.care import cares_drawn, in_hospital
from nearward.web.babylog.taps_seen import tapped_for
from nearward.web.checkins.services import check_in
from nearward.web.core.clock import now
from nearward.web.nights import given_sleep, selectors, services
from nearward.web.nights.assumptions import said_since
from nearward.web.nights.early_sleep import choose_early_sleep, early_sleep_at, early_sleep_of
from nearward.web.nights.first_plan import has_planned
from nearward.web.nights.forms import GivenSleepForm, SleptForm
from nearward.web.nights.handed_over import as_handed_over
from nearward.web.nights.hours_said import hours_said
from nearward.web.nights.moved import look_again, what_changed
from nearward.web.nights.needs import sleep_given
from nearward.web.nights.on_duty import on_this_night
from nearward.web.nights.otherwise import otherwise, pin_of
from nearward.web.nights.selectors import NightSeen
from nearward.web.people.access import (
    FamilyRequest,
    alone,
    caregivers_only,
    partners_only,
    unless_grieving,
)
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import zone_of, zone_suggested
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.ways_back import back_to_night
from nearward.web.ui.words import translated
from nearward.web.watch.selectors import WatchSeen, watch_now


@caregivers_only
@unless_grieving
@require_safe
def nights(request: FamilyRequest) -> HttpResponse:
    """Show tonight and the week, and what is normal at this age; a helper sees the nights they are on."""
    circle, at = request.circle, now()
    watch = watch_now(circle, now=at)
    context = {
        "room": "nights",
        **_planned(request, watch, at),
        **_rests_on(request, at),
        "child": _child(request),
        "watch": watch,
    }
    return render(request, "nights/nights.html", context)


def _planned(request: FamilyRequest, watch: WatchSeen | None, at: datetime) -> dict[str, Any]:
    """Return tonight and the coming nights; a helper sees those they are on."""
    circle, evening = request.circle, rules.evening_of(at, zone_of(request.circle.me.family))
    ahead = selectors.nights_from(circle, evening)
    if circle.me.role == Caregiver.Role.HELPER:
        ahead = [seen for seen in ahead if seen.is_on(circle.me) and not seen.row.put_off]
    tonight = next((seen for seen in ahead if seen.row.evening == evening), None)
    shown = tonight and as_handed_over(tonight, watch)
    return {
        "tonight": shown,
        "hours": hours_said(shown, circle),
        "night_screen": tapped_for(circle.children, now=at) and circle.me in on_this_night(circle, tonight, now=at),
        "ended": tonight is None and selectors.tonight_or_its_end(circle, now=at).ended,
        "week": [seen for seen in ahead if seen is not tonight],
        "early": early_sleep_of(circle, tonight, ahead),
        "said_since": tonight is not None and said_since(circle, tonight, now=at),
        "first_plan": not ahead and not has_planned(circle),
        "look_again": look_again(circle, tonight, now=at),
    }


def _rests_on(request: FamilyRequest, at: datetime) -> dict[str, Any]:
    """Return what plans rest on, and what is normal at this age."""
    circle, zone = request.circle, zone_of(request.circle.me.family)
    is_partner = circle.me.role == Caregiver.Role.PARTNER
    given = sleep_given(circle, now=at) if is_partner else []
    return {
        "cares": cares_drawn(circle.children, now=at, zone=zone),
        "in_hospital": in_hospital(circle.children),
        "clock_waiting": zone_suggested(circle),
        "at_home": circle.baby_at_home,
        "helped": [] if circle.partner else selectors.helpers_who_come(circle),
        "given_sleep": given,
        "i_gave_sleep": any(one.by == circle.me for one in given),
        "morning": part_of_day(at, zone) == "morning" and is_partner,
    }


def _child(request: FamilyRequest) -> str:
    """Return the name of the baby at home; of several, "the babies"."""
    home = [child for child in request.circle.children if child.born_on and child.home]
    return home[0].name or _("the baby") if len(home) == 1 else _("the babies")


@partners_only
@unless_grieving
@require_POST
def propose(request: FamilyRequest) -> HttpResponse:
    """Propose the nights of the week from now on; nothing holds until both agree."""
    try:
        nothing = services.propose_nights(circle=request.circle, now=now())
        if nothing:
            messages.success(request, translated(nothing))
    except Refused as refusal:
        messages.error(request, translated(refusal.args[0]))
    return redirect("nights")


@partners_only
@unless_grieving
@require_POST
def early_sleep(request: FamilyRequest) -> HttpResponse:
    """Propose what is not agreed with the early sleep in turn, or with the same partner; both agree anew."""
    try:
        nothing = choose_early_sleep(circle=request.circle, turns=request.POST.get("turns", ""), now=now())
        if nothing:
            messages.success(request, translated(nothing))
    except Refused as refusal:
        messages.error(request, translated(refusal.args[0]))
    return back_to_night(request, "nights")


@caregivers_only
@unless_grieving
@require_safe
def night(request: FamilyRequest, night_id: UUID) -> HttpResponse:
    """Show one night: its tracks, why it is so, what one can say to it, and what other hours would mean."""
    if selectors.rests_in_hospital(request.circle, night_id):
        return redirect("nights")
    seen = selectors.night_seen(request.circle, night_id)
    context = {
        "room": "nights",
        "seen": seen,
        "child": _child(request),
        "hours": hours_said(seen, request.circle),
        "early": early_sleep_at(request.circle, seen, now=now()),
        "said_since": said_since(request.circle, seen, now=now()),
        **_what_if(request, seen),
    }
    return render(request, "nights/night.html", context, status=422 if context.get("refusal") else 200)


def _what_if(request: FamilyRequest, seen: NightSeen) -> dict[str, Any]:
    """Return what other hours would mean, where a partner asks."""
    asked = {name: request.GET.get(name, "") for name in ("who", "start", "end")}
    if request.me.role != Caregiver.Role.PARTNER or seen.plan.duty is None or not any(asked.values()):
        return {"asked": asked}
    try:
        found = otherwise(circle=request.circle, seen=seen, **asked, now=now())
    except Refused as refusal:
        return {"asked": asked, "refusal": translated(refusal.args[0])}
    return {"asked": asked, "otherwise": found}


@partners_only
@unless_grieving
@require_POST
def answer_night(request: FamilyRequest, night_id: UUID) -> HttpResponse:
    """Say yes for oneself, not this night, or ask for another proposal: as needs are now, or turned round."""
    if selectors.rests_in_hospital(request.circle, night_id):
        return redirect("nights")
    seen, do = selectors.night_seen(request.circle, night_id), request.POST.get("do")
    try:
        if do == "agree":
            services.agree(seen=seen, read=night_id, by=request.me, now=now())
        elif do == "put off":
            services.put_off(seen=seen, by=request.me, now=now())
        elif do in {"again", "turn", "these hours"}:
            made = services.plan_again(circle=request.circle, seen=seen, pins=_pins(request, seen, do), now=now())
            _say_what_changed(request, seen, made)
    except Refused as refusal:
        messages.error(request, translated(refusal.args[0]))
    if request.POST.get("from") == "nights":
        return redirect("nights")
    return redirect("night", night_id=night_id)


def _say_what_changed(request: FamilyRequest, seen: NightSeen, made: UUID) -> None:
    """Say what planning again changed, or why nothing did: a button is never silent."""
    after = selectors.night_seen(request.circle, made)
    for said in what_changed(request.circle, seen, after, now=now()):
        messages.success(request, translated(said))


def _pins(request: FamilyRequest, seen: NightSeen, do: str) -> tuple[Pin, ...]:
    """Return what a new proposal is asked to keep: nothing, the night turned round, or the hours named."""
    if do == "turn" and len(request.circle.partners) == 2:
        return services.turned(seen)
    if do == "these hours":
        return (pin_of(seen, *(request.POST.get(name, "") for name in ("who", "start", "end"))),)
    return ()


@partners_only
@unless_grieving
@require_POST
def give_sleep(request: FamilyRequest) -> HttpResponse:
    """Give a number of sleep to the plan, or take it back; it is open to the other while it is given."""
    if request.POST.get("do") == "take back":
        given_sleep.take_back_sleep(me=request.me, now=now())
        messages.success(request, _("Taken back. It counts in no plan from now on."))
        return redirect("nights")
    form = GivenSleepForm(request.POST)
    if form.is_valid():
        try:
            given_sleep.give_sleep(me=request.me, minutes=form.minutes(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Given to the plan. It counts from the next plan on."))
            return redirect("nights")
    return render(request, "ui/refused.html", {"form": form, "back": reverse("nights")}, status=status_of(form))


@partners_only
@unless_grieving
@require_POST
@alone
def slept(request: FamilyRequest) -> HttpResponse:
    """Keep one's longest stretch with one tap; it stays private."""
    form = SleptForm(request.POST)
    if form.is_valid():
        kept = Private(sleep_minutes=form.cleaned_data["minutes"])
        try:
            check_in(me=request.me, said=Open(), kept=kept, key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kept, in Mine. Only you see it."))
            return redirect("nights")
    return render(request, "ui/refused.html", {"form": form, "back": reverse("nights")}, status=status_of(form))
