"""What I keep that is mine, behind the lock; and a time of one's own, asked for openly."""

from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nearward.domain.refused import Refused
from nearward.domain.words import N_
from nearward.web.core.clock import now
from nearward.web.own import selectors, services
from nearward.web.own.forms import AnswerForm, PlaceForm, TimeForm
from nearward.web.people.access import FamilyRequest, alone, mine_only, partners_only
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.keeping import keep


@mine_only
@require_safe
def own(request: FamilyRequest) -> HttpResponse:
    """Show one's own four places, and the way to ask for a time."""
    times = [time for time in selectors.times_of(request.circle, now=now()) if time.mine]
    return render(
        request, "own/own.html", {"room": "mine", "places": selectors.places(request.circle), "times": times}
    )


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: FamilyRequest, place: str) -> HttpResponse:
    """Write in one place of one's own; it keeps itself."""
    here = selectors.place_named(request.circle, place)

    def write(form: PlaceForm) -> int:
        words = form.cleaned_data["words"]
        return services.write(me=request.me, place=place, words=words, page=form.page())

    form = PlaceForm(request.POST or None, initial={"words": here.words, "number": here.number, "key": uuid4()})
    kept = keep(request, form, write, then="own")
    context = {"place": here, "form": kept.form, "other": kept.other}
    return kept.answer or render(request, "own/place.html", context, status=status_of(kept.form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for(request: FamilyRequest) -> HttpResponse:
    """Ask the partner for a time of one's own; alone, keep it."""
    me, partner, form = request.me, request.circle.partner, TimeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            time, words = form.time(ZoneInfo(me.person.zone)), form.cleaned_data["words"]
            services.ask_for(me=me, partner=partner, time=time, words=words, key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("us")
    return render(request, "own/ask.html", {"form": form}, status=status_of(form))


@partners_only
@alone
@require_http_methods(["GET", "HEAD", "POST"])
def time(request: FamilyRequest, time_id: UUID) -> HttpResponse:
    """Show a time one of the two asked for; the other answers, the one who asked lets it go or takes another."""
    seen = selectors.time_seen_by(request.circle, time_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            if done := _done(request, seen, form):
                return done
        except Refused as refusal:
            refuse(form, refusal)
        seen = selectors.time_seen_by(request.circle, time_id)
    context = {"room": "us", "seen": seen, "form": form, "over": seen.row.ends_at <= now()}
    context["before"] = selectors.answers_before(seen)
    return render(request, "own/time.html", context, status=status_of(form))


def _done(request: FamilyRequest, seen: selectors.TimeSeen, form: AnswerForm) -> HttpResponse | None:
    """Do what was asked; None where the form was refused."""
    me, row, do = request.me, seen.row, request.POST.get("do")
    if do == "back":
        services.take_back(me=me, row=row, now=now())
        messages.success(request, _("It is let go. Nothing is said about it."))
        return redirect("us")
    if seen.mine and do != "take":
        raise Refused(N_("Only the person who was asked can answer."))
    if not form.is_valid():
        return None
    number = form.cleaned_data["seen"]
    if do == "take":
        services.take_other(me=me, row=row, seen=number, now=now())
    else:
        services.answer(me=me, row=row, given=form.answer(ZoneInfo(me.person.zone)), seen=number, now=now())
    return redirect("own_time", time_id=row.pk)
