"""Oneself: name, language, zone, country; devices; and a way back in."""

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.people import recovery, selectors, services, tries
from nearward.web.people.access import FAMILY_KEY, PersonRequest, open_to_all, signed_in
from nearward.web.people.devices import device_name
from nearward.web.people.forms import AboutForm, RecoverForm
from nearward.web.people.places_on_earth import zones
from nearward.web.ui.forms import refuse, status_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def you(request: PersonRequest) -> HttpResponse:
    """Change what a person says of themselves."""
    person = request.user
    start = {name: getattr(person, name) for name in ("name", "language", "zone", "country")}
    form = AboutForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        services.save_profile(person=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("you")
    context = {"form": form, "zones": zones(), "places": selectors.places_of(person, now=now())}
    return render(request, "people/you.html", context, status=status_of(form))


@signed_in
@require_POST
def switch_family(request: PersonRequest, home_id: UUID) -> HttpResponse:
    """Show another family on this device, for someone with a place in several."""
    place = selectors.own_place(request.user, home_id, now=now())
    request.session[FAMILY_KEY] = str(place.family_id)
    return redirect("today")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: PersonRequest) -> HttpResponse:
    """List where one is signed in, and end one of them or all others."""
    mine = UserSession.objects.purge_and_list(request.user)
    if request.method == "POST":
        services.end_sessions(
            person=request.user,
            sessions=mine,
            here=request.session.session_key or "",
            which=request.POST.get("which", ""),
        )
        messages.success(request, _("Signed out there."))
        return redirect("devices")
    here = request.session.session_key
    rows = [(session, device_name(session.user_agent), session.session_key == here) for session in mine]
    rows.sort(key=lambda row: (not row[2], row[0].created_at))
    return render(request, "people/devices.html", {"rows": rows})


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Come back in with a recovery code and a new passphrase."""
    form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["sign_in_name"].lower()
        try:
            with tries.counted(tries.recovery_counter(request, name)):
                person = recovery.recover(
                    sign_in_name=name,
                    code=form.cleaned_data["code"],
                    passphrase=form.cleaned_data["passphrase"],
                )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            record_authentication(request, person, method="password", reauthenticated=True)
            response: HttpResponse = perform_login(request, person)
            return response
    return render(request, "people/recover.html", {"form": form}, status=status_of(form))
