"""Us, and the cycle."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.domain.cycle import inside_words
from nearward.domain.refused import Refused
from nearward.domain.review import week_to_look_at
from nearward.web.core.clock import now
from nearward.web.own.selectors import times_of
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import family_day
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.refusals import typed_words
from nearward.web.us import selectors, services, wordings
from nearward.web.us.forms import FourForm, InsideForm


@partners_only
@require_safe
def us(request: FamilyRequest) -> HttpResponse:
    """Show what the two look at together, and what each shows of themselves."""
    cycle = selectors.cycle_of(request.circle, today=family_day(request.me, now=now()))
    context = {"room": "us", "cycle": cycle, "sentence": selectors.sentence_for(request.circle)}
    context["week"] = week_to_look_at(family_day(request.me, now=now()))
    context |= {"times": times_of(request.circle, now=now()), "opening": wordings.opening(request.circle)}
    return render(request, "us/us.html", context)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def cycle(request: FamilyRequest) -> HttpResponse:
    """Look at the cycle together, once both agree; say one's own words; stop at any time."""
    if request.me.family.resting and request.POST.get("do") != "stop":
        context = {"room": "us", "typed": typed_words(request)}
        return render(request, "people/resting.html", context, status=409 if request.POST else 200)
    seen = selectors.cycle_of(request.circle, today=family_day(request.me, now=now()))
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


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def four(request: FamilyRequest) -> HttpResponse:
    """Find words for the four sentences, or agree to exactly those the other found; all earlier ones stay."""
    form = FourForm(request.POST or None)
    if request.method == "POST":
        try:
            if form.is_valid():
                _found(request, form)
                return redirect("four")
        except Refused as refusal:
            refuse(form, refusal)
    opening = wordings.opening(request.circle)
    if not form.is_bound:
        said = opening.waiting.said if opening.waiting else opening.said
        form = FourForm(initial={f"line{number}": _(line) for number, line in enumerate(said)})
    before = request.GET.get("before", "")
    rows = wordings.earlier(request.circle, before=int(before) if before.isdecimal() and len(before) < 10 else None)
    older = rows[-1].wording.number if len(rows) == wordings.PAGE else None
    typed = [line.value() for line in form.lines if form.is_bound and line.value()]
    context = {"room": "us", "opening": opening, "form": form, "typed": typed, "rows": rows, "older": older}
    return render(request, "us/four.html", context, status=status_of(form))


def _found(request: FamilyRequest, form: FourForm) -> None:
    seen = form.cleaned_data["seen"]
    if request.POST.get("do") == "agree":
        services.agree_to_wording(me=request.me, seen=seen, now=now())
    else:
        services.propose_wording(me=request.me, lines=form.said(), seen=seen, now=now())
