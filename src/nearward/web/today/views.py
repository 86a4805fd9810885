"""Today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, caregivers_only
from nearward.web.relief.selectors import on_today
from nearward.web.today import selectors


@caregivers_only
@require_safe
def today(request: FamilyRequest) -> HttpResponse:
    """Show the lean, the open ask, what is given, and tonight; renewed live by its middle part alone."""
    at = now()
    calls = on_today(request.circle, now=at)
    context = {
        "room": "today",
        "today": selectors.today(request.circle, now=at, watch=calls.watch),
        "relief": calls,
        "weekday": selectors.weekday(at),
        "event": request.GET.get("after") == "words" and selectors.event_may_be_asked(request.circle),
        "how": selectors.offer_of_check_in(request.circle, at),
    }
    part = "today/today.html#now" if request.GET.get("part") == "now" else "today/today.html"
    return render(request, part, context)
