"""The page of one's own calendar link, and the calendar it opens."""

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.web.core.clock import now
from nearward.web.feed import ics, selectors, services
from nearward.web.people.access import FamilyRequest, alone, caregivers_only, open_to_all


@caregivers_only
@require_http_methods(["GET", "HEAD", "POST"])
@alone
def calendar(request: FamilyRequest) -> HttpResponse:
    """Make one's calendar link, make a new one, or end it."""
    if request.method == "POST" and request.POST.get("do") == "end":
        services.end_link(me=request.me)
        messages.success(request, _("That link no longer opens anything."))
        return redirect("calendar")
    if request.method == "POST":
        secret = services.make_link(me=request.me, now=now())
        link = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
        return render(request, "feed/link.html", {"link": link, "webcal": "webcal:" + link.partition(":")[2]})
    return render(request, "feed/calendar.html", {"link": selectors.link_of(request.me)})


@open_to_all
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar of whom the link belongs to; 404 alike for every link that opens nothing."""
    at = now()
    circle = selectors.circle_of_link(secret, now=at)
    if circle is None:
        return HttpResponse(status=404)
    with translation.override(circle.me.person.language):
        text = ics.calendar_text(selectors.entries_of(circle, now=at), secret=secret)
    etag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type=ics.KIND)
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = 'inline; filename="nearward.ics"'
    return get_conditional_response(request, etag=etag, response=response) or response
