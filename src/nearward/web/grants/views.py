"""A counselor in Mine: let one in, give and end what they read, and see when they read it."""

from uuid import UUID

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain.consent import JOINT, WORDS
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.grants import selectors, services
from nearward.web.grants.forms import GiveForm, as_given
from nearward.web.people.access import FamilyRequest, mine_only, partners_only
from nearward.web.people.selectors import today_of
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.words import translated


@mine_only
@require_safe
def counselors(request: FamilyRequest) -> HttpResponse:
    """Show whom one let in, what each may read, what they read, and what they offered; all of it ends here."""
    counsels = selectors.own_counsels(request.me)
    context = {
        "room": "mine", "today": today_of(request.me, now=now()),
        "counsels": [one for one in counsels if one.counselor],
        "link": next((one for one in counsels if one.counselor is None), None),
        "theirs": selectors.shown_to(request.circle),
        "reads": selectors.reads_of(counsels), "offered": selectors.offered_to(request.me),
    }  # fmt: skip
    return render(request, "grants/counselors.html", context)


@mine_only
@require_POST
def invite_counselor(request: FamilyRequest) -> HttpResponse:
    """Make a link for a counselor and show it once."""
    try:
        token = services.make_link(me=request.me, now=now())
    except Refused as refusal:
        messages.error(request, translated(refusal.args[0]))
        return redirect("counselors")
    link = request.build_absolute_uri(reverse("let_in", args=[token]))
    picture = segno.make(link, error="m").svg_inline(border=0, scale=5, omitsize=True)
    return render(request, "grants/link.html", {"room": "mine", "link": link, "picture": picture})


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def counselor(request: FamilyRequest, counsel_id: UUID) -> HttpResponse:
    """Give one counselor what they may read, of which days, until when."""
    counsel, today = selectors.own_counsel(request.me, counsel_id), today_of(request.me, now=now())
    if counsel.counselor is None:
        raise Http404
    grants = [row.grant for row in counsel.given.all()]
    since = next((grant.since for grant in grants), None)
    start = as_given(grants, shown=counsel.shown, today=today)
    form = GiveForm(request.POST or None, since=since, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            shown = form.cleaned_data["shown"] and request.circle.partner is not None
            services.give(counsel=counsel, grants=form.grants(today), shown=shown, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("It holds from now on."))
            return redirect("counselors")
    context = {
        "room": "mine",
        "counsel": counsel,
        "form": form,
        "ticked": form["what"].value() or [],
        "words": WORDS,
        "joint": JOINT,
    }
    return render(request, "grants/counselor.html", context, status=status_of(form))


@mine_only
@require_POST
def end_counsel(request: FamilyRequest, counsel_id: UUID) -> HttpResponse:
    """End everything one counselor may read, or a link nobody took."""
    services.end(counsels=[selectors.own_counsel(request.me, counsel_id)], me=request.me, now=now())
    messages.success(request, _("Ended. Nothing of yours can be read there any more."))
    return redirect("counselors")


@mine_only
@require_POST
def end_counsels(request: FamilyRequest) -> HttpResponse:
    """End all of it at once."""
    services.end(counsels=selectors.own_counsels(request.me), me=request.me, now=now())
    messages.success(request, _("All of it has ended. Nothing of yours can be read at a desk any more."))
    return redirect("counselors")


@mine_only
@require_POST
def put_away(request: FamilyRequest, homework_id: UUID) -> HttpResponse:
    """Put away something a counselor offered; nobody is told."""
    services.put_away(homework=selectors.own_homework(request.me, homework_id))
    return redirect("counselors")


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def counselor_shown(request: FamilyRequest) -> HttpResponse:
    """Read that one's partner sees a counselor, and let the same one in for oneself, or not."""
    theirs = selectors.shown_to(request.circle)
    if theirs is None:
        return redirect("today")
    if request.method == "POST":
        made = services.join_shown(me=request.me, theirs=theirs, now=now())
        return redirect("counselor", counsel_id=made.pk)
    return render(request, "grants/shown.html", {"room": "family", "theirs": theirs})
