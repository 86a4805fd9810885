"""Screening in Mine: the forms, what one's answers say, and someone to call."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain.refused import Refused
from nearward.domain.screening.instrument import Instrument
from nearward.domain.screening.offering import SHORT_AND_LONG
from nearward.domain.screening.routing import red_flags, route
from nearward.domain.screening.scoring import Result, result
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, mine_only
from nearward.web.people.selectors import today_of
from nearward.web.screening import selectors, services
from nearward.web.screening.forms import AnswersForm, TrustedForm, hurts
from nearward.web.screening.helping import help_context, help_first
from nearward.web.screening.words import TITLES
from nearward.web.ui.forms import refuse, status_of


@mine_only
@require_safe
def screenings(request: FamilyRequest) -> HttpResponse:
    """Show the forms there are, when each makes sense again, and the way to what they said."""
    today, kept = today_of(request.me, now=now()), selectors.own_answers(request.me)
    forms = selectors.forms_for(request.circle).values()
    rows = [(form, TITLES[form.key], selectors.open_from(form, kept, today)) for form in forms]
    short = [row for row in rows if row[0].key not in SHORT_AND_LONG.values()]
    longer = [row for row in rows if row not in short]
    context = {
        "room": "mine", "short": short, "longer": longer, "kept": bool(kept),
        "trusted": selectors.trusted_by(request.me), "good_time": selectors.good_time(request.circle, now=now()),
    }  # fmt: skip
    return render(request, "screening/screenings.html", context)


@help_first
@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: FamilyRequest, form: str) -> HttpResponse:
    """Answer a form; the same response says what it means, and help comes before that."""
    instrument, kept = selectors.form_named(form, request.circle), selectors.own_answers(request.me)
    today = today_of(request.me, now=now())
    sheet = AnswersForm(instrument, request.POST or None, initial=_initial(instrument, kept, request))
    if request.method == "POST" and sheet.is_valid():
        try:
            row = _keep(request, instrument, sheet)
        except Refused as refusal:
            refuse(sheet, refusal)
        else:
            return _said(request, instrument, sheet.chosen(), row)
    context = {
        "room": "mine", "instrument": instrument, "title": TITLES[form], "form": sheet, **help_context(request),
        "opens": selectors.open_from(instrument, kept, today), "last": selectors.last_of(instrument, kept),
        "help_now": hurts(instrument, request.POST), "as_shipped": form != "epds",
    }  # fmt: skip
    return render(request, "screening/form.html", context, status=status_of(sheet))


def _initial(form: Instrument, kept: list[selectors.Kept], request: FamilyRequest) -> dict[str, Any]:
    start = selectors.from_the_short_one(form, kept, today_of(request.me, now=now()))
    return {"keep": True, "key": uuid4(), **{f"a{place}": str(at) for place, at in enumerate(start)}}


def _keep(request: FamilyRequest, form: Instrument, sheet: AnswersForm) -> UUID | None:
    """Keep the answers where that is wanted."""
    if not sheet.cleaned_data["keep"]:
        return None
    return services.keep_answers(me=request.me, form=form, chosen=sheet.chosen(), key=sheet.sent_key(), now=now())


def _said(request: FamilyRequest, form: Instrument, chosen: list[int], row: UUID | None) -> HttpResponse:
    found = result(form, chosen)
    return render(request, "screening/result.html", _result(request, form, found) | {"row": row, "now": True})


def _result(request: FamilyRequest, form: Instrument, found: Result) -> dict[str, Any]:
    """Return what a result page says, help first."""
    baby = selectors.with_baby(request.circle)
    longer = SHORT_AND_LONG.get(form.key) if found.positive else None
    return {
        "room": "mine", "instrument": form, "title": TITLES[form.key], "found": found,
        "route": route(form, found, with_baby=baby), "red_flags": red_flags(with_baby=baby),
        "longer": longer, **help_context(request),
    }  # fmt: skip


@mine_only
@require_safe
def results(request: FamilyRequest) -> HttpResponse:
    """Show what one's own forms said, in words, newest first."""
    kept = [(one, TITLES[one.form.key]) for one in selectors.own_answers(request.me)]
    return render(request, "screening/results.html", {"room": "mine", "kept": kept})


@mine_only
@require_safe
def screening_result(request: FamilyRequest, result_id: UUID) -> HttpResponse:
    """Show once more what one form said."""
    one = selectors.own_answer(request.me, result_id)
    context = _result(request, one.form, one.result) | {"row": one.row.pk, "day": one.day, "longer": None}
    return render(request, "screening/result.html", context)


@mine_only
@require_POST
def forget_result(request: FamilyRequest, result_id: UUID) -> HttpResponse:
    """Delete one of one's own answered forms."""
    services.forget_answers(row=selectors.own_answer(request.me, result_id).row)
    messages.success(request, _("It is not kept any more."))
    return redirect("screenings")


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def trusted(request: FamilyRequest) -> HttpResponse:
    """Say whom one would call, or keep nobody any more."""
    kept = selectors.trusted_by(request.me)
    if request.method == "POST" and request.POST.get("do") == "forget":
        services.forget_trusted(me=request.me)
        messages.success(request, _("It is not kept any more."))
        return redirect("screenings")
    form = TrustedForm(request.POST or None, initial={"name": kept.name, "phone": kept.phone} if kept else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_trusted(me=request.me, said=form.trusted())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kept. Only you see it."))
            return redirect("screenings")
    context = {"room": "mine", "form": form, "kept": kept}
    return render(request, "screening/trusted.html", context, status=status_of(form))
