"""Check-in: one screen, one thumb. One's own past check-ins: to read, correct, delete."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nearward.domain.checkin import Open
from nearward.domain.needs import NEED_WORDS, NEEDS, ROOM_WORDS
from nearward.domain.refused import Refused
from nearward.web.checkins import selectors, services
from nearward.web.checkins.forms import CheckInForm, EventForm
from nearward.web.checkins.models import CheckIn
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, alone, mine_only, partners_only
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.ways_back import back_to_night, night_named

FIRST = ("recover", "reassurance", "track", "hands", "sleep")


def _screen(request: FamilyRequest, form: CheckInForm, checkin: CheckIn | None = None) -> HttpResponse:
    rows = [(need, _(NEED_WORDS[need]), form.value(need)) for need in NEEDS]
    context: dict[str, Any] = {
        "form": form,
        "checkin": checkin,
        "rows": rows,
        "room_words": ROOM_WORDS,
        "room": form.value("room"),
        "stress": form.value("stress"),
        "move": form.value("move"),
        "night_id": None if checkin else night_named(request),
        "more": bool(form["sleep_hours"].value() or form["note"].value() or form.errors),
    }
    return render(request, "checkins/form.html", context, status=status_of(form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
@alone
def check_in(request: FamilyRequest) -> HttpResponse:
    """Say how it is now. Needs start from what was said last; stress and move start untouched."""
    if request.method != "POST":
        last = selectors.last_levels(request.me)
        return _screen(request, CheckInForm(initial=_start(last.levels, last.room) if last else _start({}, None)))
    form = CheckInForm(request.POST)
    if form.is_valid():
        try:
            services.check_in(me=request.me, said=form.said(), kept=form.kept(), key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return back_to_night(request, "today")
    return _screen(request, form)


def _start(levels: dict[str, int], room: int | None) -> dict[str, Any]:
    return {**dict.fromkeys(NEEDS, 0), **levels, "room": room}


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: FamilyRequest, checkin_id: UUID) -> HttpResponse:
    """Correct one of one's own check-ins."""
    checkin = selectors.own_checkin(request.me, checkin_id)
    if request.method != "POST":
        return _screen(request, CheckInForm(initial=_as_said(request, checkin)), checkin)
    form = CheckInForm(request.POST)
    if form.is_valid():
        try:
            services.correct(me=request.me, checkin=checkin, said=form.said(), kept=form.kept(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Corrected."))
            return redirect("mine")
    return _screen(request, form, checkin)


def _as_said(request: FamilyRequest, checkin: CheckIn) -> dict[str, Any]:
    said = checkin.said
    return {
        **(_start(said.levels, said.room) if said else {}),
        "stress": checkin.stress,
        "move": checkin.move,
        "sleep_hours": None if checkin.sleep_minutes is None else round(checkin.sleep_minutes / 60, 2),
        "note": selectors.note_of(checkin, request.me),
    }


@mine_only
@require_POST
def delete(request: FamilyRequest, checkin_id: UUID) -> HttpResponse:
    """Delete one of one's own check-ins."""
    services.delete(me=request.me, checkin=selectors.own_checkin(request.me, checkin_id), now=now())
    messages.success(request, _("Deleted. Nothing of it is kept."))
    return redirect("mine")


@partners_only
@require_POST
@alone
def event(request: FamilyRequest) -> HttpResponse:
    """Keep the one tap after something happened: it got hard, and one moved this way."""
    form = EventForm(request.POST)
    if form.is_valid():
        try:
            services.check_in(
                me=request.me, said=Open(), kept=form.kept(), key=form.sent_key(), now=now(), event=True
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kept, in Mine. Only you see it."))
            return redirect("today")
    return render(request, "ui/refused.html", {"form": form, "back": reverse("today")}, status=status_of(form))
