"""This phone: whether it gets a signal when there is something new."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nearward.web.notify import keys, selectors, services
from nearward.web.notify.forms import PhoneForm
from nearward.web.notify.middleware import PHONE
from nearward.web.people.access import PersonRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def this_phone(request: PersonRequest) -> HttpResponse:
    """Turn signals on for this browser, or off for it or for all of one's own."""
    session = request.session.session_key or ""
    match request.POST.get("do"):
        case "stop" | "stop all" as which:
            services.stop_phones(person=request.user, session=session if which == "stop" else "")
            request.session.pop(PHONE, None)
            messages.success(request, _("No more signals there."))
            return redirect("this_phone")
        case "keep":
            form = PhoneForm(request.POST)
            if form.is_valid() and settings.PUSH_HOSTS:
                kept = services.keep_phone(person=request.user, session=session, **form.cleaned_data)
                request.session[PHONE] = [str(kept), session]
                messages.success(request, _("This phone tells you when there is something new."))
                return redirect("this_phone")
            trouble = str(next(iter(form.errors.values()))[0]) if form.errors else ""
            return _page(request, session, trouble)
    return _page(request, session)


def _page(request: PersonRequest, session: str, trouble: str = "") -> HttpResponse:
    context = {
        "here": selectors.phone_here(request.user, session),
        "anywhere": selectors.any_phone(request.user),
        "possible": bool(settings.PUSH_HOSTS),
        "key": keys.public_key(settings.KEYRING.current()),
        "trouble": trouble,
    }
    return render(request, "notify/this_phone.html", context, status=422 if trouble else 200)
