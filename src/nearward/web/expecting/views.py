"""Expecting: the page both see, a night rehearsed, agreements; one's own side and note behind the lock."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.data.expecting import asked
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core.clock import now
from nearward.web.core.drafts import Newer
from nearward.web.expecting import agreeing, selectors, services
from nearward.web.expecting.forms import AgreeForm, NoteForm, SideForm
from nearward.web.expecting.rehearsing import rehearsed_night
from nearward.web.people.access import FamilyRequest, mine_only, partners_only, unless_grieving
from nearward.web.people.models import Child
from nearward.web.ui.forms import SentForm, refuse, status_of
from nearward.web.ui.keeping import is_quiet, kept, not_kept, with_both
from nearward.web.ui.words import translated

F = TypeVar("F", bound=SentForm)
WAITS = N_("It opens when both of you have finished.")
ONLY_YOU = N_("Kept. Only you see it.")


@partners_only
@unless_grieving
@require_safe
def expecting(request: FamilyRequest) -> HttpResponse:
    """Show both sides once they have opened, and the ways on; after the birth no side of anyone."""
    child = selectors.child_spoken_of(request.circle)
    if child is None:
        return redirect("us")
    opened = selectors.opened_sides(request.circle, child) if child.born_on is None else None
    context = {"room": "us", "child": child, "opened": opened, "talk": asked().talk}
    return render(request, "expecting/expecting.html", context)


@partners_only
@unless_grieving
@require_safe
def rehearsal(request: FamilyRequest) -> HttpResponse:
    """Show a night at two weeks as the planner would have it, worked out now and kept nowhere."""
    child = selectors.expected_child(request.circle)
    if child is None:
        return redirect("us")
    turned = request.GET.get("turned") == "1"
    context: dict[str, Any] = {"room": "us", "turned": turned, "child": child.name or _("your baby")}
    try:
        context["seen"] = rehearsed_night(request.circle, turned=turned, now=now())
    except Refused as refusal:
        context["refusal"] = translated(refusal.args[0])
    return render(request, "expecting/rehearsal.html", context)


@partners_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: FamilyRequest) -> HttpResponse:
    """Show the agreements; find words for one, agree to the other's, or take one's own back."""
    child = selectors.child_spoken_of(request.circle)
    if child is None:
        return redirect("us")
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _agree(request, child, form)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("expecting_agreements")
    seen = agreeing.agreements(request.circle, child)
    thread = form.cleaned_data.get("thread") if form.is_bound and form.errors else None
    refused = next((one.thread for one in seen if one.thread == thread), None)
    context = {"room": "us", "child": child, "form": form, "refused": refused, "agreements": seen}
    return render(request, "expecting/agreements.html", context, status=status_of(form))


def _agree(request: FamilyRequest, child: Child, form: AgreeForm) -> None:
    thread, seen = form.cleaned_data["thread"], form.cleaned_data["seen"]
    match request.POST.get("do"):
        case "agree" if thread:
            agreeing.agree(circle=request.circle, child=child, thread=thread, seen=seen, now=now())
        case "back" if thread:
            agreeing.take_away(circle=request.circle, child=child, thread=thread, seen=seen, now=now())
        case _:
            agreeing.propose(
                circle=request.circle, child=child, thread=thread, words=form.cleaned_data["words"], seen=seen,
                key=form.sent_key(), now=now(),
            )  # fmt: skip


@mine_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def side(request: FamilyRequest) -> HttpResponse:
    """Write one's own side, sealed; finish it or take that back. After the birth, a look back at one's own."""
    child = selectors.child_spoken_of(request.circle)
    if child is None:
        return redirect("mine")
    own = selectors.own_side(request.me, child)
    form, other = SideForm(initial={**own.words, "number": own.number, "key": uuid4()}), None
    if request.method == "POST":
        form, other, done = _written(request, SideForm(request.POST), lambda form: _side_done(request, child, form))
        if done:
            return done
    context = {
        "child": child, "own": own, "form": form, "stands": child.born_on is not None or own.side.rests,
        "other": SideForm(initial=selectors.words_in(other)) if other else None,
    }  # fmt: skip
    return render(request, "expecting/side.html", context, status=status_of(form))


@mine_only
@unless_grieving
@require_http_methods(["GET", "HEAD", "POST"])
def pattern(request: FamilyRequest) -> HttpResponse:
    """Write a short private note: when stress rises, do I move toward connection or away from it?"""
    child = selectors.child_spoken_of(request.circle)
    if child is None:
        return redirect("mine")
    own = selectors.own_note(request.me, child)
    form, other = NoteForm(initial={"words": own.words, "number": own.number, "key": uuid4()}), None
    if request.method == "POST":
        form, other, done = _written(request, NoteForm(request.POST), lambda form: _note_done(request, child, form))
        if done:
            return done
    context = {"child": child, "own": own, "form": form, "other": other, "starts": asked().pattern}
    return render(request, "expecting/pattern.html", context, status=status_of(form))


def _written(
    request: FamilyRequest, form: F, do: Callable[[F], HttpResponse | None]
) -> tuple[F, str | None, HttpResponse | None]:
    """Do what was asked; return the form, what another device kept meanwhile, and the answer where there is one."""
    other = None
    try:
        if done := do(form):
            return form, None, done
    except Newer as newer:
        form, other = with_both(form, newer), newer.text
    except Refused as refusal:
        form.is_valid()
        refuse(form, refusal)
    return form, other, not_kept(form) if is_quiet(request) else None


def _side_done(request: FamilyRequest, child: Child, form: SideForm) -> HttpResponse | None:
    me = request.me
    if request.POST.get("do") == "back":
        services.take_back(me=me, child=child)
        return redirect("expect")
    if not form.is_valid():
        return None
    page = services.Page(form.words(), form.cleaned_data["number"], form.sent_key())
    if request.POST.get("do") == "finish":
        if services.finish(me=me, child=child, page=page, now=now()):
            return redirect("expecting")
        messages.success(request, _(WAITS))
        return redirect("expect")
    return _saved(request, services.write(me=me, child=child, page=page), "expect")


def _note_done(request: FamilyRequest, child: Child, form: NoteForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    number = services.write_note(
        me=request.me, child=child, words=said["words"], seen=said["number"], key=form.sent_key()
    )
    return _saved(request, number, "expect_pattern")


def _saved(request: FamilyRequest, number: int, page: str) -> HttpResponse:
    if is_quiet(request):
        return kept(number)
    messages.success(request, _(ONLY_YOU))
    return redirect(page)
