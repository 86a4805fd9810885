"""Space, with a return time: take it, come back, say another time."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain import space as rules
from nearward.domain.refused import Refused
from nearward.web.asks import selectors, services
from nearward.web.asks.forms import SpaceForm
from nearward.web.asks.whose_baby import answers, baby_of
from nearward.web.asks.words import GivenSeen, clock, given_seen
from nearward.web.core.clock import now
from nearward.web.nights.on_duty import helpers_on_duty
from nearward.web.people.access import FamilyRequest, caregivers_only, for_care, partners_only
from nearward.web.people.models import Caregiver
from nearward.web.ui.forms import refuse, status_of
from nearward.web.watch.selectors import baby_at_home, watch_now


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def space(request: FamilyRequest) -> HttpResponse:
    """Take space, while the other does too; or show who takes it, when they are back and what holds."""
    form = SpaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        zone = ZoneInfo(request.me.person.zone)
        try:
            taken = form.taken(now=now(), zone=zone)
            asked = [key for key, _label in answers(request.circle, now=now())]
            services.take_space(me=request.me, taken=taken, key=form.sent_key(), now=now(), asked=asked)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("space")
    return _screen(request, form, taking=form.is_bound or request.GET.get("too") == "1")


def _screen(request: FamilyRequest, form: SpaceForm, *, taking: bool = False) -> HttpResponse:
    at, me = now(), request.me
    taken = selectors.spaces_now(request.circle, now=at)
    seen = {giver: given_seen(row, me, now=at) for giver, row in taken.items()}
    partner = request.circle.partner
    mine, theirs = seen.get(me.pk), seen.get(partner.pk) if partner else None
    watch = watch_now(request.circle, now=at)
    context = {
        "mine_baby": mine and baby_of(mine.given, request.circle, watch, now=at),
        "their_baby": theirs and baby_of(theirs.given, request.circle, watch, now=at),
        "answers": answers(request.circle, now=at),
        "baby": baby_at_home(request.circle),
        "room": "us",
        "form": form,
        "taking": taking and not (mine and not form.is_bound),
        "mine": mine,
        "theirs": theirs,
        "both_at": _both_back(mine, theirs),
        "offered": _offered(),
        "holding": rules.HOLDING,
    }
    return render(request, "asks/space.html", context, status=status_of(form))


def _both_back(mine: GivenSeen | None, theirs: GivenSeen | None) -> str:
    """Return when both are back, while both take space and neither return has passed."""
    if mine is None or theirs is None or mine.over or theirs.over:
        return ""
    return clock(rules.together_again(mine.given.until, theirs.given.until))


def _offered() -> list[tuple[int, str, bool]]:
    """Return the times to choose from: minutes, the clock then, and which one is chosen to begin with."""
    at = now()
    return [
        (
            int(span.total_seconds()) // 60,
            clock(rules.rounded(at + span)),
            span == rules.DEFAULT,
        )
        for span in rules.OFFERED
    ]


@partners_only
@require_POST
def come_back(request: FamilyRequest, space_id: UUID) -> HttpResponse:
    """Say "I'm back"; a second tap changes nothing."""
    services.end_given(given=selectors.own_space(request.me, space_id), now=now())
    return redirect("first_sentences")


@caregivers_only
@require_POST
@for_care("take")
def take_baby(request: FamilyRequest, taken_id: UUID) -> HttpResponse:
    """Say "I've got Noor" while the other takes space; nobody else can say it for me."""
    given = selectors.space_of_other(request.circle, taken_id)
    if request.me.role == Caregiver.Role.HELPER and request.me not in helpers_on_duty(request.circle, now=now()):
        raise Http404
    services.take_baby(me=request.me, given=given, now=now())
    return redirect("today")


@partners_only
@require_POST
def later(request: FamilyRequest, space_id: UUID) -> HttpResponse:
    """Say another time to come back."""
    given, form = selectors.own_space(request.me, space_id), SpaceForm({**request.POST.dict(), "key": space_id})
    if form.is_valid():
        try:
            back_at = form.back_at(now=now(), zone=ZoneInfo(request.me.person.zone))
            services.return_later(given=given, back_at=back_at, now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("space")
    return _screen(request, form)


@partners_only
@require_safe
def first_sentences(request: FamilyRequest) -> HttpResponse:
    """Offer three first sentences for coming back; none has to be said."""
    sentences = {key: _(words) for key, words in rules.FIRST_SENTENCES.items()}
    return render(request, "asks/first_sentences.html", {"sentences": sentences})
