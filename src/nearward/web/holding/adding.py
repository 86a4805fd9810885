"""Writing things down, starting from a list, and putting away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nearward.data.starters import starters
from nearward.domain.holding import weeks_of
from nearward.domain.labor import KINDS, Starter, starter_set
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.holding import selectors, services
from nearward.web.holding.forms import DumpForm, kinds_for
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.people.selectors import family_day
from nearward.web.ui.forms import SentForm, refuse, status_of


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: FamilyRequest) -> HttpResponse:
    """Write down what is on one's mind, a line each; see the kinds; keep them."""
    form = DumpForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and request.POST.get("do") == "keep":
        try:
            items = form.items(plain=request.circle.grieves)
            services.add(me=request.me, items=items, key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kept. What nobody holds is open."))
            return redirect("holding")
    context = {
        "room": "holding",
        "form": form,
        "rows": form.rows() if form.lines else [],
        "kinds": kinds_for(grieves=request.circle.grieves),
    }
    return render(request, "holding/add.html", context, status=status_of(form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: FamilyRequest) -> HttpResponse:
    """Start from what couples often hold at this age; each is added by a tap, and nobody holds it yet."""
    offered = _starters(request)
    form = SentForm(request.POST if request.method == "POST" else None)
    chosen = next((one for one in offered if one.title == request.POST.get("starter")), None)
    if form.is_valid() and chosen is not None:
        try:
            items = [services.of_starter(chosen)]
            services.add(me=request.me, items=items, key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("“%(title)s” is in Holding now, open.") % {"title": chosen.title})
            return redirect("start_holding")
    kinds = [(name, [one for one in offered if one.kind == kind]) for kind, name in KINDS.items()]
    context = {"room": "holding", "form": form, "kinds": [(name, rows) for name, rows in kinds if rows]}
    return render(request, "holding/start.html", context, status=status_of(form))


def _starters(request: FamilyRequest) -> list[Starter]:
    """Return the starters for each baby's age that are not held already, in the order of the file."""
    circle, today = request.circle, family_day(request.me, now=now())
    ages = [weeks_of(child.born_on, child.due_on, today) for child in circle.children] or [None]
    fitting = {one.title for weeks in ages for one in starter_set(starters(), weeks)}
    there = {row.title.casefold() for row in selectors.live_items(circle, now=now())}
    return [one for one in starters() if one.title in fitting and one.title.casefold() not in there]


@partners_only
@require_http_methods(["GET", "HEAD"])
def put_away(request: FamilyRequest) -> HttpResponse:
    """Show what was put away; after a loss also what it hid, for someone who asks for it."""
    rows = selectors.put_away(request.circle, now=now())
    return render(request, "holding/away.html", {"room": "holding", "rows": rows})


@partners_only
@require_POST
def end(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Put an item away, or bring it back as it was."""
    row = selectors.away_seen_by(request.circle, item_id, now=now())
    if request.POST.get("do") == "back":
        services.bring_back(item=row, plain=request.circle.grieves, now=now())
        return redirect("held_item", item_id)
    services.put_away(item=row, now=now())
    messages.success(request, _("Put away. Nobody has to hold it."))
    return redirect("holding")
