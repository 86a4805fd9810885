"""Oneself: name, language, zone, country; devices; and a way back in."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.people import recovery, services
from nearward.web.people.access import PersonRequest, open_to_all, signed_in
from nearward.web.people.forms import AboutForm, RecoverForm
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
    return render(request, "people/you.html", {"form": form}, status=status_of(form))


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
    rows = [(session, session.session_key == request.session.session_key) for session in mine]
    return render(request, "people/devices.html", {"rows": rows, "now": now()})


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Come back in with a recovery code and a new passphrase."""
    form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["sign_in_name"].lower()
        if not ratelimit.consume(request, action="login_failed", key=name):
            form.add_error(None, _("Too many tries. Wait a few minutes, then try once more."))
        else:
            try:
                person = recovery.recover(
                    sign_in_name=name,
                    code=form.cleaned_data["code"],
                    passphrase=form.cleaned_data["passphrase"],
                )
            except Refused as refusal:
                refuse(form, refusal)
            else:
                response: HttpResponse = perform_login(request, person)
                return response
    return render(request, "people/recover.html", {"form": form}, status=status_of(form))
