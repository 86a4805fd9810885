"""Repair: start one, see how far it is, write and share one's own steps, agree at the end, leave at any point."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain import repair as rules
from nearward.domain.refused import Refused
from nearward.web.core.clock import moment_named, now
from nearward.web.core.drafts import Newer
from nearward.web.people.access import FamilyRequest, mine_only, partners_only
from nearward.web.repair import selectors, services
from nearward.web.repair.forms import AgreeForm, StartForm, StepForm
from nearward.web.repair.models import Repair
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.keeping import is_quiet, kept, not_kept, with_both


@partners_only
@require_safe
def repairs(request: FamilyRequest) -> HttpResponse:
    """Show the repairs, newest first, a page at a time."""
    seen = selectors.repairs(request.circle, before=moment_named(request.GET.get("before", "")))
    older = seen[-1][0].started_at if len(seen) == selectors.PAGE else None
    context = {"room": "us", "repairs": seen, "older": older, "alone": selectors.works_alone(request.circle)}
    return render(request, "repair/repairs.html", context)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: FamilyRequest) -> HttpResponse:
    """Say what it is about, after reading when not to; a page that leads here may bring the words along."""
    looking = request.POST.get("do") == "look"
    about = request.POST.get("about", "")[: rules.ABOUT_LONGEST]
    form = StartForm(None if looking else request.POST or None, initial={"about": about if looking else ""})
    alone = selectors.works_alone(request.circle)
    if form.is_bound and form.is_valid():
        about, key = form.cleaned_data["about"], form.sent_key()
        try:
            other = None if alone else request.circle.partner
            made = services.start(me=request.me, other=other, about=about, key=key, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("repair", repair_id=made)
    return render(request, "repair/start.html", {"form": form, "alone": alone}, status=status_of(form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def repair(request: FamilyRequest, repair_id: UUID) -> HttpResponse:
    """Show what both shared so far; at the end, the words to agree on."""
    row = selectors.repair_seen_by(request.circle, repair_id)
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words, seen, agree = (
            form.cleaned_data["words"],
            form.cleaned_data["seen"],
            request.POST.get("do") == "agree",
        )
        try:
            if agree:
                services.agree(me=request.me, repair=row, seen=seen, now=now())
            else:
                services.propose(me=request.me, repair=row, words=words, seen=seen, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("repair", repair_id=repair_id)
    context = {"room": "us", "seen": selectors.seen(request.circle, row), "form": form}
    return render(request, "repair/repair.html", context, status=status_of(form))


@partners_only
@require_POST
def leave(request: FamilyRequest, repair_id: UUID) -> HttpResponse:
    """Leave a repair, or come back to it; nobody is told why."""
    row = selectors.repair_seen_by(request.circle, repair_id)
    if request.POST.get("do") == "back":
        services.come_back(me=request.me, repair=row, now=now())
        return redirect("repair", repair_id=repair_id)
    services.leave(me=request.me, repair=row, now=now())
    messages.success(request, _("It rests. Nothing is said about who or why."))
    return redirect("repairs")


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: FamilyRequest, repair_id: UUID, step: str) -> HttpResponse:
    """Write one step, sealed; share it, or take it back."""
    row, key = selectors.repair_seen_by(request.circle, repair_id), selectors.step_named(step)
    own = selectors.own_step(row, request.circle, key)
    initial = {"words": own.said.words, "feelings": own.said.feelings, "number": own.number, "key": uuid4()}
    form, other = StepForm(step=key, initial=initial), None
    if request.method == "POST":
        form = StepForm(request.POST, step=key)
        try:
            if done := _done(request, row, form):
                return done
        except Newer as newer:
            form, other = with_both(form, newer, step=key), selectors.Said.from_text(newer.text)
        except Refused as refusal:
            refuse(form, refusal)
        if is_quiet(request):
            return not_kept(form)
    words = {"step": key, "title": rules.STEPS[key], "hint": rules.HINTS[key]}
    context = {"repair": row, "own": own, "form": form, "other": other, **words}
    return render(request, "repair/step.html", context, status=status_of(form))


def _done(request: FamilyRequest, row: Repair, form: StepForm) -> HttpResponse | None:
    """Do what was asked; None where the form was refused."""
    me, step, do = request.me, form.step, request.POST.get("do")
    if do == "back":
        services.take_back(me=me, repair=row, step=step, now=now())
        return redirect("repair_step", repair_id=row.pk, step=step)
    if not form.is_valid():
        return None
    page = services.Page(form.said(), form.cleaned_data["number"], form.sent_key())
    if do == "share":
        services.share(me=me, repair=row, step=step, page=page, now=now())
        return redirect("repair", repair_id=row.pk)
    number = services.write(me=me, repair=row, step=step, page=page)
    if is_quiet(request):
        return kept(number)
    messages.success(request, _("Kept. Only you see it."))
    return redirect("repair_step", repair_id=row.pk, step=step)
