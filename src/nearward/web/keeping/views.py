"""Pause sharing, leave, and erase everything of mine: each says what it does. Only erasing asks who it is."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.keeping.erasing import erase_person
from nearward.web.keeping.leaving import leave, pause
from nearward.web.people import confirmation, pins
from nearward.web.people.access import FAMILY_KEY, FamilyRequest, PersonRequest, alone, caregivers_only, signed_in
from nearward.web.ui.forms import refuse, status_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PersonRequest) -> HttpResponse:
    """Say what goes and what stays; with a PIN, passphrase or passkey it is gone, and the person signed out."""
    shown, with_pin = confirmation.ask(request, request.user), pins.has_pin(request.user)
    sent = request.POST if request.method == "POST" else None
    form = confirmation.ConfirmationForm(sent, with_pin=with_pin)
    if sent is None or not (shown or _is_confirmed(request, form)):
        context = {"form": form, "shown": shown, "has_passkey": confirmation.has_passkey(request.user)}
        return render(request, "keeping/erase.html", context, status=status_of(form))
    erase_person(person=request.user, now=now())
    logout(request)
    request.me = request.circle = None  # type: ignore[attr-defined]
    response = render(request, "keeping/erased.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _is_confirmed(request: PersonRequest, form: confirmation.ConfirmationForm) -> bool:
    if not form.is_valid():
        return False
    try:
        confirmation.confirm(request, request.user, form.cleaned_data["secret"])
    except Refused as refusal:
        refuse(form, refusal, "secret")
    return not form.errors


@caregivers_only
@require_http_methods(["GET", "HEAD", "POST"])
@alone
def leaving(request: FamilyRequest) -> HttpResponse:
    """Pause sharing, share again, or leave: one's own act, asked of nobody and told to nobody."""
    match request.POST.get("do"):
        case "pause" | "share" as chosen if request.me.role == request.me.Role.PARTNER:
            pause(place=request.me, paused=chosen == "pause", now=now())
            if chosen == "share":
                messages.success(request, _("You share again, from here on."))
        case "leave":
            stayed = request.me.role == request.me.Role.PARTNER and request.circle.partner is None
            anew = stayed and request.me.family.parted
            leave(place=request.me, copy="copy" in request.POST, now=now())
            request.session.pop(FAMILY_KEY, None)
            if anew:
                messages.success(request, _("This is your new family. What is yours came along."))
                return redirect("family")
            messages.success(request, _("You have left. What is yours came along."))
            return redirect("today")
    return render(request, "keeping/leaving.html") if request.method != "POST" else redirect("leaving")
