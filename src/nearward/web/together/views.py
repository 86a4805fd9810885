"""Time together: suggest one small thing, and answer the other's."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nearward.data.together import things
from nearward.domain import together as rules
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, partners_only
from nearward.web.people.selectors import family_day
from nearward.web.together import selectors, services
from nearward.web.together.forms import AnswerForm, SuggestForm
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.words import translated


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: FamilyRequest) -> HttpResponse:
    """Show the small thing of this week and of the next, and how to suggest one."""
    form = SuggestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.suggest(circle=request.circle, what=form.what(), key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("together")
    return _page(request, form)


@partners_only
@require_POST
def answer(request: FamilyRequest, thing_id: UUID) -> HttpResponse:
    """Say yes, another time, or not this week; or let it stand again."""
    circle, at = request.circle, now()
    selectors.thing_seen_by(circle, thing_id, now=at)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, SuggestForm(), answering=form, of=thing_id)
    seen = form.cleaned_data["seen"]
    try:
        match form.cleaned_data["do"]:
            case "yes":
                services.agree(circle=circle, thing_id=thing_id, seen=seen, now=at)
            case "another":
                services.another_time(circle=circle, thing_id=thing_id, what=form.when(), seen=seen, now=at)
            case "rest":
                services.rest(circle=circle, thing_id=thing_id, seen=seen, now=at)
            case _:
                services.take_back(circle=circle, thing_id=thing_id, seen=seen, now=at)
    except Refused as refusal:
        refuse(form, refusal)
        return _page(request, SuggestForm(), answering=form, of=thing_id)
    return redirect("together")


def _page(
    request: FamilyRequest, form: SuggestForm, answering: AnswerForm | None = None, of: UUID | None = None
) -> HttpResponse:
    at = now()
    today = family_day(request.me, now=at)
    seen = selectors.seen_now(request.circle, now=at)
    chosen = str(form["day"].value() or "") if form.is_bound else ""
    moved = str(answering["day"].value() or "") if answering else ""
    context = {
        "room": "us",
        "seen": seen,
        "form": form,
        "typed": _typed(form),
        "answering": answering,
        "of": of,
        "offered": selectors.offered(request.circle),
        "days": _days(selectors.free_days(seen, today), chosen),
        "every_day": _days(rules.days_ahead(today), moved),
        "today": today,
    }
    refused: forms.Form = answering or form
    return render(request, "together/together.html", context, status=status_of(refused))


def _typed(form: SuggestForm) -> str:
    """Return what was suggested as it is read: own words go before the list."""
    thing = things().get(str(form["thing"].value() or ""))
    return str(form["words"].value() or "") or (translated(thing.title) if thing else "")


def _days(days: list[date], chosen: str) -> list[tuple[date, bool]]:
    return [(day, str(day) == chosen) for day in days]
