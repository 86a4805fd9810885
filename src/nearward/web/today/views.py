"""Today, and Nights until there is a planner."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, caregivers_only
from nearward.web.today import selectors


@caregivers_only
@require_safe
def today(request: FamilyRequest) -> HttpResponse:
    """Show the lean, the open ask, what is given, and tonight; renewed live by its middle part alone."""
    at = now()
    context = {
        "room": "today",
        "today": selectors.today(request.circle, now=at),
        "weekday": selectors.weekday(at),
        "event": request.GET.get("after") == "words" and selectors.event_may_be_asked(request.circle),
        "how": selectors.offer_of_check_in(request.circle, at),
    }
    part = "today/today.html#now" if request.GET.get("part") == "now" else "today/today.html"
    return render(request, part, context)


@caregivers_only
@require_safe
def nights(request: FamilyRequest) -> HttpResponse:
    """Show tonight's plain split, said to be plain, and what is normal at this age and in this family."""
    if request.circle.grieves:
        return redirect("today")
    today = selectors.today(request.circle, now=now(), drawn_by_age=True)
    context = {"room": "nights", "today": today, "cares": today.cares}
    return render(request, "today/nights.html", context)
