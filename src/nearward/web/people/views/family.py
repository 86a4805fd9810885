"""The family: who is here, who is invited, and the children."""

from datetime import time, timedelta
from uuid import UUID

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain.daytime import at_local
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.people import family_clock, selectors, services
from nearward.web.people.access import FamilyRequest, caregivers_only, for_care, partners_only
from nearward.web.people.forms import ChildForm, ClockForm, HelperInviteForm
from nearward.web.people.models import Child, Invite
from nearward.web.people.places_on_earth import zones
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.ways_back import back_to_night, night_named


@caregivers_only
@require_safe
def family(request: FamilyRequest) -> HttpResponse:
    """Show who is here and what each sees; partners also invite and keep the children's dates."""
    context = {
        "room": "family",
        "invites": selectors.open_invites_of(request.me, now=now()),
        "first": bool(request.GET.get("first")),
        "clock_waiting": selectors.zone_suggested(request.circle),
    }
    return render(request, "people/family.html", context)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: FamilyRequest) -> HttpResponse:
    """Show the clock nights and weeks go by; suggest another, or answer the one that was suggested."""
    waiting = selectors.zone_suggested(request.circle)
    form = ClockForm(request.POST or None)
    if request.POST.get("do") in {"agree", "let go"}:
        form.fields["zone"].required = False
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _answer_clock(request, form))
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return back_to_night(request, "family")
    context = {
        "form": form,
        "waiting": waiting,
        "seen": selectors.last_suggestion(request.me),
        "zones": zones(),
        "night_id": night_named(request),
    }
    return render(request, "people/clock.html", context, status=status_of(form))


def _answer_clock(request: FamilyRequest, form: ClockForm) -> str:
    """Do what the form asks for, and return what to say of it."""
    circle, seen = request.circle, form.cleaned_data["seen"]
    match request.POST.get("do"):
        case "agree":
            family_clock.agree_to_zone(circle=circle, seen=seen, now=now())
            return _("Nights and weeks go by that clock now. Agreed nights stay at their times.")
        case "let go":
            family_clock.let_zone_go(circle=circle, seen=seen, now=now())
            return _("The clock stays as it is.")
    if family_clock.suggest_zone(circle=circle, zone=form.cleaned_data["zone"], seen=seen, now=now()):
        return _("Nights and weeks go by that clock now.")
    return _("Suggested. Nothing changes until you both agree.")


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: FamilyRequest, kind: str) -> HttpResponse:
    """Make a single-use link with its QR; both are shown once."""
    if kind not in {Invite.For.PARTNER, Invite.For.HELPER}:
        raise Http404
    helper = kind == Invite.For.HELPER
    form = HelperInviteForm(request.POST or None) if helper else None
    if request.method == "POST" and (form is None or form.is_valid()):
        until = None
        if form is not None:
            day = form.cleaned_data["until"] + timedelta(days=1)
            until = at_local(day, time(4), selectors.zone_of(request.me.family))
        try:
            made, token = services.invite(kind=kind, by=request.me, now=now(), helper_until=until)
        except Refused as refusal:
            if form is None:
                messages.error(request, _(str(refusal)))
                return redirect("leaving" if request.me.family.parted else "family")
            refuse(form, refusal, "until")
        else:
            return _show_link(request, made, token)
    context = {"form": form, "kind": kind}
    return render(request, "people/invite.html", context, status=status_of(form))


def _show_link(request: FamilyRequest, invite: Invite, token: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("join", args=[token]))
    picture = segno.make(link, error="m").svg_inline(border=0, scale=5, omitsize=True)
    return render(request, "people/invite_link.html", {"invite": invite, "link": link, "picture": picture})


@partners_only
@require_POST
def revoke_invite(request: FamilyRequest, invite_id: UUID) -> HttpResponse:
    """Close an invite nobody used."""
    services.revoke_invite(invite=selectors.invite_seen_by(request.me, invite_id))
    messages.success(request, _("That link no longer opens anything."))
    return redirect("family")


@partners_only
@require_POST
def end_helper(request: FamilyRequest, place_id: UUID) -> HttpResponse:
    """End a helper's access now."""
    place = next((helper for helper in request.circle.helpers if helper.pk == place_id), None)
    if place is None:
        raise Http404
    services.end_place(place=place, now=now())
    return redirect("family")


def _child_screen(request: FamilyRequest, child: Child | None) -> HttpResponse:
    start = (
        {"home": True} if child is None else {n: getattr(child, n) for n in ("name", "born_on", "due_on", "home")}
    )
    form = ChildForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        facts = services.ChildFacts(**form.cleaned_data)
        try:
            services.save_child(me=request.me, facts=facts, now=now(), child=child)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("family")
    context = {"form": form, "child": child}
    return render(request, "people/child.html", context, status=status_of(form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def add_child(request: FamilyRequest) -> HttpResponse:
    """Add a baby, expected or born; twins are two."""
    return _child_screen(request, None)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def child(request: FamilyRequest, child_id: UUID) -> HttpResponse:
    """Say the baby is here, or home, or correct a date."""
    return _child_screen(request, selectors.child_seen_by(request.me, child_id))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
@for_care("", "undo")
def loss(request: FamilyRequest) -> HttpResponse:
    """Ask which one was lost; with one baby, or none entered, there is nothing to ask."""
    if request.method == "POST" and not request.circle.children:
        return redirect("lost", child_id=services.record_loss(me=request.me, child=None, now=now()).pk)
    if len(request.circle.children) == 1 and not request.circle.lost:
        return redirect("lost", child_id=request.circle.children[0].pk)
    return render(request, "people/loss.html")


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
@for_care("", "undo")
def lost(request: FamilyRequest, child_id: UUID) -> HttpResponse:
    """This pregnancy or baby was lost: stops every prompt, plan and baby text at once, and shows care."""
    child = selectors.child_seen_by(request.me, child_id)
    if request.method == "POST" and request.POST.get("do") == "undo":
        services.take_back_loss(me=request.me, child=child, now=now())
        return redirect("family")
    if request.method == "POST":
        services.record_loss(me=request.me, child=child, now=now())
        return redirect("lost", child_id=child.pk)
    return render(request, "people/lost.html", {"child": child})
