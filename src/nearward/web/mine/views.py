"""The room Mine: its doors, one's own check-ins, and When stress rises."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain.direction.telling import shown_result, told_of
from nearward.domain.refused import Refused
from nearward.web.checkins.selectors import PAGE, own_checkins
from nearward.web.core.clock import moment_named, now
from nearward.web.grants.selectors import shown_to
from nearward.web.mine import selectors, services
from nearward.web.mine.seeing import picture_of, seen_of_need, seen_of_stress
from nearward.web.people.access import FamilyRequest, mine_only
from nearward.web.people.pins import has_pin
from nearward.web.people.selectors import today_of
from nearward.web.screening.selectors import good_time
from nearward.web.ui.words import translated


@mine_only
@require_safe
def mine(request: FamilyRequest) -> HttpResponse:
    """Show the doors of this room and one's own check-ins, newest first, a page at a time."""
    before = moment_named(request.GET.get("before", ""))
    checkins = list(own_checkins(request.me, before=before))
    context = {
        "room": "mine",
        "checkins": checkins,
        "older": checkins[-1].at if len(checkins) == PAGE else None,
        "has_pin": has_pin(request.user),
        "good_time": good_time(request.circle, now=now()),
        "theirs": shown_to(request.circle),
    }
    return render(request, "mine/mine.html", context)


@mine_only
@require_safe
def stress(request: FamilyRequest) -> HttpResponse:
    """Show which way one moves when stress rises, and when the partner needs more; own eyes only."""
    direction, partner = selectors.direction_of(request.circle, now=now()), request.circle.partner
    context: dict[str, Any] = {
        "room": "mine",
        "stress": seen_of_stress(direction),
        "need": seen_of_need(direction),
        "direction": direction,
        "window": selectors.WINDOW,
        "shown": selectors.shown_by(request.me, to=partner) if partner else None,
    }
    return render(request, "mine/stress.html", context)


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def by_myself(request: FamilyRequest) -> HttpResponse:
    """Turn exercises for oneself alone on or off: one switch, silent, seen by nobody else."""
    if request.method == "POST":
        services.keep_to_oneself(me=request.me, by_myself=request.POST.get("do") == "on")
        return redirect("by_myself")
    return render(request, "mine/by_myself.html", {"room": "mine"})


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: FamilyRequest) -> HttpResponse:
    """Read what the partner would see, then show it: this one result, as it is today."""
    direction = selectors.direction_of(request.circle, now=now())
    if request.circle.partner is None or direction.since is None:
        return redirect("stress")
    on = today_of(request.me, now=now())
    result = shown_result(direction.mine.now, window=selectors.WINDOW, since=direction.since, on=on)
    refusal = ""
    if request.method == "POST":
        try:
            services.show(me=request.me, to=request.circle.partner, result=result, now=now())
        except Refused as refused:
            refusal = translated(refused.args[0])
        else:
            messages.success(request, _("%(name)s can see it now, in Us.") % {"name": request.circle.partner.name})
            return redirect("stress")
    picture, in_words = picture_of(result)
    context = {
        "said": told_of(request.me.name, result), "result": result, "picture": picture, "in_words": in_words,
        "refusal": refusal,
    }  # fmt: skip
    return render(request, "mine/show.html", context, status=422 if refusal else 200)


@mine_only
@require_POST
def take_back(request: FamilyRequest) -> HttpResponse:
    """Stop showing it; nobody is told."""
    services.take_back(me=request.me, now=now())
    messages.success(request, _("It is yours alone again. Nothing is said about it."))
    return redirect("stress")
