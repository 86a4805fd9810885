"""The door of the room Mine: open it, close it, choose its PIN."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nearward.domain.refused import Refused
from nearward.web.people import lock, pins
from nearward.web.people.access import FamilyRequest, alone, mine_only, partners_only
from nearward.web.people.forms import OpenMineForm, PinForm
from nearward.web.ui.forms import refuse, status_of


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
@alone
def open_mine(request: FamilyRequest) -> HttpResponse:
    """Ask for a passkey, the PIN or the passphrase; the same page whatever lies behind it."""
    onward = _inside_mine(request.POST.get("next") or request.GET.get("next", ""))
    form = OpenMineForm(request.POST if "pin" in request.POST else None)
    if form.is_bound and form.is_valid() and _pin_opens(request, form):
        lock.open_now(request)
    if lock.is_open(request):
        if "let_go" in request.POST:
            lock.let_go(request)
        return _go_on(request, onward)
    context = {
        "room": "mine",
        "form": form,
        "next": onward,
        "through": f"{reverse('open_mine')}?next={onward}",
        "has_pin": pins.has_pin(request.user),
        **_passkey(request),
    }
    return render(request, "people/mine_closed.html", context, status=status_of(form))


def _inside_mine(path: str) -> str:
    """Return the path of a page behind this lock, else the room's first page: this door leads nowhere else."""
    try:
        behind = getattr(resolve(path).func, "audience", "") == "mine"
    except Resolver404:
        behind = False
    return path if behind else reverse("mine")


def _pin_opens(request: FamilyRequest, form: forms.Form, field: str = "pin") -> bool:
    """Check the PIN; after five wrong ones it rests, and the other ways in stay."""
    try:
        pins.check(request.user, form.cleaned_data[field])
    except Refused as refusal:
        refuse(form, refusal, field)
    return not form.errors


def _go_on(request: FamilyRequest, onward: str) -> HttpResponse:
    waiting = lock.waiting(request)
    if waiting is None:
        return redirect(onward)
    request.closes_after = lock.OPEN_SECONDS
    return render(request, "people/mine_waiting.html", {"waiting": waiting})


def _passkey(request: FamilyRequest) -> dict[str, Any]:
    keys = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    return {"js_data": {"request_options": begin_authentication(request.user)}} if keys.exists() else {}


@partners_only
@require_POST
@alone
def close_mine(request: FamilyRequest) -> HttpResponse:
    """Close Mine on this device at once. What stands half written on the page is kept until it opens again."""
    lock.close(request)
    if lock.ASIDE not in request.POST:
        return redirect("today")
    path = _inside_mine(request.POST[lock.ASIDE])
    lock.put_aside(request, path)
    return redirect(f"{reverse('open_mine')}?next={path}")


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: FamilyRequest) -> HttpResponse:
    """Choose the PIN. Who opened Mine by PIN gives it once more; a passkey or passphrase just now is enough.

    Without that, whoever finds Mine open for a minute could come back any day with a PIN of their own.
    """
    again = not lock.just_authenticated(request)
    if again and not pins.has_pin(request.user):
        return redirect(reverse("account_reauthenticate", query={"next": reverse("pin")}))
    form = PinForm(request.POST or None, again=again)
    if request.method == "POST" and form.is_valid() and (not again or _pin_opens(request, form, "pin_now")):
        try:
            pins.set_pin(person=request.user, pin=form.cleaned_data["pin"])
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Mine opens with this PIN from now on."))
            return redirect("mine")
    return render(request, "people/pin.html", {"form": form}, status=status_of(form))
