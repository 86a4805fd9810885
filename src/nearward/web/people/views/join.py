"""Coming in by a single-use link."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.people import selectors, services
from nearward.web.people.access import FAMILY_KEY, PersonRequest, find_place, open_to_all, signed_in
from nearward.web.people.forms import JoinForm
from nearward.web.people.links import person_of_link
from nearward.web.people.models import Invite
from nearward.web.people.places_on_earth import country_from, zones
from nearward.web.ui.forms import refuse, status_of


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Use an invite: as who one already is, or as a new person."""
    invite = selectors.invite_for(token, now=now())
    if invite is None:
        return render(request, "people/no_invite.html", status=404)
    if request.user.is_authenticated:
        return _join_as_oneself(request, invite)
    form = JoinForm(request.POST or None, initial=_suggested(request))
    if request.method == "POST" and form.is_valid():
        try:
            person = services.join_as_new(invite=invite, new=services.NewPerson(**form.cleaned_data), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            record_authentication(request, person, method="password", reauthenticated=True)
            onward = reverse("desk") if invite.practice else reverse("family") + "?first=1"
            response: HttpResponse = perform_login(request, person, redirect_url=onward)
            return response
    context = {"form": form, "invite": invite, "zones": zones()}
    return render(request, "people/join.html", context, status=status_of(form))


def _suggested(request: HttpRequest) -> dict[str, str]:
    """Return what the browser says of language and country; its zone is filled in by script."""
    country = country_from(request.headers.get("Accept-Language", ""))
    return {"language": get_language() or "", "country": country}


def _join_as_oneself(request: HttpRequest, invite: Invite) -> HttpResponse:
    find_place(request)
    if invite.kind == Invite.For.COUNSELOR:
        return render(request, "people/desk_needs_a_name.html", {"invite": invite})
    error, own = "", selectors.place_of(request.user, now=now(), family=invite.family_id)  # type: ignore[arg-type]
    if request.method == "POST":
        try:
            place = services.join(invite=invite, person=request.user, now=now())  # type: ignore[arg-type]
        except Refused as refusal:
            error = str(refusal)
        else:
            request.session[FAMILY_KEY] = str(place.family_id)
            return redirect("today")
    mine = own is not None and own.family_id == invite.family_id
    context = {"invite": invite, "error": error, "mine": mine}
    return render(request, "people/join_as_oneself.html", context, status=422 if error else 200)


@open_to_all
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in a made-up person of the demo, a counselor with their key; on a real server this page is not there."""
    person = person_of_link(token) if settings.DEMO else None
    if person is None:
        raise Http404
    if selectors.counselor_of(person) is None:
        response: HttpResponse = perform_login(request, person)
        return response
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, person, method="mfa", type="totp", reauthenticated=True)
    return redirect("desk")


@signed_in
@require_safe
def no_family(request: PersonRequest) -> HttpResponse:
    """Say what someone without a family here can do; a counselor goes to their desk."""
    if selectors.counselor_of(request.user) is not None:
        return redirect("desk")
    return render(request, "people/no_family.html")
