"""Us, and the cycle."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.domain.cycle import inside_words
from nearward.domain.refused import Refused
from nearward.domain.together import FOUR
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import today_of
from nearward.web.reflection.selectors import shared_by
from nearward.web.together.selectors import together
from nearward.web.ui.forms import refuse, status_of
from nearward.web.us import selectors, services
from nearward.web.us.forms import InsideForm


@partners_only
@require_safe
def us(request: FamilyRequest) -> HttpResponse:
    """Show what the two look at together, and what each shows of themselves."""
    circle = request.circle
    context = {
        "room": "us",
        "cycle": selectors.cycle_of(circle, today=today_of(request.me, now=now())),
        "together": together(circle, now=now()),
        "sentence": shared_by(circle.partner, to=request.me) if circle.partner else "",
        "four": FOUR,
    }
    return render(request, "us/us.html", context)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def cycle(request: FamilyRequest) -> HttpResponse:
    """Look at the cycle together, once both agree; say one's own words; stop at any time."""
    seen = selectors.cycle_of(request.circle, today=today_of(request.me, now=now()))
    form = InsideForm(None, initial={"words": _(inside_words(seen.mine)) if inside_words(seen.mine) else ""})
    match request.circle.partner, request.POST.get("do"):
        case Caregiver() as partner, "agree":
            services.agree_to_cycle(me=request.me, partner=partner, now=now())
            return redirect("cycle")
        case Caregiver() as partner, "stop":
            services.stop_cycle(me=request.me, partner=partner, now=now())
            messages.success(request, _("It is closed for both of you. Nothing is said about why."))
            return redirect("us")
        case Caregiver() as partner, "words":
            form = InsideForm(request.POST)
            if _said(request, partner, form):
                return redirect("cycle")
    return render(request, "us/cycle.html", {"room": "us", "cycle": seen, "form": form}, status=status_of(form))


def _said(request: FamilyRequest, partner: Caregiver, form: InsideForm) -> bool:
    if not form.is_valid():
        return False
    try:
        services.say_inside(me=request.me, partner=partner, words=form.cleaned_data["words"], now=now())
    except Refused as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, _("Kept."))
    return True
