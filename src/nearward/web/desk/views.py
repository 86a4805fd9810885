"""The desk: who let this counselor in, and the pages of what they give."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core.clock import now
from nearward.web.desk import reading, selectors, services
from nearward.web.desk.forms import HomeworkForm
from nearward.web.desk.paper import summary_of
from nearward.web.grants import selectors as grants
from nearward.web.grants import services as granting
from nearward.web.grants.models import Counsel
from nearward.web.people.access import DeskRequest, counselors_only
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.words import translated

READY = (
    N_("This week, take one repair in turns: each writes alone first, then share one step at a time."),
    N_("Hand one thing over whole: notice, plan and do. Whoever had it lets it go."),
    N_("When it gets too much, leave the room with a time to be back, and come back then."),
    N_("Write about your week, each alone, and open it together on Sunday."),
)


@counselors_only
@require_safe
def desk(request: DeskRequest) -> HttpResponse:
    """Show who let this counselor in, family by family."""
    return render(request, "desk/desk.html", {"families": selectors.families_at(request.desk, now=now())})


@counselors_only
@require_http_methods(["GET", "HEAD", "POST"])
def let_in(request: DeskRequest, link: str) -> HttpResponse:
    """Take a partner's link. It gives nothing to read by itself."""
    counsel, error = grants.link_for(link, now=now()), ""
    if counsel is None:
        raise Http404
    if request.method == "POST":
        try:
            granting.take_link(counsel=counsel, desk=request.desk, now=now())
        except Refused as refusal:
            error = str(refusal)
        else:
            return redirect("desk")
    context = {"counsel": counsel, "error": error}
    return render(request, "desk/let_in.html", context, status=422 if error else 200)


@counselors_only
@require_safe
def person(request: DeskRequest, counsel_id: UUID) -> HttpResponse:
    """Show what one person gives, and leave a line for them."""
    counsel = grants.counsel_at(request.desk, counsel_id)
    if request.method == "HEAD":
        return HttpResponse()
    page = reading.read_person(request.desk, counsel_id, now=now())
    return render(request, "desk/page.html", _context(request, page, (counsel,)))


@counselors_only
@require_safe
def both(request: DeskRequest, family_id: UUID) -> HttpResponse:
    """Show what two partners both give, and leave a line for each of them."""
    counsels = _both(request, family_id)
    if request.method == "HEAD":
        return HttpResponse()
    page = reading.read_both(request.desk, family_id, now=now())
    return render(request, "desk/page.html", _context(request, page, counsels))


def _context(request: DeskRequest, page: reading.Page, counsels: tuple[Counsel, ...]) -> dict[str, Any]:
    return {
        "page_": page, "families": selectors.families_at(request.desk, now=now()),
        "family": counsels[0].of.family, "counsels": counsels, "joint": len(counsels) == 2,
        "offered": grants.offered_by(counsels), "ready": READY,
        "rests": counsels[0].of.family.resting and any(one.shown for one in counsels),
    }  # fmt: skip


def _both(request: DeskRequest, family_id: UUID) -> tuple[Counsel, Counsel]:
    pair = grants.both_at(request.desk, family_id)
    if pair is None:
        raise Http404
    return pair


@counselors_only
@require_POST
def person_paper(request: DeskRequest, counsel_id: UUID) -> HttpResponse:
    """Give the two weeks of one person as one sheet of paper; reading it leaves the same lines."""
    return _paper(reading.read_person(request.desk, counsel_id, now=now()), request)


@counselors_only
@require_POST
def paper_of_both(request: DeskRequest, family_id: UUID) -> HttpResponse:
    """Give what two partners both give as one sheet of paper."""
    return _paper(reading.read_both(request.desk, family_id, now=now()), request)


def _paper(page: reading.Page, request: DeskRequest) -> HttpResponse:
    made = summary_of(page, at=now(), language=request.user.language)
    headers = {"Content-Disposition": 'attachment; filename="nearward.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@counselors_only
@require_POST
def offer(request: DeskRequest, counsel_id: UUID) -> HttpResponse:
    """Offer something to one person for the days between two sessions."""
    counsel = grants.counsel_at(request.desk, counsel_id)
    return _offer(request, (counsel,), "desk_person", counsel.pk)


@counselors_only
@require_POST
def offer_both(request: DeskRequest, family_id: UUID) -> HttpResponse:
    """Offer the same thing to both, each for themselves."""
    return _offer(request, _both(request, family_id), "desk_both", family_id)


def _offer(request: DeskRequest, counsels: tuple[Counsel, ...], back: str, where: UUID) -> HttpResponse:
    form = HomeworkForm(request.POST)
    try:
        if form.is_valid():
            granting.offer_homework(counsels=counsels, words=form.cleaned_data["words"], now=now())
            messages.success(request, _("Offered."))
            return redirect(back, where)
    except Refused as refusal:
        refuse(form, refusal)
    context = {"form": form, "counsels": counsels, "back": back, "where": where}
    return render(request, "desk/offer.html", context, status=status_of(form))


@counselors_only
@require_POST
def take_back_offer(request: DeskRequest, homework_id: UUID) -> HttpResponse:
    """Take back something that was offered."""
    row = grants.homework_at(request.desk, homework_id)
    granting.take_back_homework(homework=row)
    return redirect("desk_person", row.counsel_id)


@counselors_only
@require_POST
def rest(request: DeskRequest, family_id: UUID) -> HttpResponse:
    """Pause exercises for two, for both alike, or let them go on; whom both see in secret lifts nothing."""
    counsels, resting = grants.seen_together(request.desk, family_id), request.POST.get("do") == "rest"
    try:
        if resting or any(one.shown for one in counsels):
            services.rest(counsels=counsels, resting=resting, now=now())
    except Refused as refusal:
        messages.error(request, translated(refusal.args[0]))
    back = ("desk_both", family_id) if len(counsels) == 2 else ("desk_person", counsels[0].pk)
    return redirect(*back)
