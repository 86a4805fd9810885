"""The room, one item, and what people say of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.holding import saying, selectors, services
from nearward.web.holding.forms import ItemForm, OfferForm
from nearward.web.holding.inviting import invitation
from nearward.web.holding.models import Responsibility
from nearward.web.holding.seeing import ItemSeen, by_kind, item_seen, tastes_of
from nearward.web.holding.waiting import rooms_of
from nearward.web.people.access import FamilyRequest, alone, caregivers_only, partners_only
from nearward.web.people.models import Caregiver
from nearward.web.people.selectors import family_day
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.words import translated


@caregivers_only
@require_safe
def holding(request: FamilyRequest) -> HttpResponse:
    """Show who holds what, what is offered, and what may move whole; a helper sees what is theirs."""
    at, circle = now(), request.circle
    items = selectors.live_items(circle, now=at)
    rooms = rooms_of(circle.partners, now=at)
    offers = selectors.offers_of(circle, items, now=at, rooms=rooms)
    seen = [item_seen(row, circle, offers, at) for row in items]
    invited = () if rooms.has_none(request.me, at) else invitation(circle, seen, offers, now=at)
    context = {
        "room": "holding",
        "offered": [one for one in seen if one.offer and one.offer.to == request.me],
        "invited": invited,
        "kinds": by_kind(one for one in seen if one.mine or request.me.role == Caregiver.Role.PARTNER),
    }
    part = "holding/holding.html#now" if request.GET.get("part") == "now" else "holding/holding.html"
    return render(request, part, context)


@caregivers_only
@require_safe
def item(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Show one item: who holds which stage, the standard, and what one may do."""
    return item_page(request, selectors.item_seen_by(request.circle, item_id, now=now()))


def item_page(request: FamilyRequest, row: Responsibility, refusal: Refused | None = None) -> HttpResponse:
    """Show an item; after a refusal, as it stands now, with the sentence."""
    circle, at = request.circle, now()
    seen = item_seen(row, circle, selectors.offers_of(circle, [row], now=at), at)
    locked = row.locked_until if row.locked_until and row.locked_until > family_day(request.me, now=now()) else None
    context: dict[str, Any] = {
        "room": "holding",
        "seen": seen,
        "tastes": tastes_of(row, circle),
        "before": selectors.before(circle, row),
        "could": _may_be_offered(request, seen) if not seen.offer else [],
        "locked": locked,
        "to_agree": bool(row.standard) and not row.agreed and row.standard_by_id != request.me.pk,
        "refusal": translated(refusal.args[0]) if refusal else "",
    }
    part = "holding/item.html#now" if request.GET.get("part") == "now" else "holding/item.html"
    return render(request, part, context, status=422 if refusal else 200)


def _may_be_offered(request: FamilyRequest, seen: ItemSeen) -> list[Caregiver]:
    """Return to whom `me` may hand this over: what is open or one's own, or one's part to who holds the rest."""
    if seen.others and not seen.mine:
        return []
    people = [one for one in selectors.people_in(request.circle).values() if one != request.me]
    can = [one for one in people if str(one.pk) not in seen.item.cannot]
    return [one for one in can if not seen.others or seen.others == (one,)]


