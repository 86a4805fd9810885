"""This phone: whether it gets a signal when there is something new."""

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nearward.web.notify import keys, selectors, services
from nearward.web.notify.forms import PhoneForm, SleepRuleForm
from nearward.web.notify.middleware import PHONE
from nearward.web.people.access import PersonRequest, signed_in
from nearward.web.people.models import Caregiver


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
            form, rule = PhoneForm(request.POST), SleepRuleForm(request.POST)
            asked = _is_asked(request)
            if form.is_valid() and settings.PUSH_HOSTS and (not asked or rule.is_valid()):
                if asked:
                    _keep_rule(request, rule)
                kept = services.keep_phone(person=request.user, session=session, **form.cleaned_data)
                request.session[PHONE] = [str(kept), session]
                messages.success(request, _("This phone tells you when there is something new."))
                return redirect("this_phone")
            return _page(request, session, _first_of(form, rule) if settings.PUSH_HOSTS else "")
        case "sleep":
            rule = SleepRuleForm(request.POST)
            if not rule.is_valid():
                return _page(request, session, _first_of(rule))
            _keep_rule(request, rule)
            messages.success(request, _("Kept. Only you see this."))
            return redirect("this_phone")
    return _page(request, session)


def _is_asked(request: PersonRequest) -> bool:
    """Whether to ask what may ring through protected sleep: a partner, once, when switching signals on."""
    me = getattr(request, "me", None)
    partner = me is not None and me.role == Caregiver.Role.PARTNER
    return partner and selectors.sleep_rule(request.user) is None


def _keep_rule(request: PersonRequest, rule: SleepRuleForm) -> None:
    said = rule.cleaned_data
    services.save_sleep_rule(person=request.user, relief=said["relief"] == "yes", asks=said["asks"] == "yes")


def _first_of(*forms: Form) -> str:
    """Return what is wrong with the first form that is refused."""
    return next((str(next(iter(form.errors.values()))[0]) for form in forms if form.errors), "")


def _page(request: PersonRequest, session: str, trouble: str = "") -> HttpResponse:
    context = {
        "here": selectors.phone_here(request.user, session),
        "anywhere": selectors.any_phone(request.user),
        "possible": bool(settings.PUSH_HOSTS),
        "key": keys.public_key(settings.KEYRING.current()),
        "trouble": trouble,
        "asked": _is_asked(request),
        "rule": selectors.sleep_rule(request.user),
    }
    return render(request, "notify/this_phone.html", context, status=422 if trouble else 200)
