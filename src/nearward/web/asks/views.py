"""Ask, answer, close; take something on."""

from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain import asks, handover
from nearward.domain.needs import NEED_WORDS
from nearward.domain.refused import Refused
from nearward.web.asks import selectors, services
from nearward.web.asks.forms import AnswerForm, AskForm, HandOverForm, next_half_hours
from nearward.web.asks.models import Ask
from nearward.web.asks.words import answers_before, ask_seen, hour, theirs, what_is_read
from nearward.web.core.clock import now
from nearward.web.nights.on_duty import rests_until
from nearward.web.nights.selectors import resting_until
from nearward.web.notify.selectors import may_wake_for_asks
from nearward.web.people.access import FamilyRequest, caregivers_only, partners_only
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import zone_of
from nearward.web.ui.forms import SentForm, refuse, status_of

AFTERWARDS = reverse_lazy("today", query={"after": "words"})  # where one tap may say that it got hard
START = asks.Ask(need="reassurance", kind="with", when="now")


def _opened(request: FamilyRequest) -> asks.Ask:
    chosen = next((o for o in asks.OPENERS if o.key == request.GET.get("with")), None)
    if chosen is None:
        return START
    return asks.Ask(chosen.ask.need, chosen.ask.kind, chosen.ask.when, _(chosen.ask.words))


def _waiting(request: FamilyRequest) -> dict[str, Any]:
    """Return until when an ask to a sleeping partner waits, and whether it may wake them."""
    partner = request.circle.partner
    until = rests_until(request.circle, partner, now=now()) if partner else None
    if partner is None or until is None:
        return {"waits_until": ""}
    clock = hour(until, zone_of(request.circle.me.family))
    return {"waits_until": clock, "may_wake": may_wake_for_asks(partner.person, now=now())}


def _preview(request: FamilyRequest, ask: asks.Ask | None) -> dict[str, Any]:
    """Return what the other will read, in both languages where they are two."""
    partner = request.circle.partner
    if ask is None or partner is None:
        return {"preview": ""}
    return {"preview": what_is_read(ask), "theirs": theirs(ask, request.me, partner)}


def _ask_screen(request: FamilyRequest, form: AskForm) -> HttpResponse:
    values = {name: form[name].value() or getattr(START, name) for name in ("need", "kind", "when", "words")}
    known = values["need"] in NEED_WORDS and values["kind"] in asks.KINDS and values["when"] in asks.WHENS
    context: dict[str, Any] = {
        "form": form, "values": values, "needs": NEED_WORDS.items(), "kinds": asks.KIND_WORDS.items(),
        "whens": asks.WHEN_WORDS.items(), "openers": asks.OPENERS,
        **_waiting(request),
        "bedtime": handover.HANDOVERS["bedtime"], "here": handover.HERE,
        **_preview(request, asks.Ask(**values) if known else None),
    }  # fmt: skip
    part = "asks/ask.html#preview" if request.GET.get("part") == "preview" else "asks/ask.html"
    return render(request, part, context, status=status_of(form))


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: FamilyRequest) -> HttpResponse:
    """Ask in two taps; the sentence the other will read is on the page before it is sent."""
    partner = request.circle.partner
    if partner is None:
        return render(request, "asks/alone.html")
    if request.method != "POST":
        shown = {name: request.GET[name] for name in ("need", "kind", "when", "words") if name in request.GET}
        return _ask_screen(request, AskForm(initial={**vars(_opened(request)), **shown}))
    form = AskForm(request.POST)
    if form.is_valid() and request.POST.get("do") != "preview":
        try:
            until = rests_until(request.circle, partner, now=now())
            wakes = "wake" in request.POST and may_wake_for_asks(partner.person, now=now())
            services.ask(
                me=request.me, partner=partner, what=form.ask(), key=form.sent_key(), now=now(),
                sleeps_until=until, wakes=wakes,
            )  # fmt: skip
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _sent(partner, until if not wakes else None))
            return redirect(AFTERWARDS)
    return _ask_screen(request, form)


