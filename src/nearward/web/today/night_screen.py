"""The night screen: the baby, three taps, who has the baby until when, and help. The taps stand on Today, too."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nearward.domain.night_taps import METHODS, Act
from nearward.web.babylog import taps
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, caregivers_only
from nearward.web.relief.selectors import on_today
from nearward.web.today.forms import LineForm, TapForm
from nearward.web.today.night_selectors import NightScreen, night_screen
from nearward.web.ui.forms import status_of

PLACES = {"today": "today"}  # where a tap was made; else on the night screen


@caregivers_only
@require_safe
def night_now(request: FamilyRequest) -> HttpResponse:
    """Show the night that is on; renewed live by its middle part alone."""
    seen = _seen(request)
    part = "today/night.html#now" if request.GET.get("part") == "now" else "today/night.html"
    return _screen(request, seen, LineForm(about=seen.taps.baby), part)


def _seen(request: FamilyRequest) -> NightScreen:
    """Return the night screen, or 404: without a baby at home, and for a helper who is not on this night."""
    seen = night_screen(request.circle, now=now())
    if seen is None:
        raise Http404
    return seen


def _screen(request: FamilyRequest, seen: NightScreen, form: LineForm, part: str) -> HttpResponse:
    request.always_dim = True
    context = {"night": seen, "taps": seen.taps, "form": form, "relief": on_today(request.circle, now=now())}
    return render(request, part, context, status=status_of(form))


@caregivers_only
@require_POST
def tap(request: FamilyRequest) -> HttpResponse:
    """Keep a tap, say the side of the last feed, or undo the last tap."""
    seen, form = _seen(request), TapForm(request.POST)
    back = reverse(PLACES.get(request.POST.get("from", ""), "night_now"))
    if not form.is_valid():
        return render(request, "ui/refused.html", {"form": form, "back": back}, status=status_of(form))
    do, last = form.cleaned_data["do"], form.cleaned_data["tap"]
    circle, rings, at = request.circle, seen.rings, now()
    if do == "undo":
        taps.undo_tap(circle=circle, tap=last, rings=rings, now=at)
    elif do in METHODS:
        taps.say_side(circle=circle, tap=last, side=do, rings=rings, now=at)
    else:
        taps.tap(circle=circle, act=Act(do), key=form.cleaned_data["key"], rings=rings, now=at)
    return redirect(back)


@caregivers_only
@require_POST
def leave_line(request: FamilyRequest) -> HttpResponse:
    """Leave a line about the baby for whoever takes over; an empty one takes it away."""
    seen = _seen(request)
    form = LineForm(about=seen.taps.baby, data=request.POST)
    if not form.is_valid():
        return _screen(request, seen, form, "today/night.html")
    taps.leave_line(circle=request.circle, line=form.cleaned_data["text"], rings=seen.rings, now=now())
    return redirect("night_now")
