"""The reflection: what one does when need gets big, where one learned it, and one sentence to show."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.domain import reflection as rules
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.people.access import FamilyRequest, mine_only
from nearward.web.reflection import selectors, services
from nearward.web.reflection.forms import LearnedForm, SentenceForm, SituationsForm
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.keeping import keep


@mine_only
@require_safe
def reflection(request: FamilyRequest) -> HttpResponse:
    """Show what one said of oneself, carefully, and what of it the partner sees."""
    own, partner = selectors.own(request.me), request.circle.partner
    asked = selectors.asked(request.circle)
    here = {one.key: own.answers[one.key] for one in asked if one.key in own.answers}
    context = {
        "room": "mine",
        "told": selectors.told(here, asked),
        "in_some": rules.in_some(here),
        "not_yet": rules.NOT_YET,
        "learned": own.learned,
        "shown": selectors.shown_by(request.me, to=partner) if partner else "",
    }
    return render(request, "reflection/reflection.html", context)


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def situations(request: FamilyRequest) -> HttpResponse:
    """Say what one does in a few situations; it keeps itself."""
    asked, own = selectors.asked(request.circle), selectors.own(request.me)

    def write(form: SituationsForm) -> int:
        return services.answer(me=request.me, chosen=form.chosen(), asked=asked, page=form.page())

    initial = {**own.answers, "number": own.numbers.get("situations", 0), "key": uuid4()}
    form = SituationsForm(request.POST or None, situations=asked, initial=initial)
    kept = keep(request, form, write, then="reflection", situations=asked)
    told = selectors.told(selectors.answers_in(kept.other), asked)
    context = {"form": kept.form, "other": told, "is_other": bool(kept.other)}
    context["to_come"] = not request.circle.grieves and not any(one.born_on for one in request.circle.children)
    return kept.answer or render(request, "reflection/situations.html", context, status=status_of(kept.form))


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def learned(request: FamilyRequest) -> HttpResponse:
    """Say where one may have learned it; it keeps itself."""

    def write(form: LearnedForm) -> int:
        return services.say_learned(me=request.me, learned=form.learned(), page=form.page())

    own = selectors.own(request.me)
    initial = {**vars(own.learned), "number": own.numbers.get("learned", 0), "key": uuid4()}
    kept = keep(request, LearnedForm(request.POST or None, initial=initial), write, then="reflection")
    context = {"form": kept.form, "other": selectors.Learned.from_text(kept.other), "is_other": bool(kept.other)}
    return kept.answer or render(request, "reflection/learned.html", context, status=status_of(kept.form))


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: FamilyRequest) -> HttpResponse:
    """Write one sentence, read it as the partner would, then show it or keep it."""
    partner = request.circle.partner
    if partner is None:
        return redirect("reflection")
    shown = selectors.shown_by(request.me, to=partner)
    form, read = SentenceForm(request.POST or None, initial={"words": shown}), ""
    if request.method == "POST" and form.is_valid():
        try:
            read = rules.accept_sentence(form.cleaned_data["words"])
            if request.POST.get("do") == "show":
                services.show(me=request.me, to=partner, words=read, now=now())
                messages.success(request, _("%(name)s can see it now, in Us.") % {"name": partner.name})
                return redirect("reflection")
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "read": "" if request.POST.get("do") == "edit" else read, "shown": shown}
    return render(request, "reflection/show.html", context, status=status_of(form))


@mine_only
@require_POST
def take_back(request: FamilyRequest) -> HttpResponse:
    """Stop showing it; nobody is told."""
    services.take_back(me=request.me, now=now())
    messages.success(request, _("It is yours alone again. Nothing is said about it."))
    return redirect("reflection")