def _done(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Lead back to where the tap was: the room, or the item."""
    if request.POST.get("from") == "room" or request.me.role == Caregiver.Role.HELPER:
        return redirect("holding")
    return redirect("held_item", item_id)


def _refused(request: FamilyRequest, item_id: UUID, refusal: Refused) -> HttpResponse:
    return item_page(request, selectors.item_seen_by(request.circle, item_id, now=now()), refusal)


@partners_only
@require_POST
def take(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Take an open stage, or the whole of what nobody else holds."""
    return _moved(request, item_id, services.take)


@caregivers_only
@require_POST
def let_go(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Let go of a stage of one's own, or of all of them."""
    return _moved(request, item_id, services.let_go)


def _moved(request: FamilyRequest, item_id: UUID, move: Callable[..., None]) -> HttpResponse:
    row = selectors.item_seen_by(request.circle, item_id, now=now())
    try:
        move(item=row, me=request.me, stage=request.POST.get("stage", ""), now=now())
    except Refused as refusal:
        return _refused(request, item_id, refusal)
    return _done(request, item_id)


@partners_only
@require_POST
def offer(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Offer to hand an item over whole, or to take it whole from the one who holds it."""
    row = selectors.item_seen_by(request.circle, item_id, now=now())
    form = OfferForm(request.POST)
    if not form.is_valid():
        return _refused(request, item_id, Refused(str(next(iter(form.errors.values()))[0])))
    to = selectors.people_in(request.circle).get(form.cleaned_data["to"])
    if to is None:
        raise Http404
    takes = request.POST.get("do") == "take"
    try:
        services.offer(item=row, me=request.me, to=to, takes=takes, key=form.sent_key(), now=now())
    except Refused as refusal:
        return _refused(request, item_id, refusal)
    waits = not takes and rooms_of([to], now=now()).has_none(to, now())
    said = _("Kept. It waits until %(name)s has room.") if waits else _("Offered to %(name)s.")
    messages.success(request, said % {"name": to.name})
    return _done(request, item_id)


@caregivers_only
@require_POST
def answer(request: FamilyRequest, offer_id: UUID) -> HttpResponse:
    """Answer an offer made to one, or take one's own back."""
    row = selectors.offer_seen_by(request.circle, offer_id)
    try:
        if request.POST.get("how") == "back":
            services.take_back(offer=row, me=request.me, now=now())
        else:
            yes = request.POST.get("how") == "yes"
            services.answer_offer(offer=row, me=request.me, yes=yes, now=now())
    except Refused as refusal:
        if request.me.role == Caregiver.Role.HELPER:
            messages.error(request, translated(refusal.args[0]))
            return redirect("holding")
        return _refused(request, row.item_id, refusal)
    return _done(request, row.item_id)


@caregivers_only
@require_POST
def say_plan(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Say whether a plan for it exists."""
    row = selectors.item_seen_by(request.circle, item_id, now=now())
    try:
        services.say_planned(item=row, me=request.me, planned=request.POST.get("plan") == "yes", now=now())
    except Refused as refusal:
        return _refused(request, item_id, refusal)
    return redirect("held_item", item_id)


@partners_only
@require_POST
def agree(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Agree to the standard as it was read."""
    row = selectors.item_seen_by(request.circle, item_id, now=now())
    words = request.POST.get("read", "").replace("\r\n", "\n")
    try:
        saying.agree(item=row, me=request.me, words=words, now=now())
    except Refused as refusal:
        return _refused(request, item_id, refusal)
    return redirect("held_item", item_id)


@partners_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: FamilyRequest, item_id: UUID) -> HttpResponse:
    """Change what is said of an item: words, kind, what it takes, and how one finds it."""
    row, circle = selectors.item_seen_by(request.circle, item_id, now=now()), request.circle
    people = selectors.people_in(circle).values()
    sent = request.POST if request.method == "POST" else None
    form = ItemForm(sent, item=row, me=request.me, people=people, grieves=circle.grieves)
    if form.is_valid():
        try:
            read = request.POST.get("read")
            saying.change(item=row, me=request.me, facts=form.facts(), read=read, now=now())
        except Refused as refusal:
            refuse(form, refusal)
            row = selectors.away_seen_by(circle, item_id, now=now())
        else:
            return redirect("held_item", item_id)
    context = {"room": "holding", "item": row, "form": form, "read": saying.mark_of(row)}
    return render(request, "holding/change.html", context, status=status_of(form))


@partners_only
@require_POST
@alone
def not_this_week(request: FamilyRequest) -> HttpResponse:
    """Have no more invitations this week."""
    back = "today" if request.POST.get("from") == "today" else "holding"  # first: an unreadable form writes nothing
    services.not_this_week(me=request.me, now=now())
    return redirect(back)