def _sent(to: Caregiver, waits_until: datetime | None) -> str:
    if waits_until is None:
        return _("Sent to %(name)s.") % {"name": to.name}
    clock = hour(waits_until, zone_of(to.family))
    return _("Sent to %(name)s. It waits until %(time)s.") % {"name": to.name, "time": clock}


@partners_only
@require_safe
def read_ask(request: FamilyRequest, ask_id: UUID) -> HttpResponse:
    """Show one ask: to answer it, or to close it."""
    return _ask_page(request, selectors.ask_seen_by(request.circle, ask_id))


def _ask_page(request: FamilyRequest, ask: Ask, form: AnswerForm | None = None) -> HttpResponse:
    zone = ZoneInfo(request.me.person.zone)
    context = {
        "seen": ask_seen(ask, request.me),
        "before": answers_before(ask),
        "form": form,
        "times": next_half_hours(now(), zone),
        "over": ask.ended_at is not None or ask.fades_at <= now(),
    }
    part = "asks/read.html#state" if request.GET.get("part") == "state" else "asks/read.html"
    return render(request, part, context, status=status_of(form))


@partners_only
@require_POST
def answer(request: FamilyRequest, ask_id: UUID) -> HttpResponse:
    """Answer an ask: I'm here, at a time, or I can't, but."""
    ask = selectors.ask_seen_by(request.circle, ask_id)
    form, zone = AnswerForm(request.POST), ZoneInfo(request.me.person.zone)
    if form.is_valid():
        try:
            services.answer_ask(
                ask=ask, by=request.me, answer=form.answer(now=now(), zone=zone),
                seen=form.cleaned_data["seen"] or 0, key=form.sent_key(), now=now(),
                quiet=bool(resting_until(request.circle, ask.asker, now=now())),
            )  # fmt: skip
        except Refused as refusal:
            refuse(form, refusal)
            ask = selectors.ask_seen_by(request.circle, ask_id)
        else:
            messages.success(request, _("%(name)s can read it now.") % {"name": ask.asker.name})
            return redirect(AFTERWARDS)
    return _ask_page(request, ask, form)


@partners_only
@require_POST
def end_ask(request: FamilyRequest, ask_id: UUID) -> HttpResponse:
    """Close one's own ask, or take it back."""
    ask = selectors.ask_seen_by(request.circle, ask_id)
    how = Ask.End.CLOSED if request.POST.get("how") == "closed" else Ask.End.TAKEN_BACK
    try:
        services.end_ask(ask=ask, by=request.me, how=how, now=now())
    except Refused as refusal:
        messages.error(request, _(str(refusal)))
    return redirect("today")


@caregivers_only
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: FamilyRequest) -> HttpResponse:
    """Take something on, whole, until a time; nobody has to reply."""
    options = handover.offered(with_baby=not request.circle.grieves)
    start = {"what": request.GET.get("what", next(iter(options))), "until": _soon(request)}
    form = HandOverForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        zone = ZoneInfo(request.me.person.zone)
        try:
            given = form.given(now=now(), zone=zone)
            services.hand_over(me=request.me, given=given, key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("today")
    context = {"form": form, "options": options.items(), "here": handover.HERE}
    return render(request, "asks/give.html", context, status=status_of(form))


def _soon(request: FamilyRequest) -> time:
    """Return where "until" starts: the second of the near times."""
    return next_half_hours(now(), ZoneInfo(request.me.person.zone))[1]


@partners_only
@require_POST
def say_here(request: FamilyRequest) -> HttpResponse:
    """Say "I know you're overwhelmed. I'm here."."""
    form = SentForm(request.POST)
    if form.is_valid():
        try:
            services.say_here(me=request.me, key=form.sent_key(), now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("today")
    return render(request, "ui/refused.html", {"form": form, "back": reverse("give")}, status=status_of(form))


@caregivers_only
@require_POST
def end_given(request: FamilyRequest, given_id: UUID) -> HttpResponse:
    """End something one gave, early."""
    services.end_given(given=selectors.given_by(request.me, given_id), now=now())
    return redirect("today")
