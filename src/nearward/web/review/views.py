"""The weekly review: the weeks, one week as both see it, and one's own side behind the lock."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.domain import review as rules
from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core.clock import now
from nearward.web.core.drafts import Newer
from nearward.web.people.access import FamilyRequest, mine_only, partners_only
from nearward.web.people.selectors import family_day
from nearward.web.review import selectors, services
from nearward.web.review.forms import DayForm, WordsForm
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.keeping import is_quiet, kept, not_kept, with_both

RECENT = 3
WAITS_TO_FINISH = N_("It opens when both of you have finished.")
WAITS_TO_AGREE = N_("Your words stand as they are. It opens when both of you agree to it.")


@partners_only
@require_safe
def reviews(request: FamilyRequest) -> HttpResponse:
    """Show the last weeks, and those that opened, newest first, a page at a time."""
    today, before = family_day(request.me, now=now()), request.GET.get("before", "")
    past = selectors.weeks_opened(request.circle, before=selectors.week_named(before, today) if before else None)
    context = {
        "room": "us",
        "recent": [] if before else [rules.week_of(today) - number * rules.WEEK for number in range(RECENT)],
        "looked_at": rules.week_to_look_at(today),
        "past": past,
        "older": past[-1] if len(past) == selectors.PAGE else None,
    }
    return render(request, "review/reviews.html", context)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: FamilyRequest, week: str) -> HttpResponse:
    """Show one week: before it opens, the day chosen and nothing of what either wrote; then all of it."""
    monday = selectors.week_named(week, family_day(request.me, now=now()))
    opened = selectors.opened_week(request.circle, monday)
    day = selectors.day_of_meeting(request.me, monday)
    form = DayForm(request.POST or None, initial={"day": day})
    if request.method == "POST" and not opened and form.is_valid():
        try:
            services.choose_day(me=request.me, week=monday, day=form.cleaned_data["day"], now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("review", week=week)
    context = {
        "room": "us",
        "opened": opened,
        "form": form,
        "partner_agrees": selectors.partner_agrees(request.circle, monday),
        "little_room": selectors.little_room(request.circle, monday, now=now()),
        **_week(monday),
    }
    return render(request, "review/review.html", context, status=status_of(form))


def _week(monday: date) -> dict[str, Any]:
    return {"week": monday, "sunday": rules.last_day(monday)}


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: FamilyRequest, week: str) -> HttpResponse:
    """Change one's own side of a week that has opened; both see that it changed, and from what."""
    monday = selectors.week_named(week, family_day(request.me, now=now()))
    opened = selectors.opened_week(request.circle, monday)
    if opened is None:
        return redirect("review", week=week)
    form = WordsForm(request.POST or None, initial={**opened.mine, "number": opened.number, "key": uuid4()})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["number"]
        try:
            services.change(me=request.me, week=monday, words=form.words(), seen=seen, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("review", week=week)
    return render(request, "review/change.html", {"form": form, **_week(monday)}, status=status_of(form))


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: FamilyRequest, week: str) -> HttpResponse:
    """Write one's own side, sealed; finish it, agree to open what there is, or take either back."""
    today = family_day(request.me, now=now())
    monday = selectors.week_named(week, today)
    own = selectors.own_side(request.me, monday, request.circle.partner)
    if own.side.opened and not is_quiet(request):
        return redirect("review", week=week)
    form = WordsForm(initial={**own.words, "number": own.number, "key": uuid4()})
    other = None
    if request.method == "POST":
        form = WordsForm(request.POST)
        try:
            if done := _done(request, monday, form):
                return done
        except Newer as newer:
            form, other = with_both(form, newer), selectors.words_in(newer.text)
        except Refused as refusal:
            refuse(form, refusal)
        if is_quiet(request):
            return not_kept(form)
    day = selectors.day_of_meeting(request.me, monday)
    context = {
        "own": own,
        "form": form,
        "other": _titled(other),
        "may_agree": today > day,
        "little_room": selectors.little_room(request.circle, monday, now=now()),
        **_week(monday),
    }
    return render(request, "review/write.html", context, status=status_of(form))


def _titled(words: rules.Words | None) -> list[tuple[str, str]]:
    return [(rules.PARTS[part], said) for part, said in words.items() if said] if words else []


def _done(request: FamilyRequest, monday: date, form: WordsForm) -> HttpResponse | None:
    """Do what was asked; None where the form was refused."""
    me, here = request.me, redirect("write_review", week=str(monday))
    if request.POST.get("do") == "back":
        services.take_back(me=me, week=monday, now=now())
        return here
    if not form.is_valid():
        return None
    page = services.Page(form.words(), form.cleaned_data["number"], form.sent_key())
    match request.POST.get("do"):
        case "finish":
            opened = services.finish(me=me, week=monday, page=page, now=now())
        case "agree":
            opened = services.agree(
                me=me, week=monday, page=page, today=family_day(request.me, now=now()), now=now()
            )
        case _:
            number = services.write(me=me, week=monday, page=page)
            if is_quiet(request):
                return kept(number)
            messages.success(request, _("Kept. Only you see it."))
            return here
    if not opened:
        agreed = request.POST.get("do") == "agree"
        messages.success(request, _(WAITS_TO_AGREE) if agreed else _(WAITS_TO_FINISH))
    return redirect("review", week=str(monday))
