"""Reflection in Mine: situations, where I learned it, one sentence to share, and what I keep that is mine."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearward.data.practices import kept as places
from nearward.data.practices import learned as sources
from nearward.data.practices import situations
from nearward.domain import reflection as rules
from nearward.domain.refused import Refused
from nearward.web.core.clock import now
from nearward.web.core.drafts import Newer
from nearward.web.people.access import FamilyRequest, mine_only
from nearward.web.reflection import selectors, services
from nearward.web.reflection.forms import KeepForm, LearnedForm, SentenceForm, SituationForm
from nearward.web.reflection.models import Draft
from nearward.web.ui.forms import refuse, status_of
from nearward.web.ui.keeping import is_quiet, kept, not_kept, with_both

Writing = LearnedForm | KeepForm


@mine_only
@require_safe
def ways(request: FamilyRequest) -> HttpResponse:
    """Show the situations, each with what one tends to do in it; nothing is added up over them."""
    lines = selectors.lines(request.me, baby=not request.circle.grieves)
    return render(request, "reflection/ways.html", {"room": "mine", "lines": lines})


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def situation(request: FamilyRequest, name: str) -> HttpResponse:
    """Say what one would do in one situation, then go on to the next; any may be left out."""
    if not any(one.name == name for one in situations()):
        raise Http404
    offered = rules.offered(situations(), baby=not request.circle.grieves)
    one = next((one for one in offered if one.name == name), None)
    if one is None:
        return redirect("ways")
    onward = rules.next_after(offered, name)
    said = selectors.own(request.me, Draft.About.WAYS).said.get(name, ())
    form = SituationForm(request.POST or None, initial={"chosen": said, "key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            chosen, key = form.cleaned_data["chosen"], form.sent_key()
            services.answer_situation(me=request.me, name=name, chosen=chosen, key=key)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("situation", name=onward) if onward else redirect("ways")
    context = {"situation": one, "form": form, "answers": form.offered(one), "onward": onward}
    return render(request, "reflection/situation.html", context, status=status_of(form))


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def learned(request: FamilyRequest) -> HttpResponse:
    """Write where one learned it; kept as it is written."""
    partner = request.circle.partner
    shared = selectors.shared_by(request.me, to=partner) if partner else ""
    return _write(request, Draft.About.LEARNED, LearnedForm, {"shared": shared})


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: FamilyRequest) -> HttpResponse:
    """Write what one keeps that is one's own; kept as it is written."""
    return _write(request, Draft.About.KEEP, KeepForm, {})


def _write(request: FamilyRequest, about: str, kind: type[Writing], more: dict[str, Any]) -> HttpResponse:
    own = selectors.own(request.me, about)
    form: Writing = kind(initial={**own.said, "number": own.number, "key": uuid4()})
    other: list[str] = []
    if request.method == "POST":
        form = kind(request.POST)
        try:
            if done := _kept(request, about, form):
                return done
        except Newer as newer:
            form, other = with_both(form, newer), _in_words(selectors.read(newer.text))
        except Refused as refusal:
            refuse(form, refusal)
        if is_quiet(request):
            return not_kept(form)
    context = {"room": "mine", "form": form, "other": other, **more}
    return render(request, f"reflection/{about}.html", context, status=status_of(form))


def _kept(request: FamilyRequest, about: str, form: Writing) -> HttpResponse | None:
    """Keep the words; None where the form was refused."""
    if not form.is_valid():
        return None
    said = form.said()
    rules.accept_parts({name: words for name, words in said.items() if isinstance(words, str)})
    seen, key = form.cleaned_data["number"], form.sent_key()
    number = services.keep(me=request.me, about=about, said=said, seen=seen, key=key)
    if is_quiet(request):
        return kept(number)
    messages.success(request, _("Kept. Only you see it."))
    return redirect(about)


def _in_words(said: dict[str, Any]) -> list[str]:
    """Return the other device's words as lines to read."""
    chosen = [_(words) for name, words in sources().items() if name in said.get("chosen", ())]
    return [*chosen, *(said[name] for name in ("words", *places()) if said.get(name))]


@mine_only
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: FamilyRequest) -> HttpResponse:
    """Find the one sentence, read what the partner would see, and share it."""
    partner = request.circle.partner
    if partner is None:
        return redirect("learned")
    shared = selectors.shared_by(request.me, to=partner)
    form = SentenceForm(request.POST or None, initial={"words": shared})
    if request.method == "POST" and form.is_valid():
        try:
            services.share(me=request.me, to=partner, words=form.cleaned_data["words"], now=now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("%(name)s can see it now, in Us.") % {"name": partner.name})
            return redirect("learned")
    own = selectors.own(request.me, Draft.About.LEARNED).said
    context = {"form": form, "own": own.get("words", ""), "shared": shared}
    return render(request, "reflection/share.html", context, status=status_of(form))


@mine_only
@require_POST
def take_back(request: FamilyRequest) -> HttpResponse:
    """Stop sharing the sentence; nobody is told."""
    services.take_back(me=request.me, now=now())
    messages.success(request, _("It is yours alone again. Nothing is said about it."))
    return redirect("learned")
